"""Small Word, OpenDocument and PDF files for tests: what the libraries' writers can't write, written by hand."""

import io
import zipfile
from itertools import count

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_ODF = (
    " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "text", "table", "style", "drawing")
    )
    + ' xmlns:fo="urn:f" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:draw="urn:d" xmlns:svg="urn:s"'
)


def zip_files(files):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED)
    return held.getvalue()


def relations(*targets):
    """A part of relations `rId1`, `rId2` ... of (kind, target)."""
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if kind == "hyperlink" else "/>")
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}">{rows}</Relationships>'


def word_part(name, inside):
    return f'<w:{name} xmlns:w="{WORD}" xmlns:r="{OFFICE}" xmlns:mc="m" xmlns:v="v">{inside}</w:{name}>'


def make_docx(body, styles="", links=(), **parts):
    """A Word file of the insides of its parts: `header`, `footnotes` ... beside body and styles."""
    targets = [("hyperlink", link) for link in links]
    targets += [(kind, f"{kind}.xml") for kind in ("styles", *parts)]
    names = {"header": "hdr", "footer": "ftr"}
    return zip_files(
        {
            "_rels/.rels": relations(("officeDocument", "word/document.xml")),
            "word/document.xml": word_part("document", f"<w:body>{body}</w:body>"),
            "word/styles.xml": word_part("styles", styles),
            "word/_rels/document.xml.rels": relations(*targets),
            **{f"word/{kind}.xml": word_part(names.get(kind, kind), inside) for kind, inside in parts.items()},
        }
    )


def make_odt(body, automatic="", styles=""):
    """An OpenDocument text of the insides of its body, its automatic styles, and its styles."""
    content = f"<office:automatic-styles>{automatic}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
    return zip_files(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {_ODF}>{content}</office:document-content>",
            "styles.xml": f"<office:document-styles {_ODF}>{styles}</office:document-styles>",
        }
    )


def close(bits):
    """Make XML of bits: an end that ends nothing is left out, a start that isn't ended is ended."""
    parts, opened = [], []
    for bit in bits:
        name = bit.strip("</>").split(" ")[0].split(">")[0]
        if bit.startswith("</"):
            if opened[-1:] != [name]:
                continue
            opened.pop()
        elif bit.startswith("<") and "/" not in bit:
            opened.append(name)
        parts.append(bit)
    return "".join(parts + [f"</{name}>" for name in reversed(opened)])


class Pdf:
    """Writes pages of text in a font of which all characters are half as wide as high."""

    def __init__(self):
        self._codes = {}
        self._pages = []

    def page(self, *, image=False, paths=0):
        """Begin a page; with an image it shows one."""
        begun = ["q 200 0 0 200 50 50 cm /I Do Q"] if image else []
        self._pages.append(begun + ["0 0 m 9 9 l S"] * paths)
        return self

    def text(self, x, y, text, size=10, color=(0, 0, 0), scale=1):
        """Write a line; `scale` makes the letters larger behind the font's back."""
        codes = "".join(f"{self._codes.setdefault(letter, len(self._codes) + 1):04x}" for letter in text)
        shade = " ".join(str(part / 255) for part in color)
        self._pages[-1].append(f"BT {shade} rg /F {size} Tf {scale} 0 0 {scale} {x} {y} Tm <{codes}> Tj ET")
        return self

    def lines(self, x, y, text, size=10, leading=12, **looks):
        for line in text.split("\n"):
            self.text(x, y, line, size, **looks)
            y -= leading
        return self

    def bytes(self):
        objects = {}
        numbers = count(8)
        kids = []
        for operators in self._pages:
            page, content = next(numbers), next(numbers)
            kids.append(f"{page} 0 R")
            objects[page] = (
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>/XObject<</I 7 0 R>>>>"
                f"/Contents {content} 0 R>>"
            )
            objects[content] = _stream("\n".join(operators))
        objects[1] = "<</Type/Catalog/Pages 2 0 R>>"
        objects[2] = f"<</Type/Pages/Kids[{' '.join(kids)}]/Count {len(kids)}>>"
        objects[3] = (
            "<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/DescendantFonts[4 0 R]/ToUnicode 6 0 R>>"
        )
        objects[4] = (
            "<</Type/Font/Subtype/CIDFontType2/BaseFont/F/CIDSystemInfo<</Registry(A)/Ordering(I)/Supplement 0>>"
            "/DW 500/FontDescriptor 5 0 R>>"
        )
        objects[5] = "<</Type/FontDescriptor/FontName/F/Flags 4/Ascent 750/Descent -250/FontBBox[0 -250 500 750]>>"
        objects[6] = _stream(self._unicode())
        objects[7] = _stream(
            "ABC", "/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceRGB/BitsPerComponent 8"
        )
        return _assemble(objects)

    def _unicode(self):
        rows = [f"<{code:04x}> <{letter.encode('utf-16-be').hex()}>" for letter, code in self._codes.items()]
        blocks = [rows[at : at + 100] for at in range(0, len(rows), 100)]
        mapped = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
        return (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def /CMapType 2 def\n"
            f"1 begincodespacerange <0000> <ffff> endcodespacerange\n{mapped}\nendcmap end end"
        )


def _stream(content, entries=""):
    return f"<<{entries}/Length {len(content)}>>\nstream\n{content}\nendstream"


def _assemble(objects):
    parts, offsets = ["%PDF-1.7\n"], {}
    length = len(parts[0])
    for number in sorted(objects):
        offsets[number] = length
        parts.append(f"{number} 0 obj\n{objects[number]}\nendobj\n")
        length += len(parts[-1])
    rows = "".join(f"{offsets[number]:010} 00000 n \n" for number in sorted(objects))
    parts.append(
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}trailer\n<</Size {len(objects) + 1}/Root 1 0 R>>\n"
    )
    return "".join([*parts, f"startxref\n{length}\n%%EOF\n"]).encode()
