"""The measure of the ranking of precedents: pairs written by hand, among some hundred requests that look like them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.precedent_cases import earlier_requests, make_precedents, pairs
from bench.precedents_bench import dice, places, recall
from casework.asked_words import asked_grams, asked_words, spellings
from casework.office import Office
from casework.precedent_ranking import ranked_requests
from models.search_grams import normalise

_OTHERS = 800


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Office, dict[str, int]]]:
    path: Path = tmp_path_factory.mktemp("precedents") / "precedents.db"
    office, ids = make_precedents(path, _OTHERS)
    yield office, ids
    office.close()


def test_the_pairs_are_what_they_are_said_to_be() -> None:
    known = {one.id: one for one in earlier_requests()}
    tune, held = pairs("tune"), pairs("held")
    assert len(tune) + len(held) >= 120
    assert not {one for pair in tune for one in pair.right} & {one for pair in held for one in pair.right}
    for pair in tune + held:
        for one in pair.right:
            assert (pair.title, pair.text) != (known[one].title, known[one].text)


def test_the_right_earlier_request_is_among_the_first_five_of_the_held_half(
    measured: tuple[Office, dict[str, int]],
) -> None:
    office, ids = measured
    held = pairs("held")
    found = places(office, ids, ranked_requests, held)
    missed = [pair.title for pair, place in zip(held, found, strict=True) if not 0 < place <= 5]
    assert recall(found, 5) >= 90, missed


def test_the_share_of_common_pairs_alone_would_not_do(measured: tuple[Office, dict[str, int]]) -> None:
    office, ids = measured
    assert recall(places(office, ids, dice, pairs("held")), 5) < 90


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("白石村征收土地批准文件", "白石村征地批文"),
        ("二〇二四年稳评", "２４年社会稳定风险评估"),
        ("申请公开翠屏花园总平图，谢谢", "请提供翠屏花园总平面图"),
    ],
)
def test_other_words_for_the_same_thing_are_the_same(one: str, other: str) -> None:
    assert asked_grams(asked_words(normalise(one))) == asked_grams(asked_words(normalise(other)))


def test_a_number_of_two_figures_is_a_year_only_before_the_word() -> None:
    assert "2024" not in asked_words("第24号")
    assert "2024" in asked_words("24年")
    assert "12024" not in asked_words("124年")


def test_a_term_is_looked_up_under_its_other_names() -> None:
    assert {"最低生活保障", "低保"} <= spellings("老鸦坪村低保名单")


def test_an_empty_question_finds_nothing(measured: tuple[Office, dict[str, int]]) -> None:
    office, _ = measured
    with office.reading() as session:
        assert ranked_requests(session, "", "申请公开政府信息") == ()


def test_the_server_ranks_as_well(postgres_url: str) -> None:
    office, ids = make_precedents(postgres_url, _OTHERS)
    try:
        assert recall(places(office, ids, ranked_requests, pairs("held")), 5) >= 90
    finally:
        office.close()
