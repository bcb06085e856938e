"""Countries as people write them: by name in either language and any case, by another common name, by code."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from pathfinder.i18n import _, current_language
from pathfinder.interview.faults import fault
from pathfinder.interview.names import Names
from pathfinder.interview.other_names import CITIES
from pathfinder.interview.typed import fold, other_layout, says_none, says_yes
from pathfinder.language.vocabulary import Vocabulary
from pathfinder.rulebook.names import country_names

_OTHER_NAMES = {
    "AE": "UAE, Emirates, Dubai, Эмираты, Объединённые Арабские Эмираты, Дубай",
    "AM": "Hayastan",
    "BA": "Bosnia, Босния",
    "BY": "Belorussia, Byelorussia, Белоруссия, Белорусь, РБ",
    "CF": "ЦАР",
    "CG": "Republic of the Congo, Республика Конго",
    "CD": "DR Congo, DRC, Zaire, ДР Конго, Демократическая Республика Конго, ДРК",
    "CH": "Swiss Confederation, Швейцарская Конфедерация",
    "CI": "Ivory Coast, Берег Слоновой Кости",
    "CN": "PRC, КНР, Китайская Народная Республика",
    "CV": "Cabo Verde, Острова Зелёного Мыса",
    "CZ": "Czech Republic, Чешская Республика",
    "DE": "FRG, ФРГ",
    "DO": "Доминикана",
    "FK": "Falklands, Фолкленды",
    "FM": "Микронезия",
    "GB": "UK, Great Britain, Britain, England, Scotland, Wales, Northern Ireland, Англия, Британия,"
    " Соединённое Королевство, Шотландия, Уэльс, Северная Ирландия",
    "GE": "Sakartvelo, Сакартвело",
    "GR": "Hellas, Эллада, Греческая Республика",
    "HK": "Hong Kong, Hongkong, Гонконг, Сянган",
    "KG": "Kirghizia, Kirgizia, Kirgizstan, Kyrgyz Republic, Кыргызстан, Киргизстан, Кыргызская Республика",
    "KP": "DPRK, Северная Корея",
    "KR": "Korea, Republic of Korea, Корея, Южная Корея",
    "KZ": "Qazaqstan, Казакстан, Қазақстан, РК",
    "LK": "Ceylon, Цейлон",
    "MD": "Moldavia, Молдавия",
    "MK": "Macedonia, Македония",
    "MM": "Myanmar, Burma, Мьянма, Бирма",
    "MO": "Macau, Macao, Макао, Аомынь",
    "NL": "Holland, Голландия",
    "PS": "Palestine, Палестина",
    "RU": "Russian Federation, РФ, Российская Федерация",
    "SA": "KSA, Саудия",
    "SK": "Slovak Republic, Словацкая Республика",
    "SV": "Эль-Сальвадор",
    "SZ": "Swaziland, Свазиленд",
    "TH": "Тайланд, Siam",
    "TL": "East Timor, Тимор-Лешти",
    "TM": "Turkmenia, Туркмения",
    "TR": "Turkey, Turkiye, Турецкая Республика",
    "US": "USA, America, United States of America, States, США, Америка, Штаты, Соединённые Штаты Америки",
    "UZ": "Узбекистон, Ozbekiston",
    "VA": "Vatican, Holy See, Святой Престол",
    "VN": "Viet Nam",
    "ZA": "RSA, ЮАР, Южная Африка",
}
"""What else countries are called. Where a name is also a part of the world (Корея), the one most people mean."""

_ISLANDS = re.compile(r"^о-ва? |\bо-ва?$")

LANGUAGES = ("en", "ru")
"""Names in these languages are understood."""


class Countries:
    """The countries of a vocabulary by all their names."""

    def __init__(self, vocabulary: Vocabulary, likely: Collection[str] = ()) -> None:
        """`likely` are codes of countries that are offered before others that begin alike."""
        known = vocabulary.countries
        self.shown: Mapping[str, Mapping[str, str]] = {
            "en": known,
            "ru": {code: name for code, name in country_names("ru").items() if code in known},
        }
        others = _codes_of_three(known)
        order = sorted(known, key=lambda code: (code not in likely, fold(known[code])))
        self.names = Names(
            ((code, list(self._names(code, others.get(code, "")))) for code in order), least=3
        )
        self.known = known

    def _names(self, code: str, three: str) -> Iterator[str]:
        for language in LANGUAGES:
            name = self.shown[language].get(code, "")
            yield name
            yield name.partition("(")[0]
            yield _ISLANDS.sub("", name)
        yield from (code, three)
        yield from _OTHER_NAMES.get(code, "").split(",")
        yield from CITIES.get(code, "").split(",")

    def name(self, code: str) -> str:
        """The name of a country in the language that is spoken."""
        return self.shown.get(current_language(), self.known).get(code, self.known.get(code, code))

    def read(self, text: str, *, private: bool, alone: bool = True) -> str:
        """The code of a country; raises `Fault`. `alone`: the text is the whole answer, so it may be a yes or a no."""
        word = text.strip()
        if (
            alone
            and not word.isupper()
            and says_yes(word) is False
            and fold(word).upper() in self.known
        ):
            # "no" to a question of countries may be Norway by the contract, and is more often a no.
            message = _("This can be read in two ways.")
            raise fault(
                "PF122", message, _("Write the name of the country; if there is none, write none.")
            )
        found = self.names.find(word) or self.names.exactly(other_layout(word))
        if len(found) == 1:
            return found[0]
        raise self._fault(word, found, private=private)

    def _fault(self, word: str, found: tuple[str, ...], *, private: bool) -> Exception:
        write = _("Write its name in English or Russian, or its code of two letters.")
        if not word or says_none(word):
            return fault("PF122", _("The name of a country is expected here."), write)
        if found:
            message = _("This can be more than one country.")
            names = "; ".join(self.name(code) for code in found[:8])
            return fault(
                "PF122", message, write if private else _("Which one: {names}?").format(names=names)
            )
        message = _("There is no country of this name.")
        near = () if private else self.names.near(word)
        if near:
            names = ", ".join(f"“{self.name(code)}”" for code in near)
            write = _("Did you mean {names}?").format(names=names)
        return fault("PF122", message, write)


def _codes_of_three(known: Mapping[str, str]) -> dict[str, str]:
    """The codes of three letters that stand for one country, from CLDR."""
    from babel.core import get_global

    return {
        codes[0]: three
        for three, codes in get_global("territory_aliases").items()
        if len(three) == 3 and three.isalpha() and len(codes) == 1 and codes[0] in known
    }
