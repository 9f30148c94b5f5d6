"""Facts are values in prose, normalised: durations, dates, money, percentages, times, phones, links.

    >>> [fact] = find_facts("We reply within 2 working days.")
    >>> fact.kind, fact.high, fact.unit, fact.relation
    ('duration', 48.0, 'working-day', 'within')

Every language is read in every text. What is not a fact: vague time ("soon", "a few days"), opening hours
("24/7", "5 days a week"), clause and version numbers, years.
"""

from policylint.facts.fact import Fact, percent_per_day, rate_period
from policylint.facts.finder import find_facts

__all__ = ["Fact", "find_facts", "percent_per_day", "rate_period"]
