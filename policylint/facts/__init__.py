"""Facts are values in prose, normalised: durations, dates, money, percentages, times, phones, links.

    >>> [fact] = find_facts("We reply within 2 working days.")
    >>> fact.kind, fact.high, fact.unit, fact.relation
    ('duration', 48.0, 'working-day', 'within')

Every language is read in every text. What is not a fact: vague time ("soon", "a few days"), opening hours
("24/7", "5 days a week"), clause and version numbers, years.
"""

from collections.abc import Sequence

from policylint.facts.fact import Fact, percent_per_day, rate_period

__all__ = ["Fact", "find_facts", "percent_per_day", "rate_period"]


def find_facts(text: str, placeholders: Sequence[tuple[int, int]] = ()) -> tuple[Fact, ...]:
    """Return the facts of a text by place; facts of one kind don't overlap.

    `placeholders` are ranges of the text that stand in for template variables, each as one CamelCase word.
    """
    from policylint.facts import finder  # its tables and expressions cost 25 ms: paid only where a fact matters

    return finder.find_facts(text, placeholders)
