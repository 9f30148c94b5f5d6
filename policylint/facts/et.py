"""Estonian words of facts. The same names as in `en.py`."""

_ONES = {
    1: ("üks", "ühe", "üht ühte üheks ühel"), 2: ("kaks", "kahe", "kaht kahte kahel"), 3: ("kolm", "kolme", "kolmel"),
    4: ("neli", "nelja", "neljal"), 5: ("viis", "viie", "viit viiel"), 6: ("kuus", "kuue", "kuut kuuel"),
    7: ("seitse", "seitsme", "seitset seitsmel"), 8: ("kaheksa", "kaheksa", "kaheksat"), 9: ("üheksa", "üheksa",
    "üheksat"),
}  # fmt: skip
NUMBERS: dict[float, str] = {
    0.25: "veerand", 0.5: "pool poole poolt", 1.5: "poolteist pooleteise", 10: "kümme kümne kümmet kümnel",
    100: "sada saja sadat", 200: "kakssada kahesaja", 300: "kolmsada kolmesaja", 400: "nelisada",
    500: "viissada viiesaja",
    **{one: " ".join(forms) for one, forms in _ONES.items()},
    **{10 + n: f"{a}teist {b}teist {b}teistkümne {b}teistkümmet" for n, (a, b, _) in _ONES.items()},
    **{10 * n: f"{a}kümmend {b}kümne {b}kümmet" for n, (a, b, _) in _ONES.items() if n > 1},
}  # fmt: skip
NUMBERS[2] += " paar paari mõlema"
MULTIPLIERS: dict[int, str] = {1000: "tuhat tuhande tuhandet", 1_000_000: "miljon miljonit miljoni"}
ORDINALS: dict[int, str] = {
    2: "teine teise teisel",
    3: "kolmas kolmanda kolmandal",
    4: "neljas neljandal",
    5: "viies viiendal",
}
UNITS: dict[str, str] = {
    "second": "sekund sekundi sekundit sekundiga",
    "minute": "minut minuti minutit minutiks minutiga minutini",
    "hour": "tund tunni tundi tunniks tunniga tunnini tunnid tundide",
    "day": "päev päeva päevaks päevaga päevani päevad päevade ööpäev ööpäeva ööpäeva ööpäevaks ööpäevaga pv"
    " kalendripäev"
    " kalendripäeva kalendripäevaks kalendripäevaga",
    "working-day": "tööpäev tööpäeva tööpäevaks tööpäevaga tööpäevani tööpäevade pangapäev pangapäeva argipäev"
    " argipäeva tp",
    "working-hour": "töötund töötunni töötundi",
    "week": "nädal nädala nädalat nädalaks nädalaga nädalani nädalad näd töönädala",
    "month": "kuu kuud kuuks kuuga kuuni kalendrikuu kalendrikuud",
    "quarter": "kvartal kvartali kvartalit",
    "year": "aasta aastat aastaks aastaga aastani",
}
WEAK_UNITS: dict[str, str] = {"hour": "t", "day": "p"}
UNIT_RELATIONS: dict[str, str] = {
    "within": "minutiga tunniga päevaga ööpäevaga tööpäevaga nädalaga kuuga aastaga kalendripäevaga minutini"
    " tunnini päevani"
    " tööpäevani nädalani kuuni aastani"
}
UNIT_PHRASES: dict[str, str] = dict.fromkeys(
    ("arveldusperiood", "arveldusperioodi", "arvestusperiood", "arvestusperioodi", "arveldusperioodiks"), "month"
)
_ENDINGS = "ne se st sesse ses sest sele sel selt seks seni sega seta sed ste seid"
_STEMS = {
    "minute": "minuti",
    "hour": "tunni",
    "day": "päeva",
    "working-day": "tööpäeva",
    "week": "nädala",
    "year": "aasta",
}
ADJECTIVES: dict[str, str] = {
    **{unit: " ".join(stem + end for end in _ENDINGS.split()) for unit, stem in _STEMS.items()},
    "month": " ".join(stem + end for stem in ("kuu", "kuuli") for end in _ENDINGS.split()),
}
STEMS: dict[float, str] = {
    0.5: "poole", 1.5: "pooleteise", 10: "kümne", 100: "saja", **{one: forms[1] for one, forms in _ONES.items()},
    **{10 + n: f"{b}teist {b}teistkümne" for n, (_, b, _x) in _ONES.items()},
    **{10 * n: f"{b}kümne" for n, (_, b, _x) in _ONES.items() if n > 1},
}  # fmt: skip
MODIFIERS: dict[str, str] = {
    "working": "",
    "": "täis järjestikust järjestikuse kalendri terve täispikka järgmist järgmise järgnevat",
}
FIXED: dict[tuple[float, float, str, str], str] = {
    (0, 0, "day", "in"): "täna|tänaseks|juba täna|tänase päeva jooksul|päeva lõpuks|tööpäeva lõpuks|tänane|päeva lõpuni"
    "|tänasest|tööpäeva lõpuni",
    (0, 12, "day", "in"): "täna õhtul|täna öösel|täna õhtuks|täna õhtuni",
    (0, 24, "day", "within"): "samal päeval|samal tööpäeval|veel samal päeval|sama päeva jooksul",
    (
        24,
        24,
        "day",
        "in",
    ): "homme|homseks|juba homme|homse päeva jooksul|järgmisel päeval|homme hommikuks|homme hommikul"
    "|järgmiseks päevaks|homne|homse",
    (
        24,
        24,
        "working-day",
        "in",
    ): "järgmisel tööpäeval|järgmiseks tööpäevaks|järgmise tööpäeva jooksul|järgneval tööpäeval"
    "|järgmise tööpäeva lõpuks|hiljemalt järgmisel tööpäeval|esimesel tööpäeval|järgmise tööpäeva lõpuni",
    (48, 48, "day", "in"): "ülehomme|ülehomseks",
    (24, 24, "day", "before"): "eelmisel päeval|eelneval päeval|eelõhtul|päev varem|päev ette",
    (168, 168, "week", "before"): "nädal varem|nädal ette",
    (24, 24, "day", "after"): "päev hiljem|järgmisel päeval pärast",
    (0, 168, "week", "in"): "sel nädalal|sellel nädalal|käesoleval nädalal|nädala lõpuks|selle nädala jooksul",
    (24, 336, "week", "in"): "järgmisel nädalal|järgmise nädala jooksul|tuleval nädalal",
    (0, 744, "month", "in"): "sel kuul|sellel kuul|kuu lõpuks|kuu lõpuni|käesoleval kuul",
    (24, 1488, "month", "in"): "järgmisel kuul|tuleval kuul",
}
FIXED |= {
    (at := (24 * day, 24 * day, "day", "in")): f"{FIXED.get(at, '')}|{word} päeval"
    for day, word in enumerate(
        "teisel kolmandal neljandal viiendal kuuendal seitsmendal kaheksandal üheksandal kümnendal".split(), 2
    )
}
BEFORE_NUMBER: dict[str, str] = {
    "within": "kuni|hiljemalt|mitte hiljem kui|mitte rohkem kui|mitte üle|mitte enam kui|maksimaalselt|alla|vähem"
    " kui|vähem"
    "|kõige rohkem|ei ületa|teil on|teil on aega|max|kõige hiljem|aega on|mitte kauem kui|ei võta üle|ei võta"
    " rohkem kui"
    "|kõige enam|hiljemalt kuni",
    "in": "jäänud|on jäänud|jääb|jäänud on|jäänud vaid",
    "after": "pärast|peale|alles|alles pärast",
    "over": "üle|rohkem kui|enam kui|vähemalt|mitte vähem kui|mitte varem kui|minimaalselt|kauem kui|pikem kui|alates"
    "|hiljem kui|varem kui|rohkem|enam|kauem|mitte alla|pikem|vanem kui|ületab",
    "every": "iga|korra|kord",
    "ago": "viimase|viimased|viimaste|möödunud|viimasel",
}
AFTER_UNIT: dict[str, str] = {
    "within": "jooksul|aja jooksul|vältel|aega|aega jooksul|piires|sees|või vähem|ajal",
    "in": "pärast|aja pärast|jäänud|on jäänud",
    "before": "enne|varem|ette|eelnevalt|aega enne|etteteatamisega|etteteatamisajaga|ette teatades|aega varem"
    "|ette teatama"
    "|pikkuse etteteatamisega|etteteatamist",
    "after": "möödudes|möödumisel|hiljem|möödumist|hilinenud|hilinemise|viivitust|viivitamist|möödub|peale|järel"
    "|tagant|võlgu"
    "|möödumise järel|hilinemist|viivitamise|möödumisest|üle tähtaja",
    "ago": "tagasi",
    "over": "või rohkem|või enam|ja rohkem|ja enam|või kauem",
}
FILLERS = (
    "umbes ligikaudu järgmise lähema lähima eelseisva järgneva vaid ainult kõige järgmised lähimate järgnevate"
    " järgneval"
    " orienteeruvalt juba esimese täpselt kõigest keskmiselt kui hiljemalt"
)
PERIODS: dict[str, str] = {
    "minute": "minutis|/ minut|/ min|minuti eest|minut|iga minuti eest|minuti kohta|ühe minuti eest|kõneminuti"
    " eest|kõneminut"
    "|iga alustatud minuti eest|minutilt|/ kõneminut",
    "hour": "tunnis|/ tund|/ h|tunni eest|iga tunni eest|tund|iga alustatud tunni eest|tunni kohta|/ t",
    "day": "päevas|ööpäevas|/ päev|päeva eest|iga päeva eest|iga viivitatud päeva eest|viivitatud päeva eest"
    "|päeva kohta"
    "|iga päev|iga hilinenud päeva eest|iga viivitatud kalendripäeva eest|iga kalendripäeva eest|hilinenud päeva eest"
    "|iga viivituspäeva eest|viivituspäeva eest|igapäevaselt|/ päevas|iga viivitatud päeva kohta|iga tasumisega"
    " viivitatud"
    " päeva eest|iga tasumisega hilinenud päeva eest|kalendripäevas|päev|iga maksmisega viivitatud päeva eest",
    "week": "nädalas|/ nädal|nädala eest|iga nädal|iga nädala eest",
    "month": "kuus|/ kuu|/ kuus|kuu eest|iga kuu|iga kuu eest|igakuiselt|kuu kohta|kalendrikuus|kuutasu|kuu",
    "quarter": "kvartalis|/ kvartal|kvartali eest",
    "year": "aastas|/ aasta|aasta eest|iga aasta|aasta kohta|p . a",
    "call": "kõne eest|kõne|/ kõne|iga kõne eest|kõne kohta|väljasõidu eest",
    "request": "päringu eest|pöördumise eest|/ päring|iga päringu eest|iga pöördumise eest|taotluse eest"
    "|konsultatsiooni eest",
    "message": "sõnumi eest|sms - i eest|meeldetuletuse eest|iga meeldetuletuse eest|kirja eest|sõnum|/ sms|teate eest",
}
TRAILING_PERIODS = "minut tund päev kuu kõne sõnum kõneminut"
LEADING_PERIODS: dict[str, str] = {}
LINKS = (
    "summast võlast võlgnevusest tasumata viivitatud võlgnetavalt võlgnetavast summalt arve arvelt tähtaegselt maksmata"
    " maksest laekumata õigeaegselt võlasummast võlgnevuselt võlasummalt kogu kogusummast tasutud"
)
RANGE_WORDS = "kuni või ... …"
RANGE_OPENERS = "alates"
BETWEEN = "vahemikus"
AND = "ja"
CONNECTORS = "ja või , ning"


