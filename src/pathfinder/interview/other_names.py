"""What else options are called, and the cities by which people name the country they are in.

Only words with one meaning wherever the option stands. Words that may mean the other person (“mother”) are left out.
"""

from __future__ import annotations

OPTIONS = {
    "artist": "painter, musician, actor, actress, художник, художница, музыкант, актёр, актриса",
    "entrepreneur": "businessman, businesswoman, business owner, предпринимательница, бизнесмен",
    "female": "woman, girl, f, женщина, девушка, ж",
    "freelancer": "freelance, фриланс",
    "internal": "domestic, domestic passport",
    "it_specialist": "programmer, software developer, developer, software engineer, IT specialist,"
    " программист, программистка, разработчик, айтишник, айтишница, IT-специалист, айти",
    "journalist": "reporter, журналистка, репортёр, корреспондент",
    "lawyer": "attorney, адвокат",
    "male": "man, m, мужчина, парень, м",
    "other": "something else, другое, иное, другой, другая",
    "physician": "doctor, medical doctor, доктор",
    "spouse": "wife, husband, жена, муж",
    "teacher": "учительница",
    "travel": "international passport, заграничный, заграничный паспорт",
}
"""By the word of the option in the vocabulary."""

CITIES = {
    "AE": "Abu Dhabi, Абу-Даби",
    "AM": "Yerevan, Erevan, Gyumri, Ереван, Гюмри",
    "AR": "Buenos Aires, Буэнос-Айрес",
    "AZ": "Baku, Баку",
    "CZ": "Prague, Прага",
    "DE": "Berlin, Берлин",
    "FI": "Helsinki, Хельсинки",
    "FR": "Paris, Париж",
    "GE": "Tbilisi, Batumi, Kutaisi, Тбилиси, Батуми, Кутаиси",
    "GB": "London, Лондон",
    "ID": "Bali, Бали",
    "IL": "Tel Aviv, Haifa, Jerusalem, Тель-Авив, Хайфа, Иерусалим",
    "IN": "Goa, Гоа",
    "KG": "Bishkek, Osh, Бишкек, Ош",
    "KR": "Seoul, Сеул",
    "KZ": "Almaty, Alma-Ata, Astana, Nur-Sultan, Uralsk, Oral, Алматы, Алма-Ата, Астана, Нур-Султан,"
    " Уральск",
    "LT": "Vilnius, Вильнюс",
    "LV": "Riga, Рига",
    "ME": "Podgorica, Budva, Подгорица, Будва",
    "MN": "Ulaanbaatar, Ulan Bator, Улан-Батор",
    "PL": "Warsaw, Варшава",
    "RS": "Belgrade, Novi Sad, Белград, Нови-Сад",
    "RU": "Moscow, Saint Petersburg, Москва, Санкт-Петербург, Питер",
    "TH": "Bangkok, Phuket, Бангкок, Пхукет",
    "TR": "Istanbul, Antalya, Alanya, Ankara, Izmir, Стамбул, Анталья, Анталия, Аланья, Алания,"
    " Анкара, Измир",
    "UZ": "Tashkent, Samarkand, Ташкент, Самарканд",
    "VN": "Hanoi, Nha Trang, Ханой, Нячанг",
}
"""Cities that are in one country for everybody who says them."""
