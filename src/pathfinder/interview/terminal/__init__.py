"""The interview at a terminal: one conversation, shown as screens (prompt_toolkit) or line by line."""
