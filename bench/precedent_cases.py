"""Labelled pairs for the ranking of precedents, and a database of earlier requests to find the right ones in.

Only for measuring: the rows are written in bulk past the acts. Equal numbers give equal databases.
"""

import json
import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, Final

from sqlalchemy import insert

from bench.many_cases import NOW, TODAY
from casework.demo import sample_agency
from casework.office import Office, create_office
from law.terms import Channel, RequestStatus
from models import Request, Submission
from models.search_index import index_requests

__all__ = ["Earlier", "Pair", "earlier_requests", "make_precedents", "pairs"]

_HERE: Final = Path(__file__).parent
_SAMPLES: Final = _HERE.parent / "tests" / "data" / "samples" / "requests.json"
_BATCH: Final = 5_000
_AT: Final = datetime(2025, 1, 6, 1, 30, tzinfo=UTC)

# The places of the samples and others of their kind, so that most distractors share something with a pair.
_PLACES: Final = (
    "白石村", "青石渡镇白石村三组", "下洄村", "桂花村", "三岔河村", "沙湾村", "白鹭湾镇沙湾村", "杨树垭村", "铁炉村",
    "老鸦坪村", "桐林乡", "红枫镇", "石磨镇", "白鹭湾镇", "望江街道", "古渡街道", "柳荫街道", "望江新城",
    "棉纺厂家属院", "翠屏花园", "滨江壹号院", "古渡码头片区", "临江大道东延段", "青石渡产业园二期", "学府路", "文昌巷",
    "滨河路",
    "人民路", "县人民医院新院区", "白鹭湾湿地公园", "桐林水库", "鑫岭建材", "汇泽置业", "全县", "县城", "云台村",
    "黄泥坡村", "莲花池村", "大坪村", "石桥村", "新塘社区", "东门社区", "纺织路", "凤凰山庄", "锦绣家园", "城南工业园",
)  # fmt: skip
# Each kind of document and how it is written: a distractor of a pair's own place and kind would be a right answer.
_KINDS: Final = (
    ("征地批复", "征收土地批准文件", "征地批文", "土地批文"), ("征地补偿安置方案", "补偿安置协议", "征收补偿方案"),
    ("房屋征收决定", "拆迁补偿"), ("征收土地预公告", "征收公告", "征地预公告"), ("土地现状调查", "现状调查"),
    ("社会稳定风险评估", "稳评"), ("征地补偿费", "补偿款", "补偿费"), ("建设工程规划许可证", "工规证"),
    ("总平面图",), ("规划核实",), ("建设用地规划许可证",), ("用地预审与选址意见书", "选址意见书"), ("规划条件",),
    ("规划红线图", "红线"), ("控制性详细规划", "控规"), ("国土空间总体规划", "村庄规划"), ("环境影响评价", "环评"),
    ("低保对象名单", "低保"), ("高龄补贴",), ("残疾人补贴", "残疾人"), ("宅基地审批材料", "宅基地"),
    ("违法占地查处案卷", "违法占"), ("采矿权审批登记材料", "采矿权"), ("矿山地质环境保护方案", "土地复垦"),
    ("耕地占补平衡方案", "补充耕地"), ("承包地确权登记档案", "确权登记"), ("集体土地所有权证", "所有权证"),
    ("国有建设用地使用权出让合同", "出让合同"), ("土地成交价", "成交价"), ("不动产登记信息", "房产"),
    ("1:10000地形图", "地形图"), ("人口普查登记表", "普查"), ("公益林落界成果", "公益林"),
    ("饮用水水源保护区方案", "水源"),
    ("水库调度记录", "泄洪"), ("农村公路养护资金", "养护"), ("学区划分方案", "学区"), ("加油站布点", "加油站"),
    ("专题会议纪要", "会议纪要"), ("土地整治项目资金拨付凭证", "拨付凭证"), ("设施农业用地备案表", "设施农业"),
    ("城乡建设用地增减挂钩批复", "增减挂钩"), ("加装电梯审查意见", "加装电梯"), ("停车位规划", "停车位"),
    ("土地利用现状图", "利用现状图"), ("供水管网图", "供水"), ("移民安置规划", "移民"),
    ("城市更新单元规划", "更新单元"),
    ("历史建筑保护图则", "历史建筑"), ("信访登记台账", "信访"), ("建筑施工许可证", "施工许可"),
    ("物业收费备案", "物业收费"),
)  # fmt: skip
_FRAMES: Final = (
    "申请公开{place}{year}年{kind}，纸质件一份。",
    "根据条例第二十七条，请求获取{place}的{kind}（{year}年以来），请邮寄并加盖公章。",
    "我是{place}的，想了解{kind}，请提供{year}年的复印件，谢谢。",
    "请公开{place}{kind}及附件附图，{year}年形成的。如不存在请书面说明检索过程。",
    "因诉讼需要，申请{place}{year}年度{kind}全文，电子版发邮箱。",
)


