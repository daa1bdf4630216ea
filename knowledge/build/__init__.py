"""What turns the pages that an engine wrote into a finished site."""
