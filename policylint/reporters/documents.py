"""JSON and XML as files hold them."""

import json
from typing import Any
from xml.etree import ElementTree as ET

from policylint.reporters.characters import well_formed


def render_json(value: Any) -> str:
    """Write JSON on one line, without a byte order mark; an indent would take ten times as long."""
    return well_formed(json.dumps(value, ensure_ascii=False)) + "\n"


def render_xml(root: ET.Element) -> str:
    """Write an XML document whose texts are safe already."""
    ET.indent(root)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'
