"""From the text of rule files and profiles to typed records, with every problem and its place."""
