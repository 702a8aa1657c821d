"""C61: which words of a request point to information that has to be published anyway, and by which provision."""

import pytest

from templates.proactive import pointed_to, proactive_matters


@pytest.mark.parametrize(
    ("text", "words", "basis"),
    [
        ("申请公开2025年部门预算公开表", "预算公开表", "条例第二十条第（七）项"),
        ("白石村征地补偿安置方案", "征地补偿", "条例第二十一条"),
        ("某采石场行政处罚决定书", "行政处罚决定", "条例第二十条第（六）项"),
        ("食品药品监督检查情况", "食品药品监督检查", "条例第二十条第（十三）项"),
    ],
)
def test_words_point_to_a_provision(text: str, words: str, basis: str) -> None:
    found = pointed_to(text)
    assert found is not None
    assert found.words == words
    assert [one.brief for one in found.matter.basis] == [basis]


def test_the_first_words_of_a_request_are_named() -> None:
    found = pointed_to("应急预案和财政预算")
    assert found is not None
    assert found.words == "应急预案"


def test_other_requests_point_to_nothing() -> None:
    assert pointed_to("青石渡镇白石村三组征地批复") is None


def test_all_matters_cite_the_articles_on_publishing() -> None:
    articles = {one.article for matter in proactive_matters() for one in matter.basis}
    assert articles == {20, 21}
