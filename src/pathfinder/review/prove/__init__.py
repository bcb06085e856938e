"""The desk that checks claims of reviewers against a whole rule book."""
