"""A built site."""
