"""Families: the people of one case file, whom a pathway takes along, and where all of them can be together."""
