"""Tags of template languages, and what stands inside of them."""
