"""A built site: its assets, its edition, its checks, and how it is put in place."""
