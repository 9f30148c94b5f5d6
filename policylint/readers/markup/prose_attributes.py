"""What attributes of HTML and of its template languages say: which are shown, which take the place of a text."""

import re

from policylint.readers.markup.elements import Attribute
from policylint.readers.tags.expressions import is_prose

PROSE_ATTRIBUTES = frozenset(
    "alt title placeholder aria-label aria-description aria-placeholder aria-roledescription aria-valuetext label "
    "subject prompt "
    "data-confirm data-turbo-confirm data-title data-tooltip data-tip data-original-title data-placeholder "
    "data-label".split()
)
# A component shows these when they are a text.
_COMPONENT_SHOWS = frozenset(
    "text message caption heading hint tooltip description header footer subtitle error success confirm confirm-text "
    "cancel-text "
    "button-text help content empty-text no-data-text".split()
)
_DESCRIPTIONS = frozenset({"description", "og:description", "og:title", "twitter:description", "twitter:title"})
_PRESSED = frozenset({"submit", "button", "reset"})
# What prints its text at run time, over the one that stands in it.
_REPLACING = (
    "th:text",
    "th:utext",
    "data-th-text",
    "data-th-utext",
    "v-text",
    "v-html",
    "ng-bind",
    "x-text",
    "tal:content",
)
_PRINTING = frozenset(
    "c:out fmt:message fmt:formatnumber fmt:formatdate spring:message s:text s:property bean:write bean:message "
    "h:outputtext "
    "h:outputformat jsp:getproperty".split()
)
_PRINTED = ("value", "key", "code", "property", "name")
_TELLING = re.compile(
    r"alt|title|placeholder|aria-|href|lang|value|content|id|label|subject|text|key|code|name|v-html|ng-bind|confirm"
    r"|tip|message"
    r"|caption|heading|hint|description|header|footer|error|success|help|prompt"
)


def may_tell(inside: str) -> bool:
    """Whether the inside of a tag has any attribute that a reader of texts asks for."""
    return _TELLING.search(inside) is not None


def is_shown(tag: str, name: str, attributes: dict[str, Attribute]) -> bool:
    """Whether an attribute's value is shown to people."""
    if name in PROSE_ATTRIBUTES:
        return tag != "link"
    if name == "value" and tag == "input":
        return "type" in attributes and attributes["type"].value.lower() in _PRESSED
    if name == "content" and tag == "meta":
        kind = attributes.get("name") or attributes.get("property")
        return kind is not None and kind.value.lower() in _DESCRIPTIONS
    return name in _COMPONENT_SHOWS and _is_component(tag) and is_prose(attributes[name].value)


def _is_component(tag: str) -> bool:
    return ("-" in tag or ":" in tag or "." in tag) and not tag.startswith("mj-")


def find_replacing(attributes: dict[str, Attribute]) -> Attribute | None:
    """The attribute whose value takes the place of the element's text, if any."""
    return next((attributes[name] for name in _REPLACING if name in attributes), None)


def find_printed(tag: str, attributes: dict[str, Attribute]) -> Attribute | None:
    """The attribute that tells what an element of a template language prints, if it does."""
    if tag not in _PRINTING:
        return None
    return next((attributes[name] for name in _PRINTED if name in attributes), None)
