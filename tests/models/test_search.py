import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from models import Applicant, Request
from models.search import matching_ids, search_ids
from models.search_index import index_request, rebuild_search_index
from tests.models.rows import add_request

Sessions = sessionmaker[Session]


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("张三", "张三"),
        ("张三", "zhangsan"),
        ("张三", "zhang s"),
        ("张三", "zs"),
        ("张三", "张"),
        ("欧阳修远", "阳修"),
        ("赵㼆", "赵㼆"),
        ("赵㼆", "㼆"[:1] + " 赵"),
        ("钱𬍛", "钱𬍛"),
        ("艾合买提江·吐尔逊", "艾合买提江·吐尔逊"),
        ("艾合买提江·吐尔逊", "艾合买提江•吐尔逊"),
        ("艾合买提江·吐尔逊", "艾合买提江．吐尔逊"),
        ("艾合买提江·吐尔逊", "艾合买提江吐尔逊"),
        ("艾合买提江·吐尔逊", "吐尔逊 艾合"),
        ("王\u200b五", "王五"),
        ("王 五", "王五"),
        ("ＡＢＣ有限公司", "abc有限"),
        ("Müller Hans", "müller"),
        ("单雄信", "shanxiong"),
        ("单雄信", "danxiong"),
    ],
)
def test_names_are_found(sessions: Sessions, name: str, query: str) -> None:
    with sessions.begin() as session:
        wanted = add_request(session, ["李四", name] if len(query) > 1 else [name])
        add_request(session, ["孙六"])
        assert search_ids(session, query) == [wanted.id]
        assert list(session.scalars(matching_ids(session, query))) == [wanted.id]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("征地", True),
        ("征地补偿", True),
        ("补偿标准", False),  # "补偿，标准" is not one phrase
        ("补偿，标准", True),
        ("征偿", False),
        ("标准 征地", True),
        ("标准 房屋", False),
        ("第3号令", True),
        ("3号令", True),
        ("第4号令", False),
        ("gb9704", True),
        ("9704", True),
        ("GB/T 97", True),
        ("2026", True),
        ("12", True),  # without the leading zeros of the registration number
        ("0012", True),
        ("依申请", True),
        ("标准。另", True),
        ("末尾字", True),
        ("尾字啊", False),
        ("代理人甲", True),
    ],
)
def test_words_are_found_exactly(sessions: Sessions, query: str, found: bool) -> None:
    text = "公开征地补偿，标准。\n另按第3号令和GB/T 9704、gb9704，\r\n末 尾\n字"
    with sessions.begin() as session:
        request = add_request(session, number="临依申请〔2026〕0012号", title="征收", text=text, agent="代理人甲")
        assert search_ids(session, query) == ([request.id] if found else [])


@pytest.mark.parametrize(
    "query",
    ['"', '""', "'", "';--", "*", "^", "a*", "征地*", "征地 OR 房屋", "NEAR(征地 房屋)", "征地 AND", "NOT 征地",
     "grams:征地", "-征地", "(", ")", "{", "征地)", "a:b", "\\", "%", "_", "\x00", "\ud800", "征\x00地", "😀", " ", "",
     "·", "&", "|",
     "<->", "征地:*", "!征地", "'征地' | '房屋'", "征" * 5_000, "a" * 5_000, "\u202e征地", "﷽", "ﬀ", "İ"],
)  # fmt: skip
def test_whatever_is_typed_is_safe(sessions: Sessions, query: str) -> None:
    with sessions.begin() as session:
        request = add_request(session)
        assert set(search_ids(session, query)) <= {request.id}
        assert set(session.scalars(matching_ids(session, query))) == set(search_ids(session, query))


def test_operators_are_plain_words(sessions: Sessions) -> None:
    with sessions.begin() as session:
        add_request(session)
        for query in ("征地 OR 房屋", "NOT 房屋", "NEAR(征地 房屋)"):
            assert search_ids(session, query) == []
        assert len(search_ids(session, '"征地"*')) == 1


def test_whole_identity_and_telephone_numbers(sessions: Sessions) -> None:
    with sessions.begin() as session:
        request = add_request(session, identity="99010119850101123x", phone="199 0000 1234")
        add_request(session, ["孙六"], identity="990101198501011240")
        for query in (
            "99010119850101123X",
            "９９０１０１１９８５０１０１１２３Ｘ",
            "990101 19850101 123x",
            "19900001234",
        ):
            assert search_ids(session, query) == [request.id]
        assert search_ids(session, "9901011985010112") == []


def test_newest_first_in_pages(sessions: Sessions) -> None:
    with sessions.begin() as session:
        ids = [add_request(session).id for _ in range(7)][::-1]
        assert search_ids(session, "征地", limit=3) == ids[:3]
        assert search_ids(session, "征地", limit=3, offset=3) == ids[3:6]
        assert search_ids(session, "张", limit=3, offset=6) == ids[6:]


def test_a_rare_word_among_old_requests_is_found(sessions: Sessions) -> None:
    with sessions.begin() as session:
        old = [add_request(session, title="房屋征收").id for _ in range(3)]
        new = [add_request(session).id for _ in range(45)]
        assert search_ids(session, "房屋", limit=1) == [old[2]]
        assert search_ids(session, "房屋", limit=1, offset=1) == [old[1]]
        assert search_ids(session, "征地", limit=2) == [new[-1], new[-2]]


def test_joint_applicants_give_a_request_once(sessions: Sessions) -> None:
    with sessions.begin() as session:
        request = add_request(session, ["张三", "张四", "张五"])
        assert search_ids(session, "张") == [request.id]


def test_the_index_follows_changes(sessions: Sessions) -> None:
    with sessions.begin() as session:
        request = add_request(session)
        request.title, request.text = "道路规划", "道路规划图。"
        index_request(session, request.id)
        assert search_ids(session, "征地") == []
        assert search_ids(session, "规划") == [request.id]
        index_request(session, request.id)
        assert search_ids(session, "规划") == [request.id]


def test_a_rolled_back_change_leaves_the_index(sessions: Sessions) -> None:
    with sessions.begin() as session:
        kept = add_request(session).id
    with sessions() as session:
        request = session.get_one(Request, kept)
        request.title = request.text = "道路规划"
        index_request(session, kept)
        session.rollback()
    with sessions() as session:
        assert search_ids(session, "征地") == [kept]
        assert search_ids(session, "规划") == []


def test_rebuilding_gives_the_same_answers(sessions: Sessions) -> None:
    with sessions.begin() as session:
        ids = [add_request(session, [name]).id for name in ("张三", "赵㼆", "钱𬍛")]
        assert rebuild_search_index(session) == 3
        assert search_ids(session, "征地") == ids[::-1]
        assert search_ids(session, "钱𬍛") == ids[2:]


def test_very_long_text(sessions: Sessions) -> None:
    text = "".join(chr(0x4E00 + number * 7 % 20_000) for number in range(40_000)) + "a" * 9_000
    with sessions.begin() as session:
        request = add_request(session, text=text)
        assert search_ids(session, text[100:140]) == [request.id]


def test_the_index_holds_no_identity_number(sessions: Sessions) -> None:
    with sessions.begin() as session:
        add_request(session, identity="990101198501011234", phone="19900001234")
        assert session.scalars(select(Applicant.identity_key)).one() == "990101198501011234"
        assert search_ids(session, "99010119850101") == []
