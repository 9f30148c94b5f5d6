"""Durations: within 24 hours, через 2 дня, 14 päeva enne, a day, сутки, 5 working days, 30-дневный."""

from policylint.facts.fact import Fact
from policylint.facts.lexicon import lexicon
from policylint.facts.lists import complete_lists
from policylint.facts.quantities import Quantity, read_quantity
from policylint.facts.relations import after, all_before, choose, is_notice, skip_aside
from policylint.facts.scan import Scan
from policylint.facts.units import Unit, hours, read_period, read_unit, written_as

_BARE_RELATIONS = ("in", "within", "before", "after", "every", "over")
_EVERY = frozenset(("per", "each", "every"))
_ESTONIAN_BARE = frozenset(
    "tund tunni minut minuti sekundi kuu aasta nädal nädala kvartali tunniks minutiga tunniga nädalaga kuuga aastaga"
    " päev päeva tööpäev tööpäeva päevaga".split()
)
# "One day we will call" counts nothing.
_STORYTELLERS = frozenset("i we you he she they it your our".split())
_TIMES = frozenset("once twice thrice times time раз раза korda kord".split())
_RUSSIAN_DAY = frozenset("день сутки неделю месяц год час минуту квартал".split())
# "в день оплаты" is the day of payment; "в день от суммы" is "per day".
_AFTER_PER = frozenset("от за с до на и или но при по без в не , . ; : ) ! ? -".split()) | {"", "\n"}
# Words after "pärast" that make it "after the due date" and not "from now".
_ESTONIAN_EVENTS = (
    "tähta tähtp arve maks makse tasu lepingu saami esita teate teavi avald kauba seda selle kuup lõpp lõpu algus laeku"
    " kirja sõnumi katke tellimu taotlu meelde päringu pöördu kätte viimas eelmis sulge väljal katki ostu nõude"
).split()  # fmt: skip


def find_durations(scan: Scan, quantities: list[Quantity]) -> list[Fact]:
    """Return durations with a number, and units that stand for one ("через час", "päev enne")."""
    found: list[Fact] = []
    dropped: set[int] = set()
    taken = 0
    for quantity in quantities:
        if quantity.begin < taken or (quantity.is_cited and quantity.form != "hole"):
            continue
        unit = read_unit(scan, quantity)
        if unit is None:
            continue
        if _is_no_duration(scan, quantity, unit):
            period = read_period(scan, unit.stop)
            taken = period[1] if period else unit.stop
            dropped.update(range(quantity.begin, taken))
        elif read := _read(scan, quantity, unit):
            taken = read[1]
            found.append(read[0])
    found = complete_lists(scan, quantities, found)
    spare = [index for index in scan.anchors if index not in dropped]
    return found + [fact for index in spare if (fact := _read_bare(scan, index) or _read_compound(scan, index))]


def _read(scan: Scan, quantity: Quantity, unit: Unit) -> tuple[Fact, int] | None:
    low, high = quantity.low, quantity.high
    stop, upper = unit.stop, _read_upper(scan, quantity, unit)
    if low is not None and high is not None:
        low, high = hours(low, unit.name), hours(high, unit.name)
        added = _read_smaller(scan, unit.stop, unit.name)
        if added:
            low, high, stop = low + added[0], high + added[0], added[1]
    if upper and low is not None:
        high, stop = upper
    return _finish(scan, quantity, Unit(unit.name, stop, unit.relation, unit.is_weak, unit.is_adjective), low, high)


def _is_no_duration(scan: Scan, quantity: Quantity, unit: Unit) -> bool:
    words, is_year = lexicon(), quantity.is_year and unit.name == "year"
    if is_year or (quantity.low is not None and quantity.low > 100_000):
        return True
    if quantity.is_ordinal and not _counts_days(scan, unit.stop):
        return True
    if quantity.form == "words" and unit.name == "day" and scan.word(unit.stop) in _STORYTELLERS:
        return True
    if scan.word(unit.stop) in words.ages or scan.word(quantity.begin - 1) == "$":
        return True
    # "24 hours a day", "7 дней в неделю", "5 päeva nädalas" tell opening hours.
    period = read_period(scan, unit.stop)
    return period is not None and period[0] in ("day", "week", "month", "year") and not _is_late(scan, unit.stop)


def _is_late(scan: Scan, index: int) -> bool:
    return scan.word(index) in lexicon().trailing_periods


def _counts_days(scan: Scan, index: int) -> bool:
    """Say whether an ordinal counts days from an event: on the 15th day after, 30-й день просрочки."""
    found = after(scan, index, lexicon().after)
    return found is not None and found[0] == "after"


def _read_upper(scan: Scan, quantity: Quantity, unit: Unit) -> tuple[float, int] | None:
    """Read the second half of "24 hours to 2 days", "от 3 дней до 2 недель"."""
    words = lexicon()
    if (scan.word(unit.stop) != "-" and scan.word(unit.stop) not in words.range_words) or quantity.low is None:
        return None
    second = read_quantity(scan, unit.stop + 1)
    if second is None or second.high is None or second.is_ordinal:
        return None
    second_unit = read_unit(scan, second)
    if second_unit is None or hours(second.high, second_unit.name) <= hours(quantity.low, unit.name):
        return None
    return hours(second.high, second_unit.name), second_unit.stop


