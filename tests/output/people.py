"""Hand-made results: one of each kind that the pages have to show."""

from __future__ import annotations

import msgspec

from pathfinder.engine.assessment import (
    Assessment,
    CautionResult,
    CitedPassage,
    DestinationResult,
    DocumentNote,
    Duty,
    Note,
    Open,
    PathwayResult,
    Reason,
    Receipt,
    Side,
    Value,
)

LABELS = {
    "passports": "valid passports",
    "stays": "stays abroad",
    "summons": "a summons",
    "activities": "public activities",
    "employment_in": "employment contract, by country",
    "study_in": "admitted to study, by country",
    "descent": "descent",
}


def passage(id_: str, document: str, section: str, *, verified: bool = True) -> CitedPassage:
    """A citation with words that stand for its first and last ones."""
    return CitedPassage(
        id=id_,
        document=document,
        section=section,
        from_="As of the first",
        to="the last words",
        verified=verified,
        checked="2026-11-22" if verified else None,
    )


WINDOW = passage("KZ/window", "001", "Visa-free countries")
HOUSING = passage("KZ/housing", "001", "Residence permits and naturalisation in Central Asia")
SIXTY = passage("TR/sixty", "001", "Turkey")
TWO_MONTHS = passage("TR/two-months", "003", "Turkey and its neighbours", verified=False)
BORDER = passage("FI/border", "002", "Finland")
COURTS = passage("RU/courts", "002", "Prosecution")


def pathway(id_: str, title: str, gives: str, verdict: str, **more: object) -> PathwayResult:
    """A pathway of which only what matters to a test is said."""
    given: dict[str, object] = {
        "covered": True,
        "at_discretion": False,
        "missing": [],
        "open": [],
        "reasons": [],
        "until": None,
        "grants": None,
        "duties": [],
        "in_force": "from 2023-01-26",
        "as_of": None,
        "citations": [],
    }
    return PathwayResult(
        id=id_,
        title=title,
        gives=gives,
        verdict=verdict,
        **(given | more),  # type: ignore[arg-type]
    )


def reason(condition: str, truth: str, says: str, **more: object) -> Reason:
    """A condition; its depth is the number of dots in its place."""
    given: dict[str, object] = {
        "depth": condition.count("."),
        "decisive": False,
        "citations": [],
    }
    return Reason(condition=condition, truth=truth, says=says, **(given | more))  # type: ignore[arg-type]


KAZAKHSTAN = DestinationResult(
    country="KZ",
    name="Kazakhstan",
    verdict="feasible",
    possible_because=[],
    pathways=[
        pathway(
            "KZ/visa-free-entry", "Entry without a visa", "enter", "eligible", citations=[WINDOW]
        ),
        pathway(
            "KZ/visa-free-stay",
            "Stay without a visa, 90 days in 180",
            "stay",
            "eligible",
            until="2024-04-13",
            grants="90 days within 180 days",
            duties=[
                Duty(
                    "Apply for a permit before the 90 days are used up.",
                    "2024-04-13",
                    "the last lawful day",
                    ["KZ/window"],
                )
            ],
            reasons=[
                reason(
                    "requires",
                    "yes",
                    "On at most 90 of the 180 days that end with the day asked about was the person in"
                    " Kazakhstan.",
                    decisive=True,
                    values=[Value("stays", "1 day counted", "example-1.yaml:5:10")],
                    citations=["KZ/window"],
                )
            ],
            open=[
                Open(
                    kind="assumed",
                    says="The window moves with the day asked about.",
                    because="A fixed block of 180 days from the crossing never counts more days.",
                )
            ],
            citations=[WINDOW],
        ),
        pathway(
            "KZ/temporary-residence",
            "Temporary residence permit",
            "reside",
            "undetermined",
            missing=["employment_in", "study_in"],
            reasons=[
                reason("requires", "not_said", "", decisive=True, citations=["KZ/housing"]),
                reason(
                    "requires.1",
                    "not_said",
                    "Has an employment contract in Kazakhstan.",
                    decisive=True,
                    values=[Value("employment_in", None)],
                    citations=["KZ/housing"],
                ),
                reason(
                    "requires.2",
                    "no",
                    "Is married there.",
                    values=[Value("marriage_in", "none", "example-1.yaml:9:3")],
                    citations=["KZ/housing"],
                ),
                reason("refused 1", "no", "Was expelled before.", citations=["KZ/housing"]),
            ],
            citations=[HOUSING],
            context=[Note("The yearly quota is not stated.", ["KZ/housing"])],
        ),
    ],
    cautions=[
        CautionResult(
            id="KZ-DATA",
            touches="possibly",
            says="Kazakhstan hands data of deserters to Russia.",
            certainty="incident",
            endangers=["privacy", "liberty"],
            since="2023",
            missing=["activities"],
            citations=["KZ/window"],
        )
    ],
)

