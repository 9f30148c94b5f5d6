"""Blade: its directives, which begin with `@` and may have arguments."""

import re

from policylint.readers.finding import Finder
from policylint.readers.tags.expressions import Tag, control, output, remove

_WITH_ARGUMENTS = (
    "if elseif unless foreach forelse for while switch case isset empty auth guest elseauth elseguest can cannot "
    "canany elsecan "
    "elsecannot elsecanany include includeIf includeWhen includeUnless includeFirst extends extendsFirst section yield "
    "component "
    "componentFirst slot push pushOnce pushIf prepend prependOnce stack lang choice trans json class style php each "
    "props aware error "
    "env session context hasSection sectionMissing use once inject method vite livewire dump dd js checked selected "
    "disabled readonly "
    "required fragment translation"
)
_ALONE = (
    "else endif endunless endforeach endforelse endfor endwhile endswitch endisset endempty endauth endguest endcan "
    "endcannot "
    "endcanany endsection endcomponent endcomponentFirst endslot endpush endPushOnce endPushIf endprepend "
    "endPrependOnce enderror endenv endsession "
    "endcontext endphp endonce endproduction endfragment endlang endtranslation endverbatim show stop overwrite append "
    "parent csrf "
    "default break continue auth guest empty php once production verbatim livewireStyles livewireScripts "
    "viteReactRefresh"
)
_DIRECTIVE = re.compile(
    rf"@(?:(?:{'|'.join(_WITH_ARGUMENTS.split())})(?=\s?\()|(?:{'|'.join(_ALONE.split())})(?![\w(.-]))"
)
_ARGUMENTS = re.compile(r" ?\((?:[^()]++|\((?:[^()]++|\((?:[^()]++|\([^()]*+\))*+\))*+\))*+\)")
_TEXTS = frozenset({"@lang", "@choice", "@trans"})


def read_directive(finder: Finder, start: int) -> Tag | None:
    """Read the directive at an offset, with its arguments; `@lang('A text')` is a text."""
    text = finder.text
    tag = _DIRECTIVE.match(text, start)
    if tag is None or (start and (text[start - 1].isalnum() or text[start - 1] in "@.")):
        return None
    if tag[0] == "@php" and text[tag.end() : tag.end() + 1] != "(":
        closer = finder.find("@endphp", tag.end())
        return (closer + 7, [remove(start, closer + 7)]) if closer >= 0 else None
    arguments = _ARGUMENTS.match(text, tag.end())
    stop = arguments.end() if arguments else tag.end()
    if tag[0] in _TEXTS:
        return stop, output(text, start, stop, (text.find("(", start) + 1, stop - 1))
    return stop, control(text, start, stop, (start + 1, stop))
