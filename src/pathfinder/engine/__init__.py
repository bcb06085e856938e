"""From a profile and a day to verdicts with reasons. Pure: no clock, no files, no printing."""
