"""Articles that are hard on a page, in our own words: nothing to tell, too much, words that do not fit, attacks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from generator import language

FRONT = (
    '---\ndate: 2021-03-18\npublisher: "Harbour Post"\nurl: "https://post.example/{name}"\nlicence: CC BY 4.0\n---\n\n'
)
_PLACES = "Port Tessaly,Ashby,Norland,Ostrava Bay,Lindholm".split(",")
_DEEDS = (
    "the council of {place} opened a new pier with {n} berths",
    "a court in {place} fined the ferry company ${n},000",
    "engineer Mara Vale moved {n} crates to {place}",
    "storm waves damaged {n} boats in {place}",
    "Minister Ilse Brand visited {place} with {n} officials",
)
_FILLER = "\nThe pier smells of tar and of rope, and the gulls that sit on it look at the water or at nobody at all.\n"


def nothing() -> str:
    """Words without a fact."""
    return "Thoughts on the quiet of harbours\n\nHarbours are quiet when nobody comes.\n\nOne may think so, or not.\n"


def events(count: int, days: int = 37) -> str:
    """An article of so many dated events, each so many days after the other."""
    told = []
    for index in range(count):
        day = date(2021, 3, 10) - timedelta(days=days * (count - index))
        deed = _DEEDS[index % 5].format(place=_PLACES[index * 3 % 5], n=index + 3)
        told.append(f"On {day:%B} {day.day}, {day.year}, {deed}.")
    paragraphs = [" ".join(told[at : at + 4]) for at in range(0, count, 4)]
    return "The long history of the Tessaly ferry\n\n" + "\n\n".join(paragraphs) + "\n"


def names() -> str:
    """People of one name, some of them of one letter."""
    return (
        "Singer Ola freed after a night in Ashby\n\nThe singer Ola, 31, was freed on Tuesday. Her manager, Bo, said he "
        "was glad. “We are going home tonight, all of us,” Bo said on Wednesday.\n\nMayor X said nothing. Police chief "
        "Umm said Ola was fined $40 last week. Drummer Q will visit her next week.\n"
    )


def words() -> str:
    """Words of sixty letters, as a name, a place and an address."""
    long = "Donaudampfschifffahrtselektrizitaetenhauptbetriebswerkbauunterbeamten"[:60]
    return (
        f"{long} fined in {long.lower()}\n\nEngineer {long} was fined $1,234,567,890,123 on Tuesday by a court in "
        f"{long}burg. “I shall appeal to the {long.lower()} and to nobody else at all,” {long} said on Wednesday. "
        f"See https://www.{long.lower()}.example/{long.lower()}/{long.lower()}.\n\n"
        f"In January {long} moved 26,000 {long.lower()}s. A hearing is due next week.\n"
    )


def arabic() -> str:
    """An Arabic article with Latin names and figures inside."""
    return (
        "الإفراج عن مهندسة العبّارة بعد عام من الاحتجاز\n\n"
        "أُفرج عن المهندسة مارا فيل يوم 16 مارس 2021 بعد أن قضت سنة و3 أشهر في سجن بورت تيسالي. "
        "وقالت شركة Harbour Line إن الحكم صدر في 4 أبريل 2020.\n\n"
        "«سنعود إلى البيت قبل الخريف»، قال رئيس البلدية أنطون رويل. وبلغت الغرامة 26000 دولار. "
        "ومن المقرر عقد جلسة في 22 مارس 2021.\n"
    )


def hebrew() -> str:
    """A Hebrew article with Latin names and figures inside."""
    return (
        "מהנדסת המעבורת שוחררה אחרי שנה במעצר\n\n"
        "המהנדסת מארה וייל שוחררה ב-16 במרץ 2021 אחרי שנה ו-3 חודשים בכלא בפורט טסאלי. "
        "חברת Harbour Line מסרה כי פסק הדין ניתן ב-4 באפריל 2020.\n\n"
        "“נחזור הביתה לפני הסתיו”, אמר ראש העיר אנטון רויאל. הקנס היה 26,000 דולר. "
        "דיון נוסף ייערך ב-22 במרץ 2021.\n"
    )


def attack() -> str:
    """Markup, scripts, template syntax and a right-to-left override in every line."""
    bad = "<script>document.title='x'</script> {{ config }} {% raw %} \u202egnp.exe\u202c <img src=x onerror=alert(1)>"
    return (
        f"Council {bad} votes\n\nMayor Anton Reuel {bad} was fined $40 on Tuesday. “We will not {bad} pay it, not at "
        f"all,” Reuel said {bad}.\n\nA hearing {bad} is due next week. In January {bad} he moved to Ashby.\n"
    )


def refused() -> str:
    """A control character, which no page shows."""
    return names().replace("Bo said", "Bo\x07 said")


def write(folder: Path) -> None:
    """Write all but what is `refused` into a content folder; a folder of thirteen articles is one story."""
    made: Mapping[str, str] = {
        "nothing": nothing(),
        "events": FRONT.format(name="events") + events(200),
        "short-lived": FRONT.format(name="short") + events(4, 1),
        "century": FRONT.format(name="century") + events(14, 2700),
        "names": FRONT.format(name="names") + names(),
        "words": FRONT.format(name="words") + words(),
        "undated": names(),
        "others": FRONT.format(name="others").replace("licence: CC BY 4.0\n", "") + names() + events(9) + _FILLER * 30,
        "attack": FRONT.format(name="attack") + attack(),
        "arabic": _in("ar", FRONT.format(name="ar")) + arabic(),
        "hebrew": _in("he", FRONT.format(name="he")) + hebrew(),
        "long": FRONT.format(name="long") + "\n\n".join([names()] + [events(25, 3 + n) for n in range(6)]),
    }
    for name, text in made.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    (folder / "many").mkdir()
    for number in range(13):
        front = FRONT.format(name=f"many-{number}").replace("2021-03-18", f"2021-0{1 + number % 3}-1{number % 9}")
        text = front + names().replace("$40", f"${40 + number}") + events(3, 5 + number)
        (folder / "many" / f"{number:02}.txt").write_text(text, encoding="utf-8")


def _in(code: str, front: str) -> str:
    """Front matter that names a language where there is a file for it; a page in another language's frame otherwise."""
    return front.replace("licence", f"language: {code}\nlicence") if code in language.codes() else front
