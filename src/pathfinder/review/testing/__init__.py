"""The desk of tests: cases, what they cover, and mutants that they should notice."""
