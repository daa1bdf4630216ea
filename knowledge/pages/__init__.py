"""Records to Markdown: what the pages in `docs/` show."""