@dataclass(frozen=True, slots=True)
class Earlier:
    """A request that was answered earlier, named by its sample."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A new request and the names of the earlier ones that are right for it; ``half`` is tune or held."""

    right: tuple[str, ...]
    half: str
    title: str
    text: str


def _data() -> dict[str, Any]:
    return tomllib.loads((_HERE / "precedent_cases.toml").read_text(encoding="utf-8"))


def pairs(half: str) -> tuple[Pair, ...]:
    """The labelled pairs of one half, tune or held."""
    return tuple(
        Pair(tuple(one["right"]), one["half"], one["title"], one["text"])
        for one in _data()["pair"]
        if one["half"] == half
    )


def earlier_requests() -> tuple[Earlier, ...]:
    """All sample requests and what the pairs add to them."""
    samples = json.loads(_SAMPLES.read_text(encoding="utf-8"))["requests"]
    whole = [Earlier(one["id"], one["request"]["title"], one["request"]["text"]) for one in samples]
    return (*whole, *(Earlier(one["id"], one["title"], one["text"]) for one in _data()["earlier"]))


def make_precedents(path: Path | str, number: int) -> tuple[Office, dict[str, int]]:
    """Make a database of the samples among ``number`` generated requests; the ids of the samples by their names.

    Args:
        path: a file that does not exist, or the URL of an empty database.
        number: how many generated requests; the samples lie scattered among them.
    """
    office = create_office(path, sample_agency(), now=NOW, actor="王敏", today=TODAY)
    samples = earlier_requests()
    every = max(number // len(samples), 1)
    ids = {one.id: 1 + place * every for place, one in enumerate(samples)}
    by_id = {ids[one.id]: one for one in samples}
    others = _distractors(samples)
    waiting = (by_id.get(at) or next(others) for at in range(1, number + len(samples) + 1))
    numbered = enumerate(waiting, start=1)
    while batch := list(islice(numbered, _BATCH)):
        with office.writing() as session:
            session.connection().execute(insert(Submission), [_submission(at) for at, _ in batch])
            session.connection().execute(insert(Request), [_request(at, one) for at, one in batch])
            index_requests(session, [at for at, _ in batch])
    return office, ids


def _distractors(samples: tuple[Earlier, ...]) -> Iterator[Earlier]:
    chance = random.Random(20261125)  # a bench needs chance that repeats
    wholes = [one.title + one.text for one in samples]
    allowed = [(place, kind) for place in _PLACES for kind in _KINDS if not _is_answer(place, kind, wholes)]
    while True:
        place, kind = chance.choice(allowed)
        name, year = chance.choice(kind[:1] * 3 + kind), chance.randint(2008, 2025)
        yield Earlier("", place + name, chance.choice(_FRAMES).format(place=place, kind=name, year=year))


def _is_answer(place: str, kind: tuple[str, ...], wholes: list[str]) -> bool:
    core = place[-3:]
    return any(core in whole and any(word in whole for word in kind) for whole in wholes)


def _submission(at: int) -> dict[str, Any]:
    return {
        "id": at,
        "number": f"依申〔2025〕{at}号",
        "channel": Channel.WEB,
        "dates": {},
        "received_on": _AT.date(),
        "accessibility_help": False,
        "access_forms": ["paper"],
        "registered_at": _AT,
        "registered_by": "王敏",
    }


def _request(at: int, one: Earlier) -> dict[str, Any]:
    return {
        "id": at,
        "submission_id": at,
        "item_no": 1,
        "registration_number": f"依申〔2025〕{at}号",
        "kind": "disclosure",
        "title": one.title[:200].replace("\x00", ""),
        "text": one.text.replace("\x00", ""),
        "details": {},
        "applicant_label": "周长根",
        "applicant_sort": "周长根",
        "created_at": _AT,
        "version_id": 1,
        "status": RequestStatus.CLOSED,
    }
