"""The two doors: HTTP and the shell."""
