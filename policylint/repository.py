"""The repository that texts live in: where it begins."""

import os


def find_root(folder: str) -> str:
    """Find the top of the git working tree with an absolute folder; without one, the folder itself."""
    place = folder
    while not os.path.exists(os.path.join(place, ".git")):
        parent = os.path.dirname(place)
        if parent == place:
            return folder
        place = parent
    return place
