"""From tables of facts to the graph: building, deriving who is bound by what and when, checking, storing."""
