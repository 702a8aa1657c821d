"""What stands on a form or in a letter without a label: told by its shape, and taken only where the shape is plain."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from templates.form_labels import organisation_kind, says
from templates.form_parts import Found
from templates.form_results import Certainty
from templates.form_shapes import is_address, is_person_name, is_postcode, shapes_in
from templates.form_sheet import FormLine
from templates.form_ticks import EMPTY, SIGNS, plain_ticks
from templates.form_values import address_value, name_value, number_value, written_day

if TYPE_CHECKING:
    from templates.form_fields import Decider

__all__ = ["letter_fields", "take_overleaf"]

_TITLE: Final = re.compile(r"(?:关于)?.{0,24}(?:信息)?公开.{0,6}申请(?:表|书|函)?|.{0,20}申请(?:表|书)")
_GREETING: Final = re.compile(
    r".{0,24}(?:局|政府|办公室|委员会|厅|部门|机关|中心|领导|同志|队|院|站)[:：]|(?:尊敬的|致)[^。]{0,30}[:：]?"
)
_CLOSING: Final = re.compile(
    r"(?:特此申请|此致|敬礼|谢谢|望(?:予)?批准|请予(?:以)?(?:公开|答复))[，,。.！!]*(?:此致)?[。！!]?"
)
_NEEDS_HELP: Final = re.compile("阅读困难|视听障碍|视力障碍|听力障碍|无障碍")
_ASKS_MORE: Final = re.compile(
    "(?:另外|此外|还请|还要|还需|补充).{0,12}(?:公开|提供|申请)|^\\s*申请公开(?!政府信息|信息)"
)
_GOES_ON: Final = re.compile("(?:见|接|转|续|附).{0,4}(?:附页|另页|下页|背面|后页|续页|附件|附纸|另纸)")
_WISHES: Final = (
    ("form_of_info", re.compile("纸质|复印件|电子版|电子文档|扫描件")),
    ("delivery_method", re.compile("邮寄|当面领取|自行领取|自取|电子邮件|电子邮箱|传真")),
)
_ASKS: Final = re.compile("申请|公开|请|提供|查询|获取")
_SAYS_MORE: Final = 30
_FOOT: Final = 5  # lines at the end in which name and date stand


def letter_fields(decider: "Decider", free: Sequence[FormLine], has_tables: bool) -> None:
    """Fields from lines without labels.

    Args:
        decider: takes and offers.
        free: the lines.
        has_tables: whether the source is a form with tables: its other lines are headings and explanations then.
    """
    for answer in decider.found.maybe:
        if answer.key == "address" and is_address(address_value(answer.value)):
            decider.offer("address", (address_value(answer.value),), answer.source, "写在申请内容里，不一定是申请人的")
    lines = [one for one in free if one.text.strip() and not _help_box(decider, one)]
    if has_tables:
        _beside_tables(decider, lines)
        return
    body: list[FormLine] = []
    contact: list[FormLine] = []
    foot = _foot(decider, lines)
    for one in lines:
        if one in foot or _is_frame(one.text):
            continue
        (contact if _is_contact(one.text) else body).append(one)
    _by_shape(decider, contact, plain=True)
    said = {one.value for one in (*decider.taken.values(), *decider.offered)}
    # Nothing is dropped because it looks like a contact.
    body += [one for one in contact if not any(value in _plain(one.text) for value in said)]
    body.sort(key=lambda one: one.number)
    _by_shape(decider, body, plain=False)
    _wishes(decider, body)
    _first_name(decider, lines, contact, body)
    if body and "description" not in decider.taken:
        text = "\n".join(one.text.strip(" 　\t") for one in body)
        decider.take("description", (text,), body[0].place, Certainty.MEDIUM, "没有标签，正文整段读入")
    else:
        decider.leave_out([(one.text, one.place) for one in body if not says("headings", one.text)])
    if not decider.kind and "applicant_name" in decider.taken:
        decider.kind = "natural_person"


def take_overleaf(found: Found, description: str) -> None:
    """Lines on further pages belong to the request where it says so, though no heading calls them an annex."""
    if not _GOES_ON.search(description):
        return
    found.annex = [one for one in found.free if one.page > 1 and not one.where]
    found.free = [one for one in found.free if one not in found.annex]


def _help_box(decider: "Decider", line: FormLine) -> bool:
    """Whether a line is the box of those who need help with reading; a tick in it is taken."""
    plain = plain_ticks(line.text).strip()
    if plain[:1] not in tuple(SIGNS) or not _NEEDS_HELP.search(plain):
        return False
    if plain[0] != EMPTY:
        decider.take("accessibility", ("是",), line.place, Certainty.HIGH)
    return True


def _beside_tables(decider: "Decider", lines: Sequence[FormLine]) -> None:
    for one in lines:
        day = written_day(one.text)
        if day is not None and "".join(day.words.split()) == "".join(one.text.split()):
            if day.day is not None and not day.doubtful:
                decider.take("applied_date", (day.day.isoformat(),), one.place, Certainty.HIGH)
            elif day.missing and "applied_date" not in decider.taken:
                decider.warnings.append(f"申请日期缺{day.missing}")
        elif (one.page > 1 and len(one.text.strip()) > 6 and not one.where) or _ASKS_MORE.search(one.text):
            decider.leave_out([(one.text, one.place)])


def _plain(text: str) -> str:
    return address_value(number_value(text))


def _is_frame(text: str) -> bool:
    """Title, salutation and closing words are no part of what is asked for."""
    plain = "".join(text.split())
    return bool(_TITLE.fullmatch(plain) or _GREETING.fullmatch(plain) or _CLOSING.fullmatch(plain))


def _is_contact(text: str) -> bool:
    """A short line that holds a number or an address and asks for nothing."""
    plain = text.strip()
    if _ASKS.search(plain):
        return False
    shapes = [value for values in shapes_in(number_value(plain)).values() for value in values]
    rest = len(plain) - sum(len(one) for one in shapes)
    return (bool(shapes) and rest <= _SAYS_MORE) or is_address(plain) or is_postcode(number_value(plain))


def _foot(decider: "Decider", lines: Sequence[FormLine]) -> list[FormLine]:
    """The lines at the end with name and date."""
    for at in range(len(lines) - 1, max(-1, len(lines) - 1 - _FOOT), -1):
        day = written_day(lines[at].text)
        bare = "".join(lines[at].text.split())
        if day is None or "".join(day.words.split()) != bare:
            continue
        if day.day is not None and not day.doubtful:
            decider.take("applied_date", (day.day.isoformat(),), lines[at].place, Certainty.HIGH)
        elif day.missing:
            decider.warnings.append(f"申请日期缺{day.missing}")
        return [lines[at], *_signer(decider, lines[at - 1] if at else None)]
    return []


def _signer(decider: "Decider", line: FormLine | None) -> list[FormLine]:
    name = "" if line is None else name_value(line.text)
    if line is None or not (is_person_name(name) or organisation_kind(name)) or _is_frame(line.text):
        return []
    field = "org_name" if organisation_kind(name) else "applicant_name"
    if decider.kind in ("", "organisation" if field == "org_name" else "natural_person"):
        decider.take("signature", (name,), line.place, Certainty.MEDIUM, "按落款位置推测")
        if "applicant_name" not in decider.taken and "org_name" not in decider.taken:
            decider.take(field, (name,), line.place, Certainty.MEDIUM, "按落款推测")
            decider.kind = decider.kind or ("organisation" if field == "org_name" else "natural_person")
    return [line]


def _by_shape(decider: "Decider", lines: Sequence[FormLine], *, plain: bool) -> None:
    """Numbers and addresses: taken from a line of their own, offered from a sentence."""
    found: dict[str, list[tuple[str, FormLine]]] = {}
    for one in lines:
        for kind, values in shapes_in(number_value(one.text)).items():
            found.setdefault(kind, []).extend((value, one) for value in values)
        if plain and is_address(one.text.strip()):
            found.setdefault("address", []).append((address_value(one.text), one))
    for kind, places in found.items():
        if kind in decider.taken:
            continue
        alone = plain and len({value for value, _ in places}) == 1
        for value, line in places:
            if alone:
                decider.take(kind, (value,), line.place, Certainty.MEDIUM, "没有标签，按样子推测")
            else:
                why = "文字中提到，不一定是申请人的" if not plain else "有几个，请选用"
                decider.offer(kind, (value,), line.place, why)


def _wishes(decider: "Decider", body: Sequence[FormLine]) -> None:
    """Form and way that a letter asks for in a sentence."""
    for line in body:
        for name, pattern in _WISHES:
            if name not in decider.taken:
                found = dict.fromkeys(pattern.findall(line.text))
                decider.offer(name, tuple(found), line.place, "文中提到，请核对")


def _first_name(
    decider: "Decider", lines: Sequence[FormLine], contact: Sequence[FormLine], body: list[FormLine]
) -> None:
    """A name on a line of its own right before or in front of contact lines."""
    beside, own = frozenset(contact), frozenset(body)
    for one, following in pairwise(lines):
        name = name_value(one.text)
        if following in beside and one in own and is_person_name(name):
            if "applicant_name" not in decider.taken and "org_name" not in decider.taken:
                decider.take("applicant_name", (name,), one.place, Certainty.MEDIUM, "没有标签，按位置推测")
            body.remove(one)
            return
