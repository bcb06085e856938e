"""The reviewer's desk: what rule files are checked and tested with."""
