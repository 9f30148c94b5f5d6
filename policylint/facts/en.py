"""English words of facts. Every table maps a meaning to its forms, parted by spaces or by `|`."""

NUMBERS: dict[float, str] = {
    0.25: "quarter", 0.5: "half", 1: "one", 2: "two couple both", 3: "three", 4: "four", 5: "five", 6: "six",
    7: "seven",
    8: "eight", 9: "nine", 10: "ten", 11: "eleven", 12: "twelve dozen", 13: "thirteen", 14: "fourteen", 15: "fifteen",
    16: "sixteen", 17: "seventeen", 18: "eighteen", 19: "nineteen", 20: "twenty", 30: "thirty", 40: "forty fourty",
    50: "fifty", 60: "sixty", 70: "seventy", 80: "eighty", 90: "ninety", 100: "hundred",
}  # fmt: skip
MULTIPLIERS: dict[int, str] = {1000: "thousand k", 1_000_000: "million mln"}
ORDINALS: dict[int, str] = {
    1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth", 9: "ninth",
    10: "tenth", 14: "fourteenth", 15: "fifteenth", 20: "twentieth", 30: "thirtieth",
}  # fmt: skip
UNITS: dict[str, str] = {
    "second": "seconds secs sec",
    "minute": "minute minutes min mins",
    "hour": "hour hours hr hrs h",
    "day": "day days d overnights",
    "working-day": "workday workdays weekday weekdays",
    "week": "week weeks wk wks",
    "fortnight": "fortnight fortnights",
    "month": "month months mo mos mth mths",
    "quarter": "quarters",
    "year": "year years yr yrs",
}
WEAK_UNITS: dict[str, str] = {}
UNIT_RELATIONS: dict[str, str] = {}
UNIT_PHRASES: dict[str, str] = dict.fromkeys(
    (f"billing {noun}" for noun in ("period", "periods", "cycle", "cycles", "month", "months")), "month"
) | {"calendar quarter": "quarter"}
ADJECTIVES: dict[str, str] = {}
STEMS: dict[float, str] = {}
MODIFIERS: dict[str, str] = {
    "working": "working business banking bank work office",
    "": "calendar full consecutive whole more of an a clear successive additional other long complete short",
}
FIXED: dict[tuple[float, float, str, str], str] = {
    (
        0,
        0,
        "day",
        "in",
    ): "today|later today|today 's|by end of day|by the end of the day|by end of business|by close of business",
    (0, 12, "day", "in"): "tonight|this evening|this afternoon|this morning|later this evening",
    (0, 24, "day", "within"): "same day|the same day|on the same day|same - day|within the day|by the end of today",
    (24, 24, "day", "in"): "tomorrow|tomorrow 's|the next day|the following day|on the next day|next day|next - day",
    (24, 24, "working-day", "in"): "next business day|the next business day|on the next business day|next working day"
    "|the next working day|on the next working day|next workday|the following business day|the following working day"
    "|within the next business day|within the next working day|by the next business day|by the next working day",
    (48, 48, "day", "in"): "day after tomorrow|the day after tomorrow",
    (1, 1, "hour", "within"): "within the hour",
    (168, 168, "week", "within"): "within the week",
    (720, 720, "month", "within"): "within the month",
    (24, 24, "day", "before"): "day before|the day before|the previous day|the day prior to|on the eve|a day early",
    (24, 24, "day", "after"): "the day after|day after|day later|from the day after",
    (168, 168, "week", "before"): "the week before",
    (720, 720, "month", "before"): "the month before",
    (0, 168, "week", "in"): "this week|later this week|by the end of the week|by the end of this week",
    (24, 336, "week", "in"): "next week|early next week|the following week",
    (0, 744, "month", "in"): "this month|later this month|by the end of the month|by the end of this month",
    (24, 1488, "month", "in"): "next month",
    (1.5, 1.5, "hour", ""): "an hour and a half|one and a half hours",
    (0.25, 0.25, "hour", ""): "quarter of an hour|a quarter of an hour",
}
FIXED |= {
    (at := (24 * day, 24 * day, "day", "in")): f"{FIXED.get(at, '')}|on the {word} day"
    for day, word in enumerate("second third fourth fifth sixth seventh eighth ninth tenth".split(), 2)
}
BEFORE_NUMBER: dict[str, str] = {
    "within": "within|inside|in under|up to|for up to|no later than|not later than|no more than|not more than|at most"
    "|maximum|maximum of|a maximum of|max|max .|less than|in less than|fewer than|under|not exceeding|not exceed|during"
    "|over the next|in the next|within the next|for the next|in the coming|you have|you only have|you have only"
    "|you 've got"
    "|at the latest|<|≤|by no later than|in at most|in no more than|give you|giving you|gives you|not take longer than"
    "|no longer than|not longer than|not take more than|in as little as|the next|allow up to|in up to|as little as",
    "in": "in|in just|in exactly|in only",
    "after": "after|following|upon expiry of|expiry of|only after|as early as|from day",
    "over": "more than|over|at least|longer than|later than|not earlier than|no earlier than|no sooner than|exceeding"
    "|exceeds|exceed|minimum|minimum of|a minimum of|no less than|not less than|no fewer than|not fewer than|older than"
    "|beyond|>|≥|from|in excess of|greater than|starting from|starting at|not before|only after",
    "every": "every|each|per|once in|once every|once per|for each|for every|per every",
    "ago": "last|the last|past|the past|previous|within the last|in the last|in the past|over the last|during the last"
    "|over the past|within the past",
}
AFTER_UNIT: dict[str, str] = {
    "before": "before|prior|prior to|in advance|in advance of|ahead|ahead of|beforehand|earlier|notice|written notice"
    "|advance notice|prior notice|prior written notice|of notice|early|advance|preceding|of prior notice|notice period",
    "after": "after|later|following|past due|overdue|late|past|in arrears|of delay|of arrears|of non - payment|behind"
    "|of being overdue|of nonpayment",
    "in": "from now|from today|left|remaining|remain|remains|to go|until|till|are left|is left|hence|time",
    "within": "at the latest|at most|or less|max|maximum|or fewer|or sooner|at maximum|tops",
    "over": "or more|or longer|at least|minimum|at minimum|at a minimum|+|or later",
    "ago": "ago",
}
FILLERS = (
    "approximately about around roughly only just the next coming first full an exactly another some already"
    " period periods of term time initial usual"
)
PERIODS: dict[str, str] = {
    "minute": "per minute|a minute|/ min|/ minute|each minute|every minute|per started minute|for each minute|p /"
    " m|per min"
    "|each started minute|for every minute|minute",
    "hour": "per hour|an hour|/ h|/ hour|/ hr|each hour|every hour|hourly|for each hour|per started hour|for every hour"
    "|each started hour|for each started hour",
    "day": "per day|a day|/ day|each day|every day|daily|for each day|for every day|for each overdue day|per"
    " calendar day"
    "|for each calendar day|per overdue day|per diem|each overdue day|for each late day|for each delayed day|per"
    " late day"
    "|for each full day|for each started day|for every overdue day|per each day|day",
    "week": "per week|a week|/ week|each week|every week|weekly|for each week|for every week",
    "month": "per month|a month|/ month|/ mo|each month|every month|monthly|for each month|per calendar month|for"
    " every month"
    "|p . m .|pcm",
    "quarter": "per quarter|a quarter|each quarter|every quarter|quarterly",
    "year": "per year|a year|/ year|/ yr|each year|every year|yearly|annually|per annum|p . a|pa|annual|for each"
    " year|apr",
    "call": "per call|a call|/ call|each call|for each call|for every call",
    "request": "per request|a request|/ request|each request|per ticket|a ticket|per case|per question|per query"
    "|per support request|for each request|per incident|per enquiry|per inquiry|for each ticket|per consultation",
    "message": "per message|per sms|per text|/ sms|an sms|per email|per e - mail|per letter|per reminder|per notice"
    "|for each reminder|for every reminder|each reminder|per text message",
}
TRAILING_PERIODS = "day minute"
LEADING_PERIODS: dict[str, str] = {"day": "daily", "month": "monthly", "year": "annual yearly", "week": "weekly"}
LINKS = (
    "of the on for a in an amount sum due outstanding overdue unpaid owed debt invoice total balance interest"
    " delay penalty"
)
RANGE_WORDS = "to or till"
RANGE_OPENERS = "from between"
BETWEEN = "between"
AND = "and"
CONNECTORS = "and or , & then"
MONTHS: dict[int, str] = {
    1: "january jan", 2: "february feb", 3: "march mar", 4: "april apr", 5: "may", 6: "june jun", 7: "july jul",
    8: "august aug", 9: "september sept sep", 10: "october oct", 11: "november nov", 12: "december dec",
}  # fmt: skip
WEEKDAYS: dict[int, str] = {
    0: "monday mondays", 1: "tuesday tuesdays", 2: "wednesday wednesdays", 3: "thursday thursdays", 4: "friday fridays",
    5: "saturday saturdays", 6: "sunday sundays",
}  # fmt: skip
NEXT_WEEKDAY = "this next coming"
DAY_NOUNS: dict[str, str] = {}
UNTIL_FORMS = ""
DATE_RELATIONS: dict[str, str] = {
    "until": "by|until|till|before|no later than|not later than|up to|up until|on or before|through|thru|due by"
    "|at the latest by"
    "|not after|no later than by",
    "after": "after|from|since|starting|starting from|as of|as from|beginning|effective|with effect from|only from",
    "over": "not earlier than|no earlier than|not before",
    "": "on|due on|dated|expires on",
}
DATE_FILLERS = "the of midnight on evening end morning and"
TIME_MARKS = "at"
NAMED_TIMES: dict[int, str] = {1440: "midnight", 720: "noon midday"}
DAY_PARTS: dict[str, str] = {"am": "am|a . m", "pm": "pm|p . m", "clock": "o ' clock|hrs"}
CURRENCIES: dict[tuple[str, float], str] = {
    ("EUR", 1): "€ eur euro euros", ("USD", 1): "$ usd dollar dollars bucks us$", ("GBP", 1): "£ gbp pound pounds quid",
    ("GBP", 0.01): "pence", ("", 0.01): "cent cents ¢", ("SEK", 1): "sek", ("NOK", 1): "nok", ("DKK", 1): "dkk",
    ("CHF", 1): "chf francs", ("PLN", 1): "pln zł", ("CZK", 1): "czk", ("JPY", 1): "¥ jpy yen", ("CNY", 1): "cny yuan",
    ("INR", 1): "₹ inr rupees", ("CAD", 1): "cad", ("AUD", 1): "aud", ("UAH", 1): "₴ uah", ("BYN", 1): "byn",
    ("KZT", 1): "₸ kzt", ("TRY", 1): "₺", ("GEL", 1): "₾ gel", ("ILS", 1): "₪", ("EEK", 1): "eek", ("BTC", 1): "btc ₿",
}  # fmt: skip
PERCENTS = "% percent pct percents ‰"
CITATIONS = (
    "section sections article articles art clause clauses paragraph para chapter § №  # version ver v port ports"
    " directive"
    " regulation act step page figure table annex iso rfc room floor apartment apt"
)
PHONE_CUES = (
    "phone telephone tel call dial hotline helpline ring phoning calling mobile cell fax whatsapp sms text callcentre"
)
NOT_PHONE_CUES = "code account iban vat invoice order ticket reference register registration id passport request case"
AGES = "old"
NOTICE_STEMS = ()
