"""Words of queries: in any script, whatever their case, accents and width, with a typing error."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from elm_core.features.analysis import word_terms, words
from elm_core.features.folding import without_accents
from elm_core.features.lexicon import Lexicon, one_error
from elm_core.features.places import marked, unit_places, word_places
from elm_core.tasks import SearchIndex

#: Characters that fold to several, to none, or together with their neighbours.
ODD = (
    "aZ ẞßﬁＡｶﾞパ\u0301\u0308ก็ไ東京กิ\u0e38\u0e48가각\u1100\u1161\u11a8ㄱㅏ👍🏽\u200d\ufe0f❤\u00ad'’,，。"
    "\u3000İıΣς\u0345क\u093c\u0338<=＝éøй"
)
LETTERS = st.text("abcé", min_size=1, max_size=7)


def index(*texts, **options):
    return SearchIndex(vectors=None, **options).fit(texts)


def found(one, query, **options):
    return [hit["text"] for hit in one.search(query, **options)]


def shown(hit):
    return [hit["text"][start:end] for start, end in hit["marks"]]


# -- where words are


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(ODD) | st.characters(codec="utf-8"), max_size=12).map("".join))
def test_places_are_those_of_the_words_that_are_indexed(text):
    places = list(unit_places(text))
    assert [f"word:{unit}" for unit, _, _ in places] == word_terms(words(text), (1, 1))
    for unit, start, end in places:
        assert 0 <= start < end <= len(text)
        assert unit in "".join(words(text[start:end]))


def test_places_are_right_for_every_character():
    for code in range(0x110000):
        if unicodedata.category(character := chr(code)) in ("Cn", "Co", "Cs"):
            continue
        text = f"a{character}b {character}"
        places = [unit for unit, _, _ in unit_places(text)]
        assert places == [term[5:] for term in word_terms(words(text), (1, 1))], hex(code)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(ODD) | st.characters(codec="utf-8"), max_size=12).map("".join))
def test_words_as_people_see_them_cover_every_word_that_is_indexed(text):
    places = word_places(text)
    assert places == sorted(places)
    seen = {i for start, end in places for i in range(start, end)}
    for unit, start, end in unit_places(text):
        # a mark or a colour that stands upon nothing is no word for people
        if any(unicodedata.category(c)[0] in "LN" for c in text[start:end]):
            assert seen & set(range(start, end)), unit


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("What an awful, AWFUL day!", ["What", "an", "awful", "AWFUL", "day"]),
        ("don't l’été e\u0301te\u0301", ["don't", "l’été", "e\u0301te\u0301"]),
        ("नमस्ते दुनिया", ["नमस्ते", "दुनिया"]),
        ("登录失败，请重试", ["登录", "录失", "失败", "请重", "重试"]),
        ("ที่นี่", ["ที่นี่"]),
        ("iPhone手机", ["iPhone", "手机"]),
        ("水", ["水"]),
        ("5€ 👩🏽‍💻👍🏽❤️!", ["5", "€", "👩🏽‍💻", "👍🏽", "❤️"]),
    ],
)
def test_words_as_people_see_them(text, expected):
    assert [text[start:end] for start, end in word_places(text)] == expected


def test_marks_that_overlap_are_one():
    text = "日東電工株式会社の経営者、経営"
    assert [text[a:b] for a, b in marked(text, {"経営", "営者"})] == ["経営者", "経営"]


# -- words like a word


def distance(a, b):
    """Damerau's, of strings whose parts are changed once at the most, by its recurrence."""
    d = {(i, -1): i + 1 for i in range(-1, len(a))} | {(-1, j): j + 1 for j in range(-1, len(b))}
    for i, x in enumerate(a):
        for j, y in enumerate(b):
            d[i, j] = min(d[i - 1, j] + 1, d[i, j - 1] + 1, d[i - 1, j - 1] + (x != y))
            if i and j and a[i] == b[j - 1] and a[i - 1] == b[j]:
                d[i, j] = min(d[i, j], d[i - 2, j - 2] + 1)
    return d[len(a) - 1, len(b) - 1]


@settings(max_examples=300, deadline=None)
@given(st.lists(LETTERS, max_size=25, unique=True), LETTERS)
def test_near_words_are_those_at_distance_one(there, word):
    word = without_accents(word)
    lexicon = Lexicon({w: i for i, w in enumerate(there)})
    keys = {without_accents(w) for w in there}
    assert lexicon.near(word) == {key for key in keys if distance(word, key) == 1}
    assert lexicon.beginning(word) == sorted(key for key in keys if key.startswith(word))
    assert set(lexicon.ending(word)) == {key for key in keys if key.endswith(word)}
    same = [i for i, w in enumerate(there) if without_accents(w) == word]
    assert sorted(lexicon.written(word)) == same


