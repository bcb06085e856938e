"""The desk for a new document: entered among the documents, and held against what the rules say today."""
