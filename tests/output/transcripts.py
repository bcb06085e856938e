"""What a terminal shows for the people of `people.py`, word for word."""

AT_80 = """\
Where can this person legally go? Case example-1, on 2024-01-15

  This is not legal advice and no promise. It repeats what 3 documents state,
  the newest dated 1 month after the day asked about. Laws and practice change:
  before anyone travels, applies or crosses a border, have a lawyer or an aid
  organisation confirm it.

  In short: 1 feasible: Kazakhstan (possible danger to liberty); 1 possible
  where saying more can help; 1 possible where the documents are silent or
  disagree; 1 not feasible; 2 not covered.

Dangers that follow this person everywhere

  - Liberty, property: Courts in Russia sentence people in their absence for
    what they said about the war. Law, since 2022-03-04. [002 Prosecution]

  What has not been said would tell whether these touch this person too (2):
  - A summons: 1 danger (mobilisation), for example: Whoever is entered in the
    register of summons may not leave Russia.
  - Public activities: 1 danger (papers).

Feasible: 1 country

  Kazakhstan: feasible; possible danger to liberty
    - Stay without a visa, 90 days in 180 (gives a stay): every stated condition
      is met. [001 Visa-free countries]
      - Met: On at most 90 of the 180 days that end with the day asked about was
        the person in Kazakhstan.
      - Last lawful day: 2024-04-13.
      - For how long: 90 days within 180 days.
      - To do by 2024-04-13 (the last lawful day): Apply for a permit before the
        90 days are used up.
    - Entry without a visa (gives entry): every stated condition is met. [001
      Visa-free countries]
    - May also be open: Temporary residence permit (gives residence): to know,
      say: employment contract, by country; admitted to study, by country. [001
      Residence permits and...]
    - 1 possible danger (liberty, privacy); to know, say: public activities.

Possible, and saying more can help: 1 country

  Turkey: possible; known only as of 2023-06
    - Stay without a visa (gives a stay): to know, say: valid passports; stays
      abroad. [001 Turkey; 003]
      - Open, and it decides (disputed): How long a stay may last. Side 1: 60
        days. [001 Turkey] Side 2: Two calendar months. [003 Turkey and its
        neighbours]

Possible, but the documents are silent or disagree: 1 country

  Nothing that this person can say settles these.
  - Hungary: Ordinary visa (gives entry): The documents name the visa and record
    no conditions for it. [002 Finland]

Not feasible on that day: 1 country

  - Finland: Asylum at the border, closed on that day: The border has been
    sealed since 2023-12. [002 Finland] 1 other way is refused too.

Not covered: 2 countries

  Canada, Mexico: the documents state no conditions there for this person. That
  says neither that one may go nor that one may not.

The documents that this rests on

  - 001 Emigration from Russia (Olga R. Gulina, 2023-06).
  - 002 Russian emigration (Wikipedia, undated).
  - 003 Wave after wave (Anastasia Tyukhtina, 2024-02). 1 of 1 passage not
    verified: look it up before relying on it.

  5 passages were found in their texts (checked 2026-11-22). Made by pathfinder
  0.1.0 from the rules sha256:0123456789ab, for 2024-01-15.

  To see every condition and passage, ask again with --explain.
"""

AT_60 = """\
Where can this person legally go? Case example-1, on
2024-01-15

  This is not legal advice and no promise. It repeats what 3
  documents state, the newest dated 1 month after the day
  asked about. Laws and practice change: before anyone
  travels, applies or crosses a border, have a lawyer or an
  aid organisation confirm it.

  In short: no country is certainly feasible; 1 possible
  where saying more can help.

Dangers that follow this person everywhere

  None that certainly touches what has been said of this
  person.

  What has not been said would tell whether these touch this
  person (1):
  - A summons: 1 danger (mobilisation), for example: Whoever
    is entered in the register of summons may not leave
    Russia.

Possible, and saying more can help: 1 country

  Turkey: possible; known only as of 2023-06
    - Stay without a visa (gives a stay): to know, say:
      valid passports; stays abroad. [001 Turkey; 003]
      - Open, and it decides (disputed): How long a stay may
        last. Side 1: 60 days. [001 Turkey] Side 2: Two
        calendar months. [003 Turkey and its neighbours]

The documents that this rests on

  - 001 Emigration from Russia (Olga R. Gulina, 2023-06).
  - 002 Russian emigration (Wikipedia, undated).
  - 003 Wave after wave (Anastasia Tyukhtina, 2024-02). 1 of
    1 passage not verified: look it up before relying on it.

  2 passages were found in their texts (checked 2026-11-22).
  Made by pathfinder 0.1.0 from the rules
  sha256:0123456789ab, for 2024-01-15.

  To see every condition and passage, ask again with
  --explain.
"""

