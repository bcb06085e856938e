"""Mutants: rules changed by one small mistake each. A mistake that no case notices could stand in the rules today."""
