"""Ways of making a sound translation wrong."""
