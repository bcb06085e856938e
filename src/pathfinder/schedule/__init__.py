"""What a person must not miss, and by when: last lawful days, papers that run out, the first day of a return."""
