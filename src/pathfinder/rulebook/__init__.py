"""A rule book: facts, documents, citations, pathways and cautions, put together and checked."""