@given(LETTERS, LETTERS)
def test_one_error_is_distance_one(a, b):
    assert one_error(a, b) == (distance(a, b) == 1)


@given(st.text(st.sampled_from(ODD), max_size=8))
def test_a_word_without_accents_has_none(text):
    for word in words(text):
        bare = without_accents(word)
        assert without_accents(bare) == bare
        assert not any("\u0300" <= c <= "\u0305" for c in unicodedata.normalize("NFD", bare))


# -- what is found


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("日東電工株式会社の経営者", "経営者"),
        ("日東電工株式会社の経営者", "経"),
        ("日東電工株式会社の経営者", "者"),
        ("用户登录失败", "登录"),
        ("ภาษาไทยง่ายมาก", "ไทย"),
        ("well done 😀", "😀"),
        ("well done 👍🏽", "👍"),
        ("I ❤ it", "❤️"),
        ("In der Straße", "strasse"),
        ("In der Strasse", "STRAẞE"),
        ("Nach München", "munchen"),
        ("Nach Munchen", "München"),
        ("Nach Mu\u0308nchen", "MÜNCHEN"),
        ("Łódź and Ærø", "lodz"),
        ("Łódź and Ærø", "aero"),
        ("Всё про ёлку", "елку"),
        ("ἀρχή", "αρχη"),
        ("مُحَمَّد", "محمد"),
        ("שָׁלוֹם", "שלום"),
        ("ＡＢＣ １２３", "abc"),
        ("ｶﾞｽ会社", "ガス"),
        ("half \ufb01nished", "finished"),
        ("the flight was late", "flihgt"),
        ("the flight was late", "fligt"),
        ("the flight was late", "flighht"),
        ("the flight was late", "flught"),
        ("the flight was late", "lfight"),
        ("the flight was late", "light"),
        ("Müller", "mulelr"),
        ("Growing tomatoes", "tomatos"),
        ("Pruning", "pruned"),
        ("a tram", "tran"),
    ],
)
def test_a_document_is_found_and_marked(text, query):
    one = index("something else", text, "otherwise")
    [hit] = one.search(query)
    assert hit["text"] == text
    assert "".join(shown(hit))


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("the flight was late", "flgihtt"),  # two errors
        ("a car", "cat"),  # too short to guess
        ("in 2024", "2023"),  # another number is another thing
        ("мой", "мои"),  # й is no accented и
        ("the flight", "登"),
    ],
)
def test_what_is_not_meant_is_not_found(text, query):
    assert index("something else", text).search(query) == []


@settings(max_examples=100, deadline=None)
@given(
    word=st.text("abcdefgh", min_size=4, max_size=8),
    at=st.integers(0, 7),
    kind=st.sampled_from(["insert", "delete", "replace", "swap"]),
    letter=st.sampled_from("abcdefgh"),
)
def test_any_one_error_in_a_word_is_forgiven(word, at, kind, letter):
    at %= len(word)
    query = {
        "insert": word[:at] + letter + word[at:],
        "delete": word[:at] + word[at + 1 :],
        "replace": word[:at] + letter + word[at + 1 :],
        "swap": word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
    }[kind]
    one = index(f"xyz {word}", "nothing of it")
    if len(query) < 4 and query != word:
        assert found(one, query) == []
    else:
        assert found(one, query) == [f"xyz {word}"]
        how = "exact" if query == word else "corrected"
        assert one.expand_query(query) == [{"word": query, "how": how, "terms": [word]}]


def test_what_is_there_is_not_corrected_and_the_very_word_comes_first():
    one = index("rank and file", "the bank", "a tank", "cafe noir", "café au lait", "bänk")
    assert found(one, "bank") == ["the bank", "bänk"]
    assert found(one, "bänk") == ["bänk", "the bank"]
    assert found(one, "cafe")[0] == "cafe noir"
    assert found(one, "café")[0] == "café au lait"
    assert set(found(one, "cafe")) == {"cafe noir", "café au lait"}


def test_the_first_letter_is_rarely_the_wrong_one():
    one = index("rank and file", "the bank", "a bark")
    assert set(found(one, "bakn")) == {"the bank"}
    assert set(found(one, "zank")) == {"rank and file", "the bank"}