TURKEY = DestinationResult(
    country="TR",
    name="Turkey",
    verdict="possible",
    possible_because=["facts", "documents"],
    pathways=[
        pathway(
            "TR/visa-free-stay",
            "Stay without a visa",
            "stay",
            "undetermined",
            missing=["passports", "stays"],
            as_of="2023-06",
            open=[
                Open(
                    kind="disputed",
                    says="How long a stay may last.",
                    decides=True,
                    sides=[
                        Side("60 days.", ["TR/sixty"]),
                        Side("Two calendar months.", ["TR/two-months"]),
                    ],
                )
            ],
            citations=[SIXTY, TWO_MONTHS],
        )
    ],
    cautions=[],
)

HUNGARY = DestinationResult(
    country="HU",
    name="Hungary",
    verdict="possible",
    possible_because=["documents"],
    pathways=[
        pathway(
            "HU/ordinary-visa",
            "Ordinary visa",
            "enter",
            "undetermined",
            in_force="from 2022-02-24, the start is not stated",
            open=[
                Open(
                    kind="silent",
                    says="The documents name the visa and record no conditions for it.",
                    decides=True,
                )
            ],
            citations=[BORDER],
        )
    ],
    cautions=[],
)

FINLAND = DestinationResult(
    country="FI",
    name="Finland",
    verdict="not_feasible",
    possible_because=[],
    pathways=[
        pathway(
            "FI/asylum-at-border",
            "Asylum at the border",
            "protection",
            "closed",
            at_discretion=True,
            reasons=[
                reason(
                    "closed 1",
                    "yes",
                    "The border has been sealed since 2023-12.",
                    decisive=True,
                    citations=["FI/border"],
                )
            ],
            citations=[BORDER],
        ),
        pathway(
            "FI/short-stay-visa",
            "Short-stay visa",
            "enter",
            "not_in_force",
            in_force="2022-02-24 to 2022-09-29",
            citations=[BORDER],
        ),
    ],
    cautions=[],
)

CANADA = DestinationResult(
    country="CA",
    name="Canada",
    verdict="not_covered",
    possible_because=[],
    pathways=[],
    cautions=[],
)
MEXICO = DestinationResult(
    country="MX",
    name="Mexico",
    verdict="not_covered",
    possible_because=[],
    pathways=[],
    cautions=[],
)

IN_COURT = CautionResult(
    id="RU-COURTS",
    touches="touched",
    says="Courts in Russia sentence people in their absence for what they said about the war.",
    certainty="law",
    endangers=["liberty", "property"],
    since="2022-03-04",
    missing=[],
    citations=["RU/courts"],
)
SUMMONED = CautionResult(
    id="RU-SUMMONS",
    touches="possibly",
    says="Whoever is entered in the register of summons may not leave Russia.",
    certainty="law",
    endangers=["mobilisation"],
    since="2023-04",
    missing=["summons"],
    citations=["RU/courts"],
)
PAPERS = CautionResult(
    id="RU-PAPERS",
    touches="possibly",
    says="Consulates may refuse a new passport.",
    certainty="practice",
    endangers=["papers"],
    since=None,
    missing=["activities"],
    citations=["RU/courts"],
)

DOCUMENTS = [
    DocumentNote("001", "Emigration from Russia", "Olga R. Gulina", "2023-06", 6, "prague.example"),
    DocumentNote("002", "Russian emigration", "Wikipedia", "not recorded", None, "wiki.example"),
    DocumentNote("003", "Wave after wave", "Anastasia Tyukhtina", "2024-02", -1, "wave.example"),
]


def assessment(
    destinations: list[DestinationResult],
    cautions: list[CautionResult] | None = None,
    *,
    case: str | None = "example-1",
) -> Assessment:
    """A result on 15 January 2024 with the citations of its destinations."""
    passages = [COURTS] + [
        found for each in destinations for way in each.pathways for found in way.citations
    ]
    return Assessment(
        case=case,
        on="2024-01-15",
        receipt=Receipt(
            "pathfinder 0.1.0", "sha256:0123456789abcdef0123456789abcdef", "2024-01-15"
        ),
        destinations=destinations,
        cautions=cautions or [],
        citations=list({found.id: found for found in passages}.values()),
        documents=DOCUMENTS,
    )


EVERYTHING = assessment(
    [CANADA, FINLAND, HUNGARY, KAZAKHSTAN, MEXICO, TURKEY], [PAPERS, SUMMONED, IN_COURT]
)


_KEPT = {"verdict", "possible_because", "on", "id", "citations"}
"""What decides where something stands on the page, and what leads from one record to another."""


def with_text(result: Assessment, text: str) -> Assessment:
    """The result with `text` added to every text in it that may hold anything."""

    def changed(value: object, key: str) -> object:
        if isinstance(value, dict):
            return {name: changed(each, name) for name, each in value.items()}
        if isinstance(value, list) and not (
            key in _KEPT and all(isinstance(x, str) for x in value)
        ):
            return [changed(each, key) for each in value]
        return value + text if isinstance(value, str) and key not in _KEPT else value

    return msgspec.convert(changed(msgspec.to_builtins(result), ""), Assessment)
