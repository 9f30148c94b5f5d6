"""Program code: the string literals that are texts for people."""
