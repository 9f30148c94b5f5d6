"""Ways to find a fault: phrases (spaCy), frames (set arithmetic over slots), and checks for what isn't made of words."""
