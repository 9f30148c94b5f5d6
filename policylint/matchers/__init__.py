"""Ways to find a fault: phrases (spaCy), frames (sets of words that meet), checks for what isn't made of words."""
