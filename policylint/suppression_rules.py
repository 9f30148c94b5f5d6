"""The two rules about suppressions themselves; they have no patterns to keep in a rule file."""

from policylint.rules import KINDS, Example, Rule

MARK = "policylint:"  # what every suppression begins with


def _rule(name: str, *, title: dict[str, str], message: dict[str, str], why: dict[str, str], **sides: str) -> Rule:
    examples = {side: (Example(text),) for side, text in sides.items()}
    return Rule(
        id=name,
        category="suppression",
        since="0.1",
        level="warning",
        remedy="wording",
        kinds=KINDS,
        yields_to=(),
        title=title,
        message=message,
        why=why,
        options={},
        references=(),
        check="",
        absent=False,
        rewrite=None,
        examples={"en": examples},
        path="",
    )


RULES = {
    rule.id: rule
    for rule in (
        _rule(
            "unexplained-suppression",
            title={
                "en": "Suppression without a reason",
                "ru": "Исключение без объяснения",
                "et": "Põhjenduseta erand",
            },
            message={
                "en": "Say why this is allowed: policylint: allow RULE -- reason.",
                "ru": "Объясните, почему это допустимо: policylint: allow ПРАВИЛО -- причина.",
                "et": "Põhjendage, miks see on lubatud: policylint: allow REEGEL -- põhjus.",
            },
            why={
                "en": "Whoever reads the text next must be able to tell a decision from a convenience.",
                "ru": "Следующий читатель должен отличить решение от отговорки.",
                "et": "Järgmine lugeja peab aru saama, kas see oli otsus või mugavus.",
            },
            bad="<!-- policylint: allow insult -->",
            good="<!-- policylint: allow insult -- the customer is quoted, with her consent -->",
        ),
        _rule(
            "unused-suppression",
            title={
                "en": "Suppression that suppresses nothing",
                "ru": "Исключение, которое ничего не исключает",
                "et": "Erand, mis ei lubagi midagi",
            },
            message={
                "en": "Nothing here needs to be allowed: {{ match }}. Remove it.",
                "ru": "Здесь нечего разрешать: {{ match }}. Уберите это исключение.",
                "et": "Siin pole midagi lubada: {{ match }}. Eemaldage see erand.",
            },
            why={
                "en": "A suppression that is left behind will hide the next fault that is put in its place.",
                "ru": "Забытое исключение скроет следующую ошибку на том же месте.",
                "et": "Unustatud erand peidab järgmise vea, mis samasse kohta tekib.",
            },
            bad="<!-- policylint: allow insult -- was rewritten long ago -->",
            good="A text in which nothing is suppressed.",
        ),
    )
}
