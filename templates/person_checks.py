"""The checks of who signs, who is addressed and whose data stand in the letter (C34, C49–C53, C58, C64, X07, X12)."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from templates.check_facts import FileFacts, SeriesFact
from templates.context_base import RequestLetter
from templates.contexts import ConsultationContext
from templates.course_rules import CarrierFault, carrier_fault
from templates.findings import Case, Finding, Level, bare, finding, holds
from templates.numbers import NumberParts, normalise_number, parse_number
from templates.preview import BlockKind
from templates.reply_contexts import ReplyLetter
from templates.wording import chinese_date

__all__ = ["check_people"]


def check_people(case: Case) -> Iterator[Finding]:
    """What is wrong with number, signer, addressee and personal data of a letter."""
    yield from _excerpt(case)
    yield from _number(case)
    yield from _signer(case)
    yield from _addressee(case)
    yield from _private(case)
    yield from _you(case)
    yield from _contact(case)
    if case.file is not None:
        yield from _sent(case, case.file)
        yield from _inside(case, case.file)


def _excerpt(case: Case) -> Iterator[Finding]:
    letter, registered = case.letter, case.basis.registered_text
    if isinstance(letter, ConsultationContext) and not holds(case.words_of(BlockKind.EXCERPT), letter.information):
        yield finding("C34", "征求意见的文书没有写拟公开的信息")
    if isinstance(letter, RequestLetter):
        if registered and bare(letter.request_text) not in bare(registered):
            yield finding("C34", "摘录的申请内容与登记的不一致", "request_text")
        if not holds(case.text, letter.request_text):
            yield finding("C34", "文书没有摘录申请原文", "request_text")


# ---------------------------------------------------------------------------------------------------- number


def _number(case: Case) -> Iterator[Finding]:
    written = case.letter.number
    if isinstance(case.letter, RequestLetter) and written == case.letter.registration_number:
        return  # a receipt carries the registration number only
    series = case.file.series if case.file is not None else None
    if case.file is not None and case.file.pending:
        yield from _series(case, series, None)
        return
    parts = parse_number(written)
    if parts is None:
        yield finding("C50", "还没有取得文号，或者文号格式不对", written)
        return
    if parts.year != case.letter.signed_on.year:
        yield finding("C50", f"文号年份{parts.year}与成文年份{case.letter.signed_on.year}不同", written)
    if normalise_number(written) != written:
        yield finding("C50", "文号年份用六角括号〔〕，不加空格", written, Level.WARN)
    # A form behind the letter may repeat the number.
    kinds = [one.kind for one in case.blocks]
    last = kinds.index(BlockKind.CONTACT) + 1 if BlockKind.CONTACT in kinds else len(kinds)
    if not holds("\n".join(one.text for one in case.blocks[:last]), written):
        yield finding("C50", "文书没有写明文号", written)
    yield from _series(case, series, parts)


def _series(case: Case, series: SeriesFact | None, parts: NumberParts | None) -> Iterator[Finding]:
    if series is None:
        return
    signed, written = case.letter.signed_on, case.letter.number
    if series.missing:
        first = "、".join(str(one) for one in series.missing[:3])
        yield finding("C50", f"本年文号中断：缺第{first}号", level=Level.WARN)
    if parts is None:
        later = _latest(series)
        if later is not None and later[1] > signed:
            told = f"已有文号{later[0]}的成文日期{chinese_date(later[1])}晚于本文书"
            yield finding("C50", told, chinese_date(signed), Level.WARN)
        return
    if series.code and parts.code != series.code:
        yield finding("C50", f"文号的代字应当是“{series.code}”", written)
    for number, dated in series.others:
        other = parse_number(number)
        if number == written or (other is not None and other == parts):
            yield finding("C50", f"文号{number}已经用过", written)
        elif other is not None and other.year == parts.year and (other.seq - parts.seq) * _ahead(dated, signed) < 0:
            yield finding("C50", f"文号与成文日期的先后和{number}不一致", written, Level.WARN)


def _latest(series: SeriesFact) -> tuple[str, date] | None:
    return max(series.others, key=lambda one: one[1], default=None)


def _ahead(one: date, other: date) -> int:
    return (one > other) - (one < other)


# ---------------------------------------------------------------------------------------------------- signer

_INTERNAL: Final = re.compile(r"(?:科|股|处|室|窗口|中心|组|大队|办公室|服务台)$")
_GOVERNMENT: Final = re.compile(r"人民政府$")


def _signer(case: Case) -> Iterator[Finding]:
    file, signer = case.file, case.letter.signer.strip()
    if not holds(case.words_of(BlockKind.SIGNATURE), signer):
        yield finding("C51", "文书没有署名", signer)
    if file is None or not file.agency:
        return
    if signer == file.agency or _office_of_government(signer, file.agency):
        return
    if _INTERNAL.search(signer):
        yield finding("C51", f"署名“{signer}”是内设机构，应当由{file.agency}署名", signer)
    elif signer not in file.signers:
        yield finding("C51", f"署名“{signer}”不是受理机关{file.agency}", signer)
    mark = case.first_of(BlockKind.MARK)
    if mark and not holds(mark, file.agency) and not any(holds(mark, one) for one in (signer, *file.signers)):
        yield finding("C51", f"发文机关标志不是{file.agency}", mark)


def _office_of_government(signer: str, agency: str) -> bool:
    """A government may sign through its office; the government answers for it all the same."""
    return bool(_GOVERNMENT.search(agency)) and signer in (f"{agency}办公室", f"{agency}办公厅")


# ---------------------------------------------------------------------------------------------------- addressee


def _addressee(case: Case) -> Iterator[Finding]:
    letter = case.letter
    if not holds(case.text, letter.addressee):
        yield finding("C52", "文书没有写收件人", letter.addressee)
    name = case.basis.registered_name
    if isinstance(letter, RequestLetter) and name and bare(name) != bare(letter.addressee):
        yield finding("C52", f"收件人与登记的“{name}”不一致", letter.addressee)
    line = case.first_of(BlockKind.ADDRESSEE)
    if line and bare(line).rstrip("：:") != bare(letter.addressee):
        yield finding("C52", "主送与收件人不一致", line)
    if case.file is None or not isinstance(letter, RequestLetter):
        return
    for agent in case.file.agents:
        if not agent.has_mandate:
            yield finding("C52", f"代理人{agent.name}没有授权委托书，请补收后加入附件")
    sent = case.file.sent
    if sent is not None and sent.post and not sent.address_known:
        yield finding("C52", "登记没有收件地址，不能邮寄", level=Level.WARN)


_YOU: Final = re.compile(r"你单位|贵单位|你方|您单位|您|你(?!单位|方|们)")


def _you(case: Case) -> Iterator[Finding]:
    """你 for persons, 你单位 for organisations, and nothing else."""
    letter = case.letter
    wanted = letter.you
    registered = case.file.organisation if case.file is not None and isinstance(letter, RequestLetter) else None
    if registered is not None:
        wanted = "你单位" if registered else "你"
    for found in _YOU.finditer(case.own_words):
        if found[0] != wanted:
            yield finding("X07", f"对收件人称“{wanted}”，不写“{found[0]}”", found[0])
            return


def _contact(case: Case) -> Iterator[Finding]:
    letter, file = case.letter, case.file
    if not holds(case.text, letter.contact_phone):
        yield finding("X12", "文书没有写联系电话", letter.contact_phone)
    if not holds(case.text, letter.contact_person):
        yield finding("X12", "文书没有写联系人", letter.contact_person)
    if file is not None and file.contact_phone and file.contact_phone != letter.contact_phone:
        yield finding("X12", f"联系电话应当是{file.contact_phone}", letter.contact_phone)


# ---------------------------------------------------------------------------------------------------- personal data

# Eighteen figures with a plausible birth date, and mobile numbers; figures inside longer ones do not count.
_IDENTITY: Final = re.compile(r"(?<!\d)\d{6}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx](?!\d)")
_MOBILE: Final = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")


def _private(case: Case) -> Iterator[Finding]:
    for word in case.basis.private:
        if word.strip() and holds(case.text, word):
            yield finding("C53", "文书中出现不应写入的个人信息", word)
    for pattern, label in ((_IDENTITY, "身份证号"), (_MOBILE, "手机号")):
        for found in pattern.finditer(case.text):
            if found[0] != case.letter.contact_phone:
                yield finding("C53", f"文书中出现{label}", found[0])
    for name in case.file.other_applicants if case.file is not None else ():
        if holds(case.own_words, name) and not holds(case.letter.addressee, name):
            whose = "其他申请人" if isinstance(case.letter, RequestLetter) else "申请人"
            yield finding("C53", f"文书中出现{whose}“{name}”", name, Level.WARN)


# ---------------------------------------------------------------------------------------------------- inside the house


def _sent(case: Case, file: FileFacts) -> Iterator[Finding]:
    """By the postal enterprise, and never at the receiver's cost (邮政法第五十五条)."""
    carrier = file.sent.carrier if file.sent is not None else ""
    if file.sent is not None and file.sent.post and carrier:
        fault = carrier_fault(carrier)
        if fault is CarrierFault.CASH_ON_DELIVERY:
            yield finding("C49", "不得以到付方式寄送", carrier)
        elif fault is CarrierFault.NOT_POSTAL:
            yield finding("C49", f"“{carrier}”不是邮政企业", carrier)
    for words in ("到付", "快递到付"):
        if words in case.own_words and not re.search(f"不[^。]{{0,6}}{words}", case.own_words):
            yield finding("C49", "文书中不能写到付", words)
            return


def _inside(case: Case, file: FileFacts) -> Iterator[Finding]:
    if file.approver and bare(file.approver) == bare(file.drafter):
        yield finding("C58", f"拟稿人和审批人都是{file.drafter}")
    if isinstance(case.letter, ReplyLetter):
        if not file.applicant_type:
            yield finding("C64", "没有登记申请人类型")
        if not file.annual_row:
            yield finding("C64", "处理结果没有对应年报的栏目")
