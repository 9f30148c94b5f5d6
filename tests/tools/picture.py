"""Write docs/report.png: the HTML report where its texts begin, as a Chromium on this machine shows it."""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from policylint.cli import main as policylint
from tests.browser import Browser, find_browser

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "docs" / "report.png"
SHOWN = ROOT / "corpora" / "demo" / "en" / "autoreply-bad.txt"
WIDTH, HEIGHT = 1180, 700


def main() -> int:
    path = find_browser()
    if not path:
        print("there is no Chromium on this machine")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder, "report.html")
        policylint(["check", "--no-cache", "--quiet", "--output-format", f"html={page}", str(SHOWN)])
        browser = Browser(path)
        try:
            browser.open(page.as_uri(), width=WIDTH, height=HEIGHT)
            browser.run("document.documentElement.style.scrollbarWidth = 'none'")
            browser.run("document.querySelector('.head').scrollIntoView(); scrollBy(0, -24)")
            PICTURE.write_bytes(browser.picture())
        finally:
            browser.close()
    print(f"{PICTURE.relative_to(ROOT)}: {PICTURE.stat().st_size // 1024} KB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
