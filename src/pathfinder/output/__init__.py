"""The result of an assessment for people: one module a form, and what they share."""