def _cases(nominative: str, genitive: str, short: str = "") -> str:
    endings = ("", "l", "ks", "ni", "st", "t", "le", "s", "ga")
    return " ".join([nominative, short, genitive[:-1] + "d", *(genitive + end for end in endings)])


MONTHS: dict[int, str] = {
    1: _cases("jaanuar", "jaanuari", "jaan"), 2: _cases("veebruar", "veebruari", "veebr"),
    3: _cases("märts", "märtsi", "märts"), 4: _cases("aprill", "aprilli"), 5: "mai maid mail maiks maini maist maile",
    6: _cases("juuni", "juuni"), 7: _cases("juuli", "juuli"), 8: _cases("august", "augusti"),
    9: _cases("september", "septembri", "sept"), 10: _cases("oktoober", "oktoobri", "okt"),
    11: _cases("november", "novembri"), 12: _cases("detsember", "detsembri", "dets"),
}  # fmt: skip
_DAYS = ("esmaspäev", "teisipäev", "kolmapäev", "neljapäev", "reede", "laupäev", "pühapäev")
_DAY_ENDINGS = ("", "a", "al", "aks", "ani", "ast", "iti", "ale")
WEEKDAYS: dict[int, str] = {
    number: " ".join(day + end for end in _DAY_ENDINGS) for number, day in enumerate(_DAYS) if day != "reede"
} | {4: "reede reedel reedeks reedeni reedest reedeti reedet"}
NEXT_WEEKDAY = "sel sellel järgmisel järgmiseks tuleval eeloleval selleks"
DAY_NOUNS: dict[str, str] = {
    "": "kuupäev kuupäeva kuupäeval kuupäevast kuupäevale",
    "until": "kuupäevaks kuupäevani",
}
UNTIL_FORMS = " ".join(
    [f"{name}{end}" for name in (*(day + "a" for day in _DAYS if day != "reede"), "reede") for end in ("ks", "ni")]
    + [f"{form}" for forms in MONTHS.values() for form in forms.split() if form.endswith(("ks", "ni"))]
)
UNTIL_FORMS = " ".join(form for form in UNTIL_FORMS.split() if form != "juuni")
DATE_RELATIONS: dict[str, str] = {
    "until": "kuni|hiljemalt|enne|mitte hiljem kui|hiljemalt kuni|tähtajaga|tähtaeg",
    "after": "alates|pärast|peale",
    "over": "mitte varem kui|mitte enne",
    "": "iga kuu|kuu",
}
DATE_FILLERS = ""
TIME_MARKS = "kell kella kl klo"
NAMED_TIMES: dict[int, str] = {
    1440: "südaöö südaööl südaööks südaööni kesköö keskööl keskööks keskööni",
    720: "keskpäev keskpäeval keskpäevaks",
}
DAY_PARTS: dict[str, str] = {"am": "hommikul", "pm": "õhtul|pärastlõunal", "night": "öösel"}
CURRENCIES: dict[tuple[str, float], str] = {
    ("EUR", 1): "eurot euroga eurone eurost euroni eurose eurosed", ("EUR", 0.01): "sent senti sendi eurosenti",
    ("USD", 1): "dollarit dollari dollar", ("GBP", 1): "naela nael", ("EEK", 1): "krooni kroon",
    ("RUB", 1): "rubla rublat",
}  # fmt: skip
PERCENTS = "protsent protsenti protsendi protsendiga prots"
CITATIONS = (
    "punkt punkti punktis punktide lg lõige lõike lõikes paragrahv paragrahvi versioon versiooni direktiiv"
    " direktiivi määrus"
    " määruse nr port pordi lisa samm mnt tn tänav korter"
)
PHONE_CUES = (
    "telefon telefoni telefonil telefonile telefonilt helista helistage helistada helistades mob infotelefon numbril"
)
NOT_PHONE_CUES = "registrikood registrikoodi reg kmkr konto kontole viitenumber viitenumbri arve isikukood leping kood"
AGES = "vana"
NOTICE_STEMS = ()
