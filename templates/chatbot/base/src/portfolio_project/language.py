"""What is known of the language of documents: stop words, endings, and scripts without spaces."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

import snowballstemmer
from bm25s import stopwords

# Letters of scripts that set no spaces between words, or few: Thai, Lao, Burmese, Khmer, the
# syllables of Japanese and Korean, and Chinese characters.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
# Signs that stand on a letter, as the vowels of Hindi do; a word does not end at them.
SIGNS = "".join(chr(n) for n in range(0x300, 0x1D00) if unicodedata.category(chr(n))[0] == "M")
WORD = re.compile(rf"[{UNSPACED}]+|(?:(?![{UNSPACED}])[^\W_][{SIGNS}]*)+")
POINTS_BACK = {  # what a question leans on the one before with, and how such a question begins
    "english": (
        "it its that this those these they them then one ones same",
        "and|also|but|or|so|then|what about|how about|what if",
    ),
    "german": (
        "es sie er ihn ihm ihr ihnen das dies diese dieser dieses davon damit dafür dort dann",
        "und|auch|aber|oder|also|dann|was ist mit|wie ist es mit|was wenn",
    ),
    "french": (
        "il elle ils elles le ça cela ceci celui celle ceux y en alors",
        "et|aussi|mais|alors|qu en est il",
    ),
    "spanish": (
        "eso esa ese esto esta este lo la los las ello ellos ellas entonces",
        "y|también|pero|o|entonces|qué pasa con",
    ),
}
# Words that are in most questions, whatever their subject.
ENGLISH = """a about after all also am an and any are as at be been but by can could did do does
    doing else for from get give go got had has have having he her here hers him his how i if in
    into is it its just let like me may might more most much must my of off on or other our out over
    own please s say she should so some such t tell than that the their them then there these
    they this those to too up us very was we were what when where which who whom why will with
    would you your"""


@cache
def stop_words(language: str) -> frozenset[str]:
    """Give the words that are in most questions; none where no list of them is known."""
    if language in ("english", "porter", "none"):  # `none` keeps endings, not these
        return frozenset(ENGLISH.split())
    return frozenset(getattr(stopwords, f"STOPWORDS_{language.upper()}", ()))


@cache
def stem(word: str, language: str) -> str:
    """Cut the ending off one word by Snowball's rules; ``none`` leaves it as it is."""
    return word if language == "none" else str(snowballstemmer.stemmer(language).stemWord(word))


def words(text: str) -> Iterator[str]:
    """Give the words of a text in lower case; pairs of characters where no spaces part words."""
    for word in WORD.findall(unicodedata.normalize("NFKC", text).lower()):
        if re.match(rf"[{UNSPACED}]", word) and len(word) > 2:
            yield from (word[i : i + 2] for i in range(len(word) - 1))
        else:
            yield word
