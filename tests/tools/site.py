"""Build a static site, the same each time: pages of prose between a menu, an aside and a footer that stand on all of them.

    python tests/tools/site.py FOLDER [--pages 5000]

The footer of each language carries one fault; every fiftieth page has one of its own.
"""

import argparse
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.tools.bench import CLEAN, FAULTS, SEED, make_sentence

_FOOTERS = {
    "en": "Contracts can be cancelled only in person at our office, between 9 and 10 a.m.",
    "ru": "Расторгнуть договор можно только лично в нашем офисе, с 9 до 10 утра.",
    "et": "Lepingu saab lõpetada ainult isiklikult meie kontoris, kella 9 ja 10 vahel.",
}
_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<link rel="stylesheet" href="{up}style.css">
<script>window.page = {number}; var ready = function () {{ return document.readyState === "complete" }}</script>
</head>
<body>
<header><a href="{up}index.html">Aurora</a>
<nav><ul>
{menu}
</ul></nav></header>
<main>
<h1>{title}</h1>
{body}
</main>
<aside>
{aside}
</aside>
<footer>
<p>{footer}</p>
<p>&copy; 2026 Aurora &middot; <a href="{up}contact.html">aurora.example</a></p>
</footer>
</body>
</html>
"""


def build(folder: Path, pages: int) -> int:
    """Write the pages, and give their bytes."""
    dice = random.Random(SEED)
    menus = {language: _menu(language, dice) for language in CLEAN}
    asides = {language: "\n".join(_paragraphs(language, dice, 6)) for language in CLEAN}
    size = 0
    for number in range(pages):
        language = list(CLEAN)[number % len(CLEAN)]
        path = folder / language / f"{number // 150:03}" / f"page-{number}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        paragraphs = _paragraphs(language, dice, dice.randint(3, 12))
        if number % 50 == 0:
            paragraphs.append(f"<p>{dice.choice(FAULTS[language]).format(n=8)}</p>")
        page = _PAGE.format(
            language=language,
            title=make_sentence(language, dice),
            up="../../",
            number=number,
            menu=menus[language],
            body="\n".join(paragraphs),
            aside=asides[language],
            footer=_FOOTERS[language],
        )
        size += path.write_bytes(page.encode())
    return size


def _paragraphs(language: str, dice: random.Random, count: int) -> list[str]:
    return ["<p>" + " ".join(make_sentence(language, dice) for _ in range(6)) + "</p>" for _ in range(count)]


def _menu(language: str, dice: random.Random) -> str:
    names = [" ".join(make_sentence(language, dice).split()[:2]) for _ in range(24)]
    return "\n".join(f'<li><a href="../{place}.html">{name}</a></li>' for place, name in enumerate(names))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=5_000)
    arguments = parser.parse_args()
    print(f"{build(arguments.folder, arguments.pages) / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
