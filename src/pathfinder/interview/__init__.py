"""The interview: few questions, one at a time, each worth its asking."""
