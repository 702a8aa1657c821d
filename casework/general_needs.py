"""What has to be proved whatever was replied: receipt, clock, approval, the letter, its service."""

from collections.abc import Callable, Mapping
from typing import Final

from casework.attacked import Attacked
from casework.evidence_views import NeedPaper, ProofState
from casework.proof_papers import CaseFolder, ProofPaper
from casework.secrecy_review import provides_information
from deadlines.pauses import PauseKind
from law.proof_needs import NeedWhen, ProofNeed
from law.terms import ClockBase, DocumentKind, EventKind

__all__ = ["applies", "general_papers", "general_state"]

_K: Final = DocumentKind
_E: Final = EventKind
_ASKING: Final = (PauseKind.THIRD_PARTY, PauseKind.CO_MAKER, PauseKind.AGENCY)
_CONSULTED: Final = (
    _K.THIRD_PARTY_CONSULTATION,
    _K.CO_MAKER_CONSULTATION,
    _K.AGENCY_CONSULTATION,
    _K.CONSULTATION_CONFIRM,
    _K.OPINION_FORM,
)
_RECEIPT_WORDS: Final = ("信封", "签收", "收件", "回执", "邮件")


def applies(when: NeedWhen, attacked: Attacked) -> bool:
    """Whether a need with this condition has to be met for an attacked act."""
    return _CONDITIONS[when](attacked)


def _extended(attacked: Attacked) -> bool:
    return attacked.facts.happened(EventKind.EXTENSION_APPROVED)


def _paused(attacked: Attacked) -> bool:
    return any(one.kind in _ASKING for one in attacked.case.state.clock.pauses)


def _restarted(attacked: Attacked) -> bool:
    return attacked.case.state.clock.base_kind is not ClockBase.RECEIVED


_CONDITIONS: Final[Mapping[NeedWhen, Callable[[Attacked], bool]]] = {
    NeedWhen.ALWAYS: lambda _: True,
    NeedWhen.RESTARTED: _restarted,
    NeedWhen.PAUSED: _paused,
    NeedWhen.EXTENDED: _extended,
    NeedWhen.DECIDED: lambda attacked: attacked.facts.decided is not None,
    NeedWhen.PROVIDED: lambda attacked: provides_information(attacked.facts.outcome),
    NeedWhen.ISSUED: lambda attacked: attacked.letter is not None,
    NeedWhen.SENT: lambda attacked: attacked.letter is not None and attacked.letter.dispatched_on is not None,
}


# --------------------------------------------------------------------------------------------------- papers


def general_papers(key: str, folder: CaseFolder) -> tuple[ProofPaper, ...]:
    """The papers that meet a general need, in the order of the file."""
    return _PAPERS[key](folder)


def _application(folder: CaseFolder) -> tuple[ProofPaper, ...]:
    return tuple(one for one in folder.papers if one.group == "申请材料" and not one.why)


def _receipt(folder: CaseFolder) -> tuple[ProofPaper, ...]:
    def proves(one: ProofPaper) -> bool:
        named = one.kind is None and one.letter_id is None and any(word in one.name for word in _RECEIPT_WORDS)
        return one.kind in (_K.REGISTRATION_SHEET, _K.RECEIPT) or (one.group in ("申请材料", "其他材料") and named)

    return tuple(one for one in folder.papers if proves(one))


def _with_service(folder: CaseFolder, *kinds: DocumentKind) -> tuple[ProofPaper, ...]:
    letters = {one.document_id for one in folder.attacked.facts.courses_of(*kinds)}
    return tuple(one for one in folder.papers if one.kind in kinds or one.letter_id in letters)


def _restart(folder: CaseFolder) -> tuple[ProofPaper, ...]:
    told = _with_service(folder, _K.CORRECTION_NOTICE, _K.FEE_NOTICE)
    came = [one for one in folder.papers if one.event in (_E.CORRECTION_RECEIVED, _E.FEE_PAID)]
    return (*told, *came)


def _pause(folder: CaseFolder) -> tuple[ProofPaper, ...]:
    told = _with_service(folder, *_CONSULTED)
    came = [one for one in folder.papers if one.event in (_E.CONSULTATION_ANSWERED, _E.CONSULTATION_SERVED)]
    return (*told, *came)


def _extension(folder: CaseFolder) -> tuple[ProofPaper, ...]:
    return (*folder.of_kind(_K.EXTENSION_APPROVAL), *_with_service(folder, _K.EXTENSION_NOTICE))


def _letter(folder: CaseFolder) -> tuple[ProofPaper, ...]:
    letter = folder.attacked.letter
    return tuple(one for one in folder.papers if letter is not None and one.key == f"d{letter.document_id}")


def _service(folder: CaseFolder) -> tuple[ProofPaper, ...]:
    letter = folder.attacked.letter
    return folder.about(letter.document_id) if letter is not None else ()


_PAPERS: Final[Mapping[str, Callable[[CaseFolder], tuple[ProofPaper, ...]]]] = {
    "application": _application,
    "receipt_proof": _receipt,
    "restart_record": _restart,
    "pause_record": _pause,
    "extension_record": _extension,
    "approval": lambda folder: folder.of_kind(_K.APPROVAL),
    "secrecy_review": lambda folder: folder.of_kind(_K.SECRECY_REVIEW),
    "attacked_letter": _letter,
    "service_proof": _service,
    "deadline_sheet": lambda folder: folder.of_kind(_K.DEADLINE_SHEET),
}


# --------------------------------------------------------------------------------------------------- state


def general_state(need: ProofNeed, folder: CaseFolder, papers: tuple[NeedPaper, ...]) -> tuple[ProofState, str]:
    """How far a general need is met, and what is lacking."""
    if not papers:
        return ProofState.MISSING, "没有找到；原先已有而未入卷的，补录原件，不得事后制作"
    if all(one.late for one in papers):
        return ProofState.LATE, "都形成于答复之后，不能证明答复合法"
    lacking = _LACKING.get(need.key)
    remark = lacking(folder) if lacking is not None else ""
    return (ProofState.PARTIAL, remark) if remark else (ProofState.FOUND, "")


def _restart_lacks(folder: CaseFolder) -> str:
    facts = folder.attacked.facts
    notices = facts.courses_of(_K.CORRECTION_NOTICE, _K.FEE_NOTICE)
    return "" if all(one.served_on is not None for one in notices) else "通知没有送达凭证"


def _pause_lacks(folder: CaseFolder) -> str:
    facts = folder.attacked.facts
    asked = facts.courses_of(*_CONSULTED[:3])
    unproven = [one for one in asked if one.dispatched_on is not None and one.served_on is None]
    answered = len(facts.all_of(_E.CONSULTATION_ANSWERED)) >= len(facts.all_of(_E.CONSULTATION_SENT))
    return "征求意见书没有送达凭证" if unproven and not answered else ""


def _extension_lacks(folder: CaseFolder) -> str:
    finding = folder.attacked.case.state.clock.extension
    if finding is not None and not finding.valid:
        return finding.sentence.rstrip("。")
    notices = folder.attacked.facts.courses_of(_K.EXTENSION_NOTICE)
    return "" if notices and all(one.dispatched_on is not None for one in notices) else "没有告知申请人的凭证"


def _service_lacks(folder: CaseFolder) -> str:
    letter = folder.attacked.letter
    return "" if letter is not None and letter.served_on is not None else "已发出，没有送达凭证"


_LACKING: Final[Mapping[str, Callable[[CaseFolder], str]]] = {
    "restart_record": _restart_lacks,
    "pause_record": _pause_lacks,
    "extension_record": _extension_lacks,
    "service_proof": _service_lacks,
}
