"""The desk that compares two rule books by what they mean for people."""
