"""Knowledge base of the police Prevent duty: data, checks, rendering and publishing."""