def test_a_word_that_is_known_is_not_taken_for_one_that_begins_otherwise():
    texts = ["Who will bake the bread?", "Take the scraps"]
    assert SearchIndex().fit(texts).expand_query("cake")[0]["how"] == "unknown"
    assert SearchIndex().fit(texts).expand_query("cakr")[0]["how"] == "unknown"
    assert SearchIndex(vectors=None).fit(texts).expand_query("cake")[0]["how"] == "corrected"


def test_a_word_is_not_taken_for_another_word_only_because_it_is_near():
    one = SearchIndex().fit(["Polish the boots", "A carpenter came", "Two invoices, one cake"])
    for query in ("boat", "carpet", "contract", "invite", "lake"):
        assert one.expand_query(query)[0]["how"] == "unknown", query
        assert one.search(query) == [] or one.search(query)[0]["marks"] == []
    for query, term in (("boot", "boots"), ("cakes", "cake"), ("invoiec", "invoice")):
        [word] = one.expand_query(query)
        assert word["how"] == ("unknown" if query == "invoiec" else "corrected"), query
        assert word["terms"] == ([] if query == "invoiec" else [term])
    assert one.expand_query("carpneter")[0]["terms"] == ["carpenter"]


def test_corrections_can_be_refused():
    one = index("the flight was late", "fligth of fancy", "a third")
    assert found(one, "thrid") == ["a third"]
    assert found(one, "thrid", correct=False) == []
    assert one.expand_query("thrid", correct=False)[0]["how"] == "unknown"
    before = one.search("flight")
    assert one.search("flight", correct=False) == before
    one.learn_clicks("thrid", ["2"], ["0", "2"], correct=False)
    with pytest.raises(ValueError, match="correct must be True or False"):
        one.search("late", correct="no")


def test_a_long_text_is_taken_at_its_word():
    one = index("the flight was late", "something else")
    assert found(one, "flihgt " + "xyz " * 39) == ["the flight was late"]
    assert found(one, "flihgt " + "xyz " * 40) == []


def test_a_word_that_is_typed_may_go_on():
    one = index("Growing tomatoes", "Tomato soup", "Tom sings", "A tome")
    # where the word has ended, it has a typing error
    assert set(found(one, "toma")) == {"A tome", "Tom sings"}
    assert set(found(one, "toma", complete=True)) == {"Growing tomatoes", "Tomato soup"}
    assert found(one, "tom", complete=True)[0] == "Tom sings"
    assert len(found(one, "tom", complete=True)) == 4
    assert found(one, "tom ", complete=True) == ["Tom sings"]
    assert found(one, "tom, soup", complete=True)[0] == "Tomato soup"
    [word] = one.expand_query("toma", complete=True)
    assert (word["how"], set(word["terms"])) == ("begun", {"tomatoes", "tomato"})


def test_a_query_is_told_word_by_word_as_it_was_written():
    one = index("Flights to Zürich", "経営者")
    assert one.expand_query("Flihgts, ZURICH? 経営者 and 登录") == [
        {"word": "Flihgts", "how": "corrected", "terms": ["flights"]},
        {"word": "ZURICH", "how": "exact", "terms": ["zürich"]},
        {"word": "経営者", "how": "exact", "terms": ["経営", "営者"]},
        {"word": "and", "how": "unknown", "terms": []},
        {"word": "登录", "how": "unknown", "terms": []},
    ]


def test_marks_leave_out_words_that_say_nothing():
    texts = [f"the thing number {word}" for word in "abcdefghijklmnop"]
    one = index(*texts, "the cat on the mat")
    [first, *others] = one.search("the cat", k=99)
    assert (first["text"], shown(first)) == ("the cat on the mat", ["cat"])
    assert all(hit["marks"] == [] for hit in others)
    assert shown(one.search("the")[0])[0] == "the"


def test_marks_are_of_what_was_meant():
    one = index("Die Straße nach MÜNCHEN; munchen")
    [hit] = one.search("strasse mulnchen")
    assert shown(hit) == ["Straße", "MÜNCHEN", "munchen"]


def test_clicks_are_learnt_for_a_query_that_is_typed():
    one = index("Growing tomatoes", "Tomato soup", "Bread", "Water", "Salt", "Oil")
    for _ in range(4):
        one.learn_clicks("toma", ["0"], ["1", "0"], complete=True)
    assert found(one, "toma", complete=True)[0] == "Growing tomatoes"


def test_a_search_with_what_an_earlier_version_saved():
    """What an index is made of has not changed: only what is made of a query."""
    state = index("the cat sleeps", "a dog").learned()
    assert set(state) == {"ids_", "texts_", "metadata_", "vectors_", "reranker_", "state_"}
