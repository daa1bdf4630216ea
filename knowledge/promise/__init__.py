"""The promise to those who link here: ids for ever, what became of each, and what is left out."""
