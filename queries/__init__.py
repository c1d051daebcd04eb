"""Questions: one ``.rq`` file and one typed answer each. Takes a store as an argument and never imports ``graph``."""