EXPLAINED = """\
Where can this person legally go? Case example-1, on 2024-01-15

  This is not legal advice and no promise. It repeats what 3 documents state,
  the newest dated 1 month after the day asked about. Laws and practice change:
  before anyone travels, applies or crosses a border, have a lawyer or an aid
  organisation confirm it.

  In short: 1 feasible: Kazakhstan (possible danger to liberty).

Dangers that follow this person everywhere

  - Liberty, property: Courts in Russia sentence people in their absence for
    what they said about the war. Law, since 2022-03-04. [002 RU/courts]

Feasible: 1 country

  Kazakhstan: feasible; possible danger to liberty
    - KZ/visa-free-entry: Entry without a visa (gives entry): every stated
      condition is met. [001 KZ/window]
      - In force: from 2023-01-26.
      - Passages:
        - KZ/window: 001, Visa-free countries: from "As of the first" to "the
          last words" (found in the text, checked 2026-11-22)
    - KZ/visa-free-stay: Stay without a visa, 90 days in 180 (gives a stay):
      every stated condition is met. [001 KZ/window]
      - In force: from 2023-01-26.
      - Last lawful day: 2024-04-13.
      - For how long: 90 days within 180 days.
      - To do by 2024-04-13 (the last lawful day): Apply for a permit before the
        90 days are used up. [001 KZ/window]
      - Conditions, met, decisive: On at most 90 of the 180 days that end with
        the day asked about was the person in Kazakhstan. [001 KZ/window]
        - Stays abroad: 1 day counted (said at example-1.yaml:5:10).
      - Open, but it does not decide (assumed): The window moves with the day
        asked about.
        - Because: A fixed block of 180 days from the crossing never counts more
          days.
      - Passages:
        - KZ/window: 001, Visa-free countries: from "As of the first" to "the
          last words" (found in the text, checked 2026-11-22)
    - KZ/temporary-residence: Temporary residence permit (gives residence):
      cannot be told yet. [001 KZ/housing]
      - In force: from 2023-01-26.
      - To know, say: employment contract, by country; admitted to study, by
        country.
      - Conditions, not said, decisive. [001 KZ/housing]
        - Condition 1, not said, decisive: Has an employment contract in
          Kazakhstan. [001 KZ/housing]
          - Employment contract, by country: not said.
        - Condition 2, not met: Is married there. [001 KZ/housing]
          - Marriage in: none (said at example-1.yaml:9:3).
      - Refusal 1, does not apply: Was expelled before. [001 KZ/housing]
      - To judge it by: The yearly quota is not stated. [001 KZ/housing]
      - Passages:
        - KZ/housing: 001, Residence permits and naturalisation in Central Asia:
          from "As of the first" to "the last words" (found in the text, checked
          2026-11-22)
    - Possible danger (privacy, liberty): Kazakhstan hands data of deserters to
      Russia. Has happened, since 2023. [001 KZ/window]
      - To know, say: public activities.

The documents that this rests on

  - 001 Emigration from Russia, by Olga R. Gulina. Published: 2023-06 (6 months
    before the day asked about).
    - Where to get it: prague.example
  - 002 Russian emigration, by Wikipedia. Published: not recorded (its age on
    the day asked about cannot be told).
    - Where to get it: wiki.example
    - RU/courts: 002, Prosecution: from "As of the first" to "the last words"
      (found in the text, checked 2026-11-22)
  - 003 Wave after wave, by Anastasia Tyukhtina. Published: 2024-02 (1 month
    after the day asked about).
    - Where to get it: wave.example

  3 passages were found in their texts (checked 2026-11-22). Made by pathfinder
  0.1.0 from the rules sha256:0123456789abcdef0123456789abcdef, for 2024-01-15.
"""

NOTHING = """\
Where can this person legally go? On 2024-01-15

  This is not legal advice and no promise. It repeats what 3 documents state,
  the newest dated 1 month after the day asked about. Laws and practice change:
  before anyone travels, applies or crosses a border, have a lawyer or an aid
  organisation confirm it.

  In short: no country is certainly feasible.

Dangers that follow this person everywhere

  The documents name none for what has been said; there may be some all the
  same.

The documents that this rests on

  - 001 Emigration from Russia (Olga R. Gulina, 2023-06).
  - 002 Russian emigration (Wikipedia, undated).
  - 003 Wave after wave (Anastasia Tyukhtina, 2024-02).

  1 passage was found in its text (checked 2026-11-22). Made by pathfinder 0.1.0
  from the rules sha256:0123456789ab, for 2024-01-15.

  To see every condition and passage, ask again with --explain.
"""
