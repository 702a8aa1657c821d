"""读取申请表: a filled form or pasted words become a proposal for registration, each value with where it came from.

Nothing is registered here. What a valid request lacks is told by the checks of the registration itself
(``casework.intake_checks``); this room tells only what the form says, leaves open or does not let be read.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from casework.drafts import AgentDraft, ApplicantDraft, AttachmentDraft, ReceiptDates, RegistrationDraft
from casework.form_items import form_items
from casework.form_views import FormProposal, FormValueView
from casework.pasted_form import pasted_sheet
from casework.refusals import refused
from law.terms import AccessForm, ApplicantType, DeliveryMethod, IdentityKind
from templates.form_fields import read_fields
from templates.form_labels import fold, option_of
from templates.form_reading import read_docx
from templates.form_results import FormReading, ReadField
from templates.form_sheet import FormSheet, UnreadableFormError

__all__ = ["PASTED", "read_form", "read_pasted"]

PASTED: Final = "粘贴的文字"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Field of the form: field of the draft (empty: told only), and what it is called.
_FIELDS: Final[dict[str, tuple[str, str]]] = {
    "applicant_name": ("applicant.name", "姓名"),
    "work_unit": ("applicant.work_unit", "工作单位"),
    "id_type": ("applicant.identity_kind", "证件种类"),
    "id_number": ("applicant.identity_number", "证件号码"),
    "org_name": ("applicant.name", "名称"),
    "org_code": ("applicant.identity_number", "统一社会信用代码"),
    "org_kind": ("applicant.type", "申请人类别"),
    "legal_rep": ("applicant.legal_rep", "法定代表人"),
    "contact_person": ("applicant.contact_person", "联系人"),
    "phone": ("applicant.phone", "联系电话"),
    "landline": ("applicant.landline", "固定电话"),
    "fax": ("applicant.fax", "传真"),
    "email": ("applicant.email", "电子邮箱"),
    "postcode": ("applicant.postcode", "邮编"),
    "address": ("applicant.address", "通信地址"),
    "agent.name": ("agent.name", "代理人姓名"),
    "agent.id_type": ("agent.identity_kind", "代理人证件种类"),
    "agent.id_number": ("agent.identity_number", "代理人证件号码"),
    "agent.phone": ("agent.phone", "代理人电话"),
    "agent.address": ("agent.address", "代理人地址"),
    "agent.relation": ("", "与申请人关系"),
    "agent.scope": ("agent.authorization_scope", "委托权限"),
    "agent.authorization_letter": ("agent.authorization_attached", "授权委托书"),
    "subject": ("title", "信息名称"),
    "description": ("text", "申请内容"),
    "doc_no_hint": ("doc_no_hint", "文号线索"),
    "purpose": ("", "用途"),
    "form_of_info": ("access_forms", "提供形式"),
    "delivery_method": ("delivery", "获取方式"),
    "fee_waiver": ("", "减免费用"),
    "accessibility": ("accessibility_help", "阅读、视听帮助"),
    "signature": ("", "签名"),
    "applied_date": ("dates.written", "落款日期"),
}
_IDENTITY_WORDS: Final = {
    "身份证": IdentityKind.RESIDENT_ID,
    "居民身份证": IdentityKind.RESIDENT_ID,
    "二代身份证": IdentityKind.RESIDENT_ID,
    "第二代身份证": IdentityKind.RESIDENT_ID,
    "港澳通行证": IdentityKind.HKMTP,
    "回乡证": IdentityKind.HKMTP,
    "台胞证": IdentityKind.TAIWAN_PERMIT,
    "外国人永久居留证": IdentityKind.FOREIGN_PERMANENT,
    "律师证": IdentityKind.LAWYER_LICENCE,
    "营业执照": IdentityKind.CREDIT_CODE,
}
_ATTACHED: Final = ("附", "有", "是", "已")
_MOST_TEXT: Final = 200_000


def read_form(content: bytes, file_name: str) -> FormProposal:
    """Read a filled form.

    Args:
        content: the file: a .docx, a PDF with text, or plain text.
        file_name: its name, for what is told.

    Raises:
        UserError: ``form_old_format``, ``form_encrypted``, ``form_no_docx``, ``form_damaged``, ``form_too_large``,
            ``form_empty``, ``form_scanned``; ``field`` is ``attachments``.
    """
    try:
        sheet, media_type = _sheet(content, file_name)
    except UnreadableFormError as problem:
        raise refused(problem.code, field="attachments", name=file_name) from problem
    attachment = AttachmentDraft(file_name=file_name, content=content, media_type=media_type, role="申请书")
    return _proposal(sheet, file_name, attachment)


def read_pasted(text: str) -> FormProposal:
    """Read words that were copied from a letter, an electronic mail or a page of a portal.

    Raises:
        UserError: ``form_nothing_pasted``.
    """
    if not text.strip():
        raise refused("form_nothing_pasted", field="text")
    attachment = AttachmentDraft(
        file_name="申请文字.txt", content=text.encode("utf-8", errors="replace"), media_type="text/plain", role="申请书"
    )
    return _proposal(pasted_sheet(text[:_MOST_TEXT]), PASTED, attachment)


def _sheet(content: bytes, name: str) -> tuple[FormSheet, str]:
    if b"%PDF-" in content[:1024] and not content.startswith(b"PK\x03\x04"):
        # Imported late: what reads PDF files takes its time to load and is needed seldom.
        from casework.pdf_form import read_pdf  # noqa: PLC0415

        return read_pdf(content), "application/pdf"
    if name.lower().endswith((".txt", ".eml", ".csv")) and not content.startswith(b"PK"):
        return pasted_sheet(_decoded(content)), "text/plain"
    return read_docx(content), _WORD


def _decoded(content: bytes) -> str:
    if len(content) > 4 * _MOST_TEXT:
        raise UnreadableFormError("form_too_large")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.strip():
            return text
        raise UnreadableFormError("form_empty")
    raise UnreadableFormError("form_damaged")


def _proposal(sheet: FormSheet, name: str, attachment: AttachmentDraft) -> FormProposal:
    reading = read_fields(sheet)
    fields = tuple(_view(one, reading) for one in reading.fields)
    return FormProposal(
        file_name=name,
        draft=replace(_draft(reading, fields), attachments=(attachment,)),
        kind=reading.kind,
        fields=fields,
        offered=(*(_view(one, reading) for one in reading.offered), *_ways(reading)),
        items=form_items(reading.main or reading.value("subject"), reading.annex),
        empty=tuple((one, _FIELDS[one][1]) for one in reading.empty if one in _FIELDS),
        warnings=reading.warnings,
        remarks=reading.remarks,
    )


# ---------------------------------------------------------------------------------------------------------- one value


def _view(one: ReadField, reading: FormReading) -> FormValueView:
    target, label = _FIELDS[one.name]
    codes = _codes(one, reading)
    said = one.value
    if one.name == "org_kind":
        said = ApplicantType(one.value).label
    if not codes or (one.name == "delivery_method" and len(codes) > 1):
        target = ""  # told, but the register has no such value, or asks for one where the form has several
    return FormValueView(
        name=one.name,
        target=target,
        label=label,
        values=one.values,
        said=said,
        codes=codes,
        source=one.source,
        certainty=one.certainty.value,
        remark=one.remark or _doubt(one, codes),
    )


def _ways(reading: FormReading) -> tuple[FormValueView, ...]:
    """Several ways of obtaining, one by one: the register takes one of them."""
    found = reading.field("delivery_method")
    if found is None or len(_codes(found, reading)) < 2:
        return ()
    single = (replace(found, values=(word,)) for word in found.values)
    return tuple(replace(_view(one, reading), remark="选了几种，请选一种") for one in single if _codes(one, reading))


def _doubt(one: ReadField, codes: Sequence[str]) -> str:
    if one.name == "delivery_method" and len(codes) > 1:
        return "选了几种，请选一种"
    if one.name in ("form_of_info", "delivery_method") and not codes:
        return "登记项里没有这一种，请核对"
    return ""


def _codes(one: ReadField, reading: FormReading) -> tuple[str, ...]:
    """What the draft takes for a value."""
    if one.name in ("id_type", "agent.id_type"):
        return (_identity_kind(one.value).value,)
    if one.name == "form_of_info":
        return _terms(one.name, one.values, AccessForm)
    if one.name == "delivery_method":
        return _terms(one.name, one.values, DeliveryMethod)
    if one.name == "accessibility":
        return ("yes",) if _says_yes(one.value) else ()
    if one.name == "agent.authorization_letter":
        return ("yes",) if _is_attached(one.value) else ()
    if one.name == "description" and reading.annex:
        return (one.value,)
    return one.values


def _terms(group: str, words: Sequence[str], terms: Callable[[str], Any]) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for word in words:
        option = option_of(group, word)
        try:
            found.setdefault(str(terms(option.meaning if option else "")))
        except ValueError:
            continue
    return tuple(found)


def _identity_kind(word: str) -> IdentityKind:
    plain = fold(word)
    for one in IdentityKind:
        if one.label == plain:
            return one
    return _IDENTITY_WORDS.get(plain, IdentityKind.OTHER)


def _says_yes(word: str) -> bool:
    option = option_of("yes_no", word)
    return option.meaning == "yes" if option else bool(word)


def _is_attached(word: str) -> bool:
    return any(one in word for one in _ATTACHED) and not word.startswith(("无", "没有", "未"))


# ---------------------------------------------------------------------------------------------------------- the draft


def _draft(reading: FormReading, fields: Sequence[FormValueView]) -> RegistrationDraft:
    by_target = {one.target: one for one in fields if one.target}
    delivery = by_target.get("delivery")
    written = reading.value("applied_date")
    return RegistrationDraft(
        dates=ReceiptDates(written=date.fromisoformat(written) if written else None),
        applicant=_applicant(reading),
        agent=_agent(reading),
        title=reading.value("subject"),
        text=reading.value("description"),
        doc_no_hint=reading.value("doc_no_hint"),
        purpose=reading.value("purpose"),
        access_forms=tuple(AccessForm(one) for one in _codes_of(by_target.get("access_forms"))),
        delivery=DeliveryMethod(delivery.codes[0]) if delivery is not None else None,
        accessibility_help="accessibility_help" in by_target,
    )


def _codes_of(view: FormValueView | None) -> tuple[str, ...]:
    return () if view is None else view.codes


def _applicant(reading: FormReading) -> ApplicantDraft:
    organisation = reading.kind == "organisation"
    kind = reading.value("org_kind")
    other = ApplicantType(kind) if kind else ApplicantType.OTHER_ORG
    number = reading.value("org_code" if organisation else "id_number")
    identity = reading.value("id_type")
    return ApplicantDraft(
        type=other if organisation else ApplicantType.NATURAL_PERSON,
        name=reading.value("org_name" if organisation else "applicant_name"),
        identity_kind=_kind_of(number, identity, organisation=organisation),
        identity_number=number,
        work_unit="" if organisation else reading.value("work_unit"),
        legal_rep=reading.value("legal_rep") if organisation else "",
        contact_person=reading.value("contact_person") if organisation else "",
        phone=reading.value("phone"),
        landline=reading.value("landline"),
        fax=reading.value("fax"),
        email=reading.value("email"),
        postcode=reading.value("postcode"),
        address=reading.value("address"),
    )


def _kind_of(number: str, word: str, *, organisation: bool) -> IdentityKind:
    if organisation:
        return IdentityKind.CREDIT_CODE
    if word:
        return _identity_kind(word)
    return IdentityKind.RESIDENT_ID if number else IdentityKind.NONE


def _agent(reading: FormReading) -> AgentDraft | None:
    name = reading.value("agent.name")
    if not name:
        return None
    word = reading.value("agent.id_type")
    return AgentDraft(
        name=name,
        identity_kind=_identity_kind(word) if word else IdentityKind.RESIDENT_ID,
        identity_number=reading.value("agent.id_number"),
        phone=reading.value("agent.phone"),
        address=reading.value("agent.address"),
        authorization_attached=_is_attached(reading.value("agent.authorization_letter")),
        authorization_scope=reading.value("agent.scope"),
    )
