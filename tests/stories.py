"""A whole story for tests: an invented article, read and explained by the program itself."""

from __future__ import annotations

from datetime import date

from generator import config, explain, reading
from generator.model import Explainer

PUBLISHED = date(2021, 3, 18)
TEXT = "\n\n".join(
    (
        "Council still hopes to free ferry pilot Mara Vale",
        "Norland holds pilot whose boat ran aground",
        "Mara Vale, 34, has been held in Norland since January, when some 12 kilograms of copper was found "
        "on her boat. She was sentenced to two and a half years for theft, a charge she denied, saying the "
        "copper was ballast.",
        "On Tuesday the council of Port Tessaly asked Norland to release Vale. "
        "“We will not rest until Mara is home again,” Mayor Anton Reuel said.",
        "A Norland court last month rejected an appeal by Vale. "
        "Her brother, Jonas Vale, said he would write to the minister.",
        "Foreign Minister Ilse Brand is due in Port Tessaly next week for talks.",
    )
)


def explained(text: str = TEXT, published: date | None = PUBLISHED, **settings: object) -> Explainer:
    """The explainer of one article in plain text."""
    chosen = config.Config(**settings)  # type: ignore[arg-type]  # keyword arguments of a test
    return explain.explain((reading.read(text.encode(), "vale.txt", chosen, published),), "vale", chosen)
