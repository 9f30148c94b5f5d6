"""Random prose for the tests of readers: what people write, and what hides words from programs."""

from hypothesis import strategies as st

_WORDS = (
    "we", "answer", "within", "hours", "Tere", "õpetaja", "küsimus", "žürii", "Ваш", "запрос", "ещё", "получен", "съёмка",
    "mo\u0303ne", "сро\u0301к", "дого\u00adвор", "5\u00a0days", "non\u2011stop", "re\u200bpeat", "🙂", "👩\u200d🚀", "𝒳",
    "it’s", "“quoted”", "„tsitaat“", "«цитата»", "it's", '"plain"', "50 %", "100%", "#5", "a/b", "a\\b", "x: y", "- dash", "50 €",
    "{{ name }}", "{name}", "%(hours)s", "%{hours}", "%s", "${sum}", ":date", "key=value", "C&A", "1 < 2", "2 > 1", "[link]", "*star*",
)  # fmt: skip

words = st.sampled_from(_WORDS)
sentences = st.lists(words, min_size=2, max_size=9).map(" ".join)
paragraphs = st.lists(sentences, min_size=1, max_size=3).map("\n".join)
keys = st.lists(st.sampled_from("mail body subject welcome title error reminder text".split()), min_size=1, max_size=2)
