"""Documents, citations, and where a passage stands in a local copy of a document."""
