"""The questions of the first start, in order, and the answers kept between two starts."""

import logging
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import tomli_w

from casework.drafts import AgencyDraft

__all__ = ["QUESTIONS", "Answers", "Question", "agency_draft", "proposal"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One step.

    Args:
        title: the question.
        fields: keys of the answers asked here.
        required: those that may not stay empty.
        note: why it is asked; one sentence.
    """

    title: str
    fields: tuple[str, ...]
    required: tuple[str, ...] = ()
    note: str = ""


QUESTIONS = (
    Question(
        title="本机关叫什么",
        fields=("name", "short_mark", "registration_mark"),
        required=("name", "short_mark", "registration_mark"),
        note="名称写入每份文书；代字组成文号和登记号，以后仍可修改，已发文书不变。",
    ),
    Question(
        title="本机关属于哪一类",
        fields=("body_kind", "parent_government"),
        required=("body_kind",),
        note="类别决定谁受理对本机关的行政复议。",
    ),
    Question(
        title="对本机关的答复不服，向谁申请行政复议",
        fields=("reconsideration_body",),
        required=("reconsideration_body",),
        note="写入答复文书的救济告知，请用受理机关全称。",
    ),
    Question(
        title="由哪个人民法院管辖",
        fields=("court_name",),
        required=("court_name",),
        note="写入答复文书的救济告知，请用法院全称。",
    ),
    Question(title="有没有网上申请复议的地址", fields=("reconsideration_website",), note="没有可直接进入下一步。"),
    Question(title="文书落款用什么名称", fields=("signer_name",), note="不填时用机关名称。"),
    Question(
        title="申请人怎样联系本机关",
        fields=("contact_person", "contact_phone", "contact_address", "postcode"),
        required=("contact_phone",),
        note="写入补正告知和答复；电话须填写，其余可以以后再补。",
    ),
    Question(
        title="谁在使用",
        fields=("person", "person_role", "review_mode"),
        required=("person", "review_mode"),
        note="姓名写入每条记录；其他人员以后在“设置”的“人员与岗位”里加。两人以上的，拟稿人不能审核、批准自己的文书。",
    ),
    Question(
        title="数据放在哪里",
        fields=("database",),
        required=("database",),
        note="一个文件，便于备份。只能放在本机磁盘，不能放在网络共享上。",
    ),
    Question(
        title="从空白开始，还是带示例",
        fields=("sample",),
        required=("sample",),
        note="示例为虚构的办件，用来熟悉操作；正式办理请从空白开始。",
    ),
)


@dataclass(slots=True)
class Answers:
    """What was answered so far; kept in a file after every change, so that nothing typed is lost.

    Args:
        file: where the answers lie until the database exists.
    """

    file: Path
    values: dict[str, str] = field(default_factory=dict)
    step: int = 0

    @classmethod
    def load(cls, file: Path, defaults: Mapping[str, str]) -> "Answers":
        """The answers of an unfinished first start, or the defaults."""
        answers = cls(file, dict(defaults))
        if not file.exists():
            return answers
        try:
            kept = tomllib.loads(file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            _log.warning("Kept answers are unreadable: %s", type(error).__name__)
            return answers
        values = kept.get("values", {})
        answers.values.update({str(key): str(value) for key, value in values.items()})
        answers.step = min(max(0, int(kept.get("step", 0))), len(QUESTIONS) - 1)
        return answers

    def keep(self) -> None:
        """Write the answers down."""
        self.file.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.file.with_suffix(".new")
        fresh.write_text(tomli_w.dumps({"step": self.step, "values": self.values}), encoding="utf-8")
        fresh.replace(self.file)

    def forget(self) -> None:
        """The database exists: the answers live there now."""
        self.file.unlink(missing_ok=True)


def agency_draft(values: Mapping[str, str]) -> AgencyDraft:
    """The profile from the answers."""
    names = AgencyDraft.__dataclass_fields__
    return AgencyDraft(**{name: values.get(name, "").strip() for name in names if name in values})


def proposal(key: str, values: Mapping[str, str]) -> str:
    """What a field most likely holds, from earlier answers; "" when nothing is likely.

    Reconsideration against a department goes to the government of its level (行政复议法第二十四条).
    """
    if key == "reconsideration_body" and values.get("body_kind") == "department":
        return values.get("parent_government", "")
    if key == "signer_name" and values.get("body_kind") != "government_office":
        return values.get("name", "")
    return ""
