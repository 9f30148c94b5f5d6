"""policylint."""
