"""The desk that lays everything about a rule beside its passage: gathered here, made into pages by `output.dossier`."""
