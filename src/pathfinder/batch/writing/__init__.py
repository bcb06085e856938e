"""Writing results: text line by line, or tables; see `text`, `tables` and `formats`."""
