"""The desk that audits rule files: what is wrong, ranked by harm, with its place and what to do."""
