"""What is promised of ids."""
