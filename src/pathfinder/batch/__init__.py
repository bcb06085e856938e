"""Files of people: tables in, verdicts out, any number of them."""
