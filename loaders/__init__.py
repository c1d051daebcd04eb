"""From source files to tables of facts: one module and one ``.yml`` for each source."""
