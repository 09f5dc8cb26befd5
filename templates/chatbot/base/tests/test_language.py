"""The corpus's language decides; without spaces between words, pairs of characters are searched."""

import pytest
from library import RULES

from portfolio_project.baseline import Tfidf
from portfolio_project.conversation import depends
from portfolio_project.corpus import (
    Passage,
    split_sections,
)
from portfolio_project.okapi import BM25
from portfolio_project.search import Index
from portfolio_project.words import plain, terms

# Of each language: three sections, and a question that the second one answers.
SECTIONS = {
    "chinese": (
        ["我们每周六上午九点开门。", "补胎需要五分钟先打磨再涂胶水。", "会员费是每年二十欧元。"],
        "轮胎怎么补胎",
    ),
    "japanese": (
        [
            "土曜日は朝九時に開きます。",
            "パンクの修理には五分かかります。",
            "会費は年に二十ユーロです。",
        ],
        "パンクはどう修理しますか",
    ),
    "korean": (
        [
            "토요일에는 아침 아홉 시에 엽니다.",
            "타이어를 수리하는 데 오 분이 걸립니다.",
            "회비는 이십 유로입니다.",
        ],
        "타이어 수리는 어떻게 하나요?",
    ),
    "thai": (
        ["เราเปิดเก้าโมงเช้าวันเสาร์", "การปะยางใช้เวลาห้านาที", "ค่าสมาชิกปีละยี่สิบยูโร"],
        "ปะยางอย่างไร",
    ),
    "german": (
        [
            "Samstags ist die Werkstatt ab neun geöffnet.",
            "Zum Flicken eines Reifens braucht man fünf Minuten.",
            "Der Beitrag der Mitglieder ist zwanzig Euro.",
        ],
        "Wie werden die Reifen geflickt?",
    ),
    "hindi": (
        ["कार्यशाला शनिवार को खुलती है।", "टायर की मरम्मत में पाँच मिनट लगते हैं।", "सदस्यता बीस यूरो है।"],
        "टायर की मरम्मत कैसे करें?",
    ),
}


@pytest.mark.parametrize("language", SECTIONS)
@pytest.mark.parametrize("build", [BM25, Tfidf])
def test_a_question_is_answered_in_its_language(language, build):
    texts, question = SECTIONS[language]
    snowball = language if language in ("german", "hindi") else "none"
    held = [Passage(f"{i}.md", "", text) for i, text in enumerate(texts)]
    index = Index(held, build(language=snowball), snowball, 0.5)
    assert index.look_up([(question, None)])[0].passages[0].source == "1.md"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("補胎需要", ["補胎", "胎需", "需要"]),
        ("補", ["補"]),
        ("用 GPU 加速", ["用", "gpu", "加速"]),
        ("Größe café", ["größe", "café"]),
        ("\uff21\uff22\uff23", ["abc"]),
        ("मरम्मत", ["मरम्मत"]),
    ],
)
def test_words_of_any_script(text, words):
    assert plain(text) == words


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("Die Reifen sind in der Werkstatt", "german", ["reif", "werkstatt"]),
        ("Les roues sont dans le garage", "french", ["rou", "garag"]),
        ("The tyres are in the workshop", "english", ["tyre", "workshop"]),
        ("Die Reifen", "english", ["die", "reifen"]),
    ],
)
def test_stop_words_and_endings_are_those_of_the_language(text, language, expected):
    assert terms(text, language) == expected


@pytest.mark.parametrize(
    ("question", "language", "leans"),
    [
        ("Und was kostet es?", "german", True),
        ("Wie flicke ich einen Reifen?", "german", False),
        ("Et combien ça coûte ?", "french", True),
        ("¿Y cuánto cuesta eso?", "spanish", True),
        ("Why are brakes squealing?", "english", False),
        ("Why?", "english", True),
        ("And for members?", "english", True),
    ],
)
def test_a_question_leans_on_the_one_before_by_the_words_of_its_language(question, language, leans):
    assert depends(question, language) == leans


def test_a_long_text_without_spaces_is_cut():
    found = split_sections("a.txt", "轮胎需要五分钟" * 1000, RULES["max_words"])
    assert len(found) > 10
