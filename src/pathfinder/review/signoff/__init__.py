"""The desk of signatures: who read what, what has changed since, what rests on old documents."""