def _read_smaller(scan: Scan, index: int, larger: str) -> tuple[float, int] | None:
    """Read the rest of "1 hour 30 minutes", "2 päeva ja 3 tundi"."""
    at = index + 1 if scan.word(index) in ("and", "и", "ja") else index
    second = read_quantity(scan, at)
    if second is None or second.begin != at or second.low is None or second.low != second.high:
        return None
    unit = read_unit(scan, second)
    if unit is None or hours(1, unit.name) >= hours(1, larger):
        return None
    return hours(second.low, unit.name), unit.stop


def _finish(
    scan: Scan, quantity: Quantity, unit: Unit, low: float | None, high: float | None
) -> tuple[Fact, int] | None:
    earlier, begin = all_before(scan, quantity.begin)
    later, stop = _relation_after(scan, unit.stop)
    if "за" in earlier:
        later = "before" if later in ("before", "") and (later or is_notice(scan, begin)) else later
        earlier = ["within" if relation == "за" else relation for relation in earlier]
    if unit.is_adjective and not earlier:
        later, stop = "", unit.stop
    if quantity.form == "article" and not earlier and scan.word(quantity.begin - 1) in _TIMES:
        earlier = ["every"]
    if unit.is_weak and not (later or earlier):
        return None
    relation = choose(earlier or [unit.relation] * bool(unit.relation), later)
    begin = min(begin, quantity.begin) if earlier else quantity.begin
    # A range that opens with "from" is not "more than".
    fact = Fact(
        "duration", scan.starts[begin], scan.stops[stop - 1], low, high, written_as(unit.name), relation,
        placeholder=quantity.form == "hole",
    )  # fmt: skip
    return fact, stop


def _relation_after(scan: Scan, index: int) -> tuple[str, int]:
    """Return the relation that follows a unit, and the token after it (the unit's own end when there is none)."""
    at = index
    if scan.word(at) == "." and scan.is_glued(at):
        at += 1
    at += 2 if scan.matches(at, ("'", "s")) else 1 if scan.word(at) == "'" else 0
    at = skip_aside(scan, at)
    at += 1 if scan.word(at) == ")" else 0
    found = after(scan, at, lexicon().after)
    if found is None:
        return "", index
    if scan.word(found[1] - 1) == "pärast" and scan.word(found[1]).startswith(tuple(_ESTONIAN_EVENTS)):
        return "after", found[1]
    if scan.word(found[1] - 1) == "pärast" and scan.word(found[1]).endswith("mist"):
        return "after", found[1]
    return found


def _read_bare(scan: Scan, index: int) -> Fact | None:
    """Read a unit without a number, which counts as one where a relation says so: через час, päeva jooksul."""
    words, word = lexicon(), scan.words[index]
    name = words.units.get(word)
    is_english = word[0] <= "z" and word not in _ESTONIAN_BARE
    if name is None or len(word) < 3 or (is_english and scan.word(index - 1) not in _EVERY):
        return None
    begin, name = _with_modifiers(scan, index, name)
    if scan.word(begin - 1) in words.numbers or scan.word(begin - 1)[:1].isdigit():
        return None
    earlier, start = all_before(scan, begin)
    later, stop = _relation_after(scan, index + 1)
    if not earlier and word in _RUSSIAN_DAY and scan.word(index - 1) == "в" and scan.word(index + 1) in _AFTER_PER:
        earlier, start = ["every"], index - 1
    if "за" in earlier:
        later = later if later == "before" else "before" if is_notice(scan, start) else ""
        earlier = [] if later == "before" else ["within"] * (word not in ("день", "дня", "месяц", "год"))
    elif scan.word(begin - 1) in ("до", "по", "после", "от", "у", "kuni", "pärast", "peale", "alates", "hiljemalt"):
        return None
    relation = choose(earlier, later) or (words.unit_relations.get(word, "") if earlier else "")
    if relation not in _BARE_RELATIONS or (relation == later == "after" and word[0] > "а" and not earlier):
        return None
    value = hours(1, name)
    return Fact(
        "duration", scan.starts[min(start, begin)], scan.stops[stop - 1], value, value, written_as(name), relation
    )


def _with_modifiers(scan: Scan, index: int, name: str) -> tuple[int, str]:
    begin = index
    while scan.word(begin - 1) in lexicon().modifiers:
        begin -= 1
        if lexicon().modifiers[scan.words[begin]] == "working" and name == "day":
            name = "working-day"
    return begin, name


def _read_compound(scan: Scan, index: int) -> Fact | None:
    """Read one word that is number and unit: двухнедельный, seitsmepäevane."""
    found = lexicon().compounds.get(scan.words[index])
    if found is None:
        return None
    value = hours(*found)
    earlier, begin = all_before(scan, index)
    relation = choose([r for r in earlier if r in ("within", "over", "every")], "")
    begin = begin if relation else index
    return Fact("duration", scan.starts[begin], scan.stops[index], value, value, written_as(found[1]), relation)
