"""Raw things to numbers: text, tables."""
