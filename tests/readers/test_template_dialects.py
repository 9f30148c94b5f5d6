"""Template tags of each dialect: what prints is a word, what steers is nothing, a literal text is a text."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policylint.documents import Segment
from policylint.readers import find_format, read_source
from policylint.readers.markup import html
from policylint.readers.tags import templates
from tests.readers.exact import assert_exact
from tests.readers.prose import words

_QUOTABLE = st.lists(words.filter(lambda word: not set(word) & set("{}<>&%:'\"\\|?$")), min_size=2, max_size=6).map(
    " ".join
)


def _read(source: str, format: str = "txt") -> list[str]:
    return [segment.text for segment in read_source(source, format)[0]]


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        # Blade
        ("@if(a(b(c)))x @elseif(d)y @else z @endif", ["x  | y  |  z"]),
        ("@choice('one day|many days', 2)", ["one day | many days"]),
        ("@lang('Dear :name, hello')", ["Dear Name, hello"]),
        ("@section('title', 'Your bill')", ["Your bill"]),
        ("a@if.b @example @media(x)", ["a@if.b @example @media(x)"]),
        ("@verbatim {{ a }} @endverbatim @once b @endonce", ["A   b"]),
        # Liquid, Twig, Django, Jinja
        ("{% trans %}We write{% endtrans %}", ["We write"]),
        ('{% trans "We write" %} {% t "you call" %}', ["We write you call"]),
        ("{% trans with {'%a%': b} %}We write %name%{% endtrans %}", ["We write Name"]),
        ("{% set a = 'We write' %}b{% set c = d %}", ["We write | b"]),
        ("{% schema %}no{% endschema %}{% style %}no{% endstyle %}{% doc %}no{% enddoc %}a", ["a"]),
        ("{{ a ? 'We write' : \"You call\" }}", ["We write | You call"]),
        ("{{ a ?? 'We write' }} {{ a ? 'b' : 'c' }}", ["A A"]),
        ("{{ include('a.html') }}{{ parent() }}b", ["b"]),
        # Smarty
        ("{l s=\"Don't \\\"go\\\" {now}\" mod='x'}", ["Don't \"go\" Now"]),
        ("{t}We write{/t} {'You call'|translate} {ldelim}a{rdelim}", ["We write You call {a}"]),
        ("{assign var=a value=\"We write {$b|default:'$c'} now\"}", ["We write B now"]),
        ("{if $a == '}'}x{else}y{/if}", ["x | y"]),
        # ERB and its kin
        ("<%= t 'We write' %> <%= link_to 'You call', x do %>no<% end %>", ["We write no"]),
        ("<%- if a -%>x<%- elsif b -%>y<%- else -%>z<%- end -%>", ["x | y | z"]),
        ("<%_ if (a) { _%>x<%_ } else { _%>y<%_ } _%>", ["x | y"]),
        ("<%= render 'a' %><%= yield %><%= yield_name %>", ["YieldName"]),
        ('<%= t "We write #{a.b} now" %>', ["We write AB now"]),
        ("<% content_for :title, 'We write' %>a", ["We write | a"]),
        # FreeMarker
        ("<#if a < 5>x<#elseif b gt 3>y<#else>z</#if>", ["x | y | z"]),
        ('<#if a == "<b>">x</#if><#-- no > -->', ["x"]),
        ("<@a.b c='We write' d=\"e\">f</@a.b><@g/></@>", ["We write | f"]),
        ("<@spring.message 'a.b'/>", ["SpringMessageAB"]),
        ("[#if a]x[#elseif b]y[#else]z[/#if][#-- no --][@c d=e /][=f.g]", ["x | y | zFG"]),
        ("a [#tag] [#1] [@me] [x](y)", ["a [#tag] [#1] [@me] [x](y)"]),
        # Handlebars, Mustache, Go, Hugo
        ("{{=<% %>=}}a", ["a"]),
        ("{{t 'We write' n=1}} {{{b}}} {{&c}} {{../d}}", ["We write B C D"]),
        ("{{#a}}x{{else if b}}y{{^}}z{{/a}}{{> p}}", ["x | y | z"]),
        ("{{if .A}}x{{else}}y{{end}} {{- .B -}} {{/* no */}}", ["x | y B"]),
        ('{{< a b="We write" >}}c{{< /a >}}', ["We write | c"]),
        # Angular, Razor
        ("@if (a) {\nx\n} @else if (b(c)) { y } @else {\nz { a - b } }\nw", ["x\n |  y  | \nz { a - b } \nw"]),
        ("@for (a of b; track a) { x } @empty { y }", ["x  |  y"]),
        ("@switch (a) { @case (1) { x } @default { y } }", ["x   |  y"]),
        ("@if($a) {{ $b }} @endif", ["B"]),
        # Velocity
        ("#if($a)x#elseif($b)y#{else}z#end $c.d $!{e} $!f.g('h') $5 ## no", ["x | y | z CD E FGH $5"]),
        ("#set($a = 'We write')#* no\n*#b", ["We write | b"]),
        ("#1 #end $cash", ["#1 #end $cash"]),
    ],
)  # fmt: skip
def test_tags_read_as_what_they_stand_for(source: str, texts: list[str]) -> None:
    assert _read(source) == texts


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("<p th:text='${a.b}'>no</p>", ["AB"]),
        ("<p><span v-text='a'></span> x <b th:utext=\"#{c.d}\">no</b></p>", ["A x CD"]),
        ("<p>[[${a}]] [(${b})] #{c}</p>", ["A B #C"]),
        ("<p>a <c:choose><c:when test='${x}'>b</c:when><c:otherwise>c</c:otherwise></c:choose></p>", ["a b | c"]),
        ("<p><c:out value='${a}'/> <fmt:message key='b.c'/></p>", ["A BC"]),
        ("<h:outputText value='We write'/>", ["We write"]),
        ("<x-alert message='We write' type='no no' :title='no no'/>", ["We write"]),
        ("<a data-confirm='Sure about it?' data-x='no no'>b</a>", ["b", "Sure about it?"]),
        (
            "<mj-title>a</mj-title><mj-preview>b</mj-preview><mj-style>no { no }</mj-style><mj-text>c</mj-text>",
            ["a", "b", "c"],
        ),
        ("<!--[if mso]>no<![endif]--><!--[if !mso]><!-->a<!--<![endif]--><![if !mso]>b<![endif]>", ["ab"]),
        (
            "<div style='display:none'>a</div><noscript>b</noscript><svg><title>no</title></svg><style>no</style>",
            ["a", "b"],
        ),
        ("<video>a</video><iframe title='b'>c</iframe>", ["a", "c", "b"]),
        ("<p>one<%= link_to x do %>two<% end %></p>", ["onetwo"]),
    ],
)
def test_elements_read_as_what_they_show(source: str, texts: list[str]) -> None:
    assert _read(source, "html") == texts


@pytest.mark.parametrize(
    ("path", "source", "format"),
    [
        ("a.svelte", "", "component"), ("a.mjml", "", "html"), ("a.blade.php", "<x-mail::message>", "mdmail"), ("a.vm", "<p>", "html"),
        ("a.jsp", "<html>", "html"), ("a.njk", "text", "txt"), ("a.rst", "", "rst"), ("a.adoc", "", "asciidoc"), ("a.mdx", "", "md"),
        ("a.html.heex", "", "html"),
    ],
)  # fmt: skip
def test_formats_of_templates_are_found(path: str, source: str, format: str) -> None:
    assert find_format(path, source) == format


_CALLS = (
    "{{{{ __('{}') }}}}", "@lang('{}')", "{{% trans '{}' %}}", "<%= t '{}' %>", "{{l s='{}' mod='x'}}", "<?= __('{}') ?>", "{{{{t '{}'}}}}",
    "<@button label='{}'/>", "{{{{ late ? '{}' : 'x' }}}}", "<% content_for :title, '{}' %>", "@section('title', '{}')",
)  # fmt: skip


@given(text=_QUOTABLE.map("We answer {}".format), call=st.sampled_from(_CALLS))
@settings(max_examples=150, deadline=None)
def test_literal_texts_of_tags_stand_where_they_were_written(text: str, call: str) -> None:
    source = f"<p>{call.format(text)}</p>"
    (ready,) = templates.read(Segment.whole(source))
    first = next(iter(html.read(ready)))
    start = first.text.index("We")
    assert_exact(source, first.cut(start, start + len(text)), text)


@pytest.mark.parametrize(
    "unit",
    ["{$'", "{l s='", "[#if ", "[#if '", "[@a ", "<#if '", "<@a b='", "@if(((", "@if (a) {", "#if($", "$!{", '{{< a b="', "{{ a ? 'b' : '", "{% style %}",
     "<p th:text='a'>", "<c:out value='", "<b v-text=a>", "?'"],
)  # fmt: skip
@pytest.mark.parametrize("format", ["txt", "html"])
def test_hostile_templates_are_read_in_one_go(unit: str, format: str) -> None:
    source = unit * 10_000 + "x"
    assert sum(map(len, _read(source, format))) <= 2 * len(source)
