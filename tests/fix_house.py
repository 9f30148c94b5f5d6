"""A few small rules in place of the built-in ones, for tests of `policylint fix`."""

import json

from policylint.api import Settings, fix_bytes

SAID = {"en": "Write to us at any time.", "ru": "Пишите нам в любое время.", "et": "Kirjutage meile julgesti ka öösel."}
BAD = {"en": "A scoldfish is here.", "ru": "Здесь бранерыба.", "et": "Siin on nuhtluskala."}
GOOD = {"en": "The weather is fine today.", "ru": "Сегодня хорошая погода.", "et": "Täna on ilus ilm."}
ROUGH = 'We\'re "here": call & write #1, 3 < 5'
NASTY = f"{ROUGH} C:\\new"

_TEXTS = {"title": {"en": "T"}, "message": {"en": "No {{ match }}"}, "why": {"en": "W"}}
_HEAD = {"since": "0.1", "level": "warning", "remedy": "wording", "kinds": ["page", "autoreply"]}


def write_rules(folder):
    """Write the rules; JSON is YAML."""

    def rule(name, patterns, rewrite, **keys):
        examples = {"en": {"bad": ["x"], "good": ["y"]}}
        made = {"id": name, **_HEAD, **_TEXTS, "patterns": patterns, "rewrite": rewrite, "examples": examples, **keys}
        place = folder / "house" / f"{name}.yaml"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(json.dumps({key: value for key, value in made.items() if value}), encoding="utf-8")

    safe = {"safety": "safe", "replaces": "sentence"}
    rule("scold", {"en": ["scoldfish"], "ru": ["бранерыба"], "et": ["nuhtluskala"]}, {**safe, **SAID})
    rule("nasty", {"en": ["nastyfish"]}, {**safe, "replaces": "match", "en": NASTY})
    rule("rough", {"en": ["roughfish"]}, {**safe, "replaces": "match", "en": ROUGH})
    rule("word", {"en": ["wordfish"]}, {**safe, "replaces": "match", "en": "trout"}, level="error")
    rule("clause", {"en": ["clausefish"]}, {**safe, "replaces": "clause", "en": "We eat trout."})
    rule("gone", {"en": ["gonefish"]}, {**safe, "en": ""})
    part = {"en": ["partfish"], "ru": ["частерыба"], "et": ["osakala"]}
    rule("part", part, {**safe, "replaces": "clause", "en": "", "ru": "", "et": ""})
    shouted = {"en": [{"regex": "(?-i:SHOUTFISH[A-Z ]+)", "hints": ["shoutfish"]}]}
    rule("shout", shouted, {**safe, "replaces": "match", "en": "{{ match | sentence_case }}"})
    rule("added", {"en": ["addfish"]}, {**safe, "replaces": "match", "en": " (or trout)"})
    facts = "We ask for {{ said.money }} {{ said.date }}.{% if said.phone %} Call {{ said.phone }}.{% endif %} Thanks."
    rule("fact", {"en": ["factfish"]}, {**safe, "en": facts})
    rule("due", {"en": ["duefish"]}, {**safe, "en": "Pay {{ said.amount or 'later' }}, {{ said.date or 'please' }}."})
    rule("after", {"en": [{"frame": {"all": ["afterfish"]}, "unless": {"document": ["it is fresh"]}}]},
         {**safe, "replaces": "after", "en": "It is fresh."})  # fmt: skip
    whole = {"en": "“{{ sentence }}” is no way to speak.", "ru": "говорим ясно", "et": "kala"}
    rule("whole", {"en": [{"frame": {"all": ["wholefish"], "none": ["no way to speak"]}}], "ru": ["целорыба"], "et": ["terveskala"]},
         {**whole, "safety": {"en": "safe", "ru": "safe", "et": "display"},
          "replaces": {"en": "sentence", "ru": "clause", "et": "match"}})  # fmt: skip
    rule("pair", {"en": [{"frame": {"all": ["askfish", "tellfish"], "in": "pair"}}]}, {**safe, "en": "We eat trout."})
    rule("kind", {"en": ["kindfish"]}, {**safe, "en": "This is a {{ document.kind }}."})
    rule("promise", {"en": ["promisefish"]}, {**safe, "safety": "unsafe", "en": "We answer within {{ hours }} hours."})
    rule("idea", {"en": ["ideafish"]}, {**safe, "safety": "display", "en": "Think."})
    rule("bare", {"en": ["barefish"]}, None)
    rule("worse", {"en": ["worsefish"]}, {**safe, "en": "A barefish."})
    rule("deaf", {"en": ["deaffish"]}, {**safe, "replaces": "match", "en": "deaffish"})
    rule("dash", {"en": ["dashfish"]}, {**safe, "replaces": "match", "en": "trout — “fresh”"})
    long = "We keep trout in cold and clear water all year round, and we feed them every single day of it."
    rule("long", {"en": ["longfish"]}, {**safe, "en": long})
    here = {"en": "We are here for you.", "ru": "Мы рядом с вами.", "et": "Oleme teie jaoks olemas."}
    rule("unsaid", {}, {**safe, "replaces": "insert", **here}, kinds=["autoreply"],
         required={"en": ["here for you"], "ru": ["рядом с вами"], "et": ["teie jaoks olemas"]})  # fmt: skip
    ask = {"en": "Just ask us.", "ru": "Просто спросите.", "et": "Küsige julgesti."}
    rule("unsigned", {}, {**safe, "replaces": "append", **ask}, kinds=["autoreply"],
         required={"en": ["just ask us"], "ru": ["просто спросите"], "et": ["küsige julgesti"]})  # fmt: skip
    return folder


def fix(data, path="a.txt", *, unsafe=False, kind="page", language="en", ask=None):
    """Fix a text or bytes as a file of this path."""
    data = data.encode() if isinstance(data, str) else data
    if ask is None:
        return fix_bytes(data, path, Settings(kind=kind, language=language), unsafe=unsafe)
    from policylint.checkers import Checkers
    from policylint.fixing import files as file_fixing
    from policylint.walking import name_target

    checkers = Checkers(Settings(kind=kind, language=language))
    target = name_target(path, len(data))
    checker = checkers.all[checkers.number_for(target.location)]
    return file_fixing.fix_bytes(checker, data, target, unsafe=unsafe, ask=ask)


def fixed(data, path="a.txt", **wishes):
    """The text that a fix gives."""
    return fix(data, path, **wishes).after.decode()


def reasons(file):
    """Why findings were left, by rule."""
    return {left.finding.rule: left.reason for left in file.fixed.left}
