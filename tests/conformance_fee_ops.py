"""Operations of the vectors around the processing fee. Amounts in the vectors are whole yuan, in the program fen."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from typing_extensions import override

from fees.page_units import PageUnits, Sides, page_units, paper_size, sides_of_sheets
from fees.payments import Payment, settle
from fees.pieces import MonthCount, Pieces, count_month, month_total, piece_rate, split_fee
from fees.standards import Comparison, allowed_methods, compare
from fees.volume import page_rate, volume_fee
from law.fee_notice import fee_remedy_open, is_lawful_charge, missing_elements, notice_channel, notice_method
from law.policies import PolicySet
from law.terms import DeliveryMethod, FeeMethod, Outcome, PaperSize
from reports.fee_disclosure import fee_disclosure
from tests.conformance_ops import Answer, Input

__all__ = ["FEE_OPERATIONS"]

Operation = Callable[[Input], Answer]

POLICIES: Final = PolicySet.default()
# The vectors ask for the law in force now and name no day.
DAY: Final = date(2026, 3, 2)
_FEN: Final = 100
_DECISIONS: Final[Mapping[str, tuple[Outcome, str | None]]] = {
    "grant": (Outcome.GRANT, "provide_copy"),
    "granted": (Outcome.GRANT, "provide_copy"),
    "provide_copy": (Outcome.GRANT, "provide_copy"),
    "inform_way": (Outcome.GRANT, "inform_way"),
    "inform": (Outcome.GRANT, "inform_way"),
    "inform_only": (Outcome.GRANT, "inform_way"),
    "onsite_view": (Outcome.GRANT, "onsite_view"),
    "on_site_view": (Outcome.GRANT, "onsite_view"),
    "onsite": (Outcome.GRANT, "onsite_view"),
    "on_site": (Outcome.GRANT, "onsite_view"),
    "inspection": (Outcome.GRANT, "onsite_view"),
    "view": (Outcome.GRANT, "onsite_view"),
    "partial": (Outcome.PARTIAL_GRANT, "withheld_14_16"),
    "refused": (Outcome.REFUSAL_LAW, None),
    "refusal": (Outcome.REFUSAL_LAW, None),
    "not_available": (Outcome.NOT_EXIST, None),
}


def _yuan(fen: int) -> int:
    whole, rest = divmod(fen, _FEN)
    if rest:
        raise ValueError(f"{fen} fen is no whole number of yuan")
    return whole


def _decision(name: str) -> tuple[Outcome, str | None]:
    if name in _DECISIONS:
        return _DECISIONS[name]
    outcome = Outcome(name)
    return outcome, None


def _amount(amount: int, key: str = "amount") -> Answer:
    """An amount in yuan, and what it is not."""
    return {key: amount, "must_not_equal": _Other(amount)}


class _Other:
    """Equal to every amount but one: what ``must_not_equal`` asks for."""

    def __init__(self, amount: int) -> None:
        self.amount = amount

    @override
    def __eq__(self, other: object) -> bool:
        return other != self.amount

    @override
    def __hash__(self) -> int:
        return hash(self.amount)

    @override
    def __repr__(self) -> str:
        return f"anything but {self.amount}"


# ---------------------------------------------------------------------------------------------------------- by piece


def piece_month_total_op(given: Input) -> Answer:
    return _amount(_yuan(month_total(given["pieces_in_month"], DAY, POLICIES)))


def piece_marginal_op(given: Input) -> Answer:
    return {"rate": _yuan(piece_rate(given["ordinal_in_month"], DAY, POLICIES))}


def piece_month_boundary_op(given: Input) -> Answer:
    if "by_applicant" in given:
        counts = {name: _month(f"{given['month']}-01", number) for name, number in given["by_applicant"].items()}
        return {name: _yuan(one.fen) for name, one in counts.items()} | {"total": _sum(counts.values())}
    by_month: dict[str, list[Pieces]] = {}
    for at, (received, number) in enumerate(given["received"]):
        one = Pieces(ref=at, counted_on=date.fromisoformat(received), order=at, pieces=number)
        by_month.setdefault(received[:7], []).append(one)
    months = {month: count_month(rows, rows[0].counted_on, POLICIES) for month, rows in by_month.items()}
    return {month: _yuan(one.fen) for month, one in months.items()} | {"total": _sum(months.values())}


def _month(day: str, number: int) -> MonthCount:
    on = date.fromisoformat(day)
    return count_month([Pieces(ref=at, counted_on=on, order=at) for at in range(number)], on, POLICIES)


def _sum(counts: Any) -> int:
    return _yuan(sum(one.fen for one in counts))


def piece_split_op(given: Input) -> Answer:
    prior, pieces = given["prior_pieces"], given["split_into"]
    return {
        "ordinals": [prior + 1, prior + pieces],
        "amount": _yuan(split_fee(prior, pieces, DAY, POLICIES).fen),
    }


def piece_any_decision_op(given: Input) -> Answer:
    allowed = FeeMethod.BY_PIECE in allowed_methods(*_decision(given["decision"]))
    rate = piece_rate(given["ordinal_in_month"], DAY, POLICIES)
    return {"rate": _yuan(rate) if allowed else 0, "allowed": allowed}


def piece_withdrawn_op(given: Input) -> Answer:
    prior = Pieces(ref=0, counted_on=DAY, order=0, pieces=given["ordinal_in_month"] - 1)
    taken_back = bool(given["withdrawn_before_decision"])
    counted = count_month([prior, Pieces(ref=1, counted_on=DAY, order=1, withdrawn=taken_back)], DAY, POLICIES)
    row = counted.rows[-1]
    return {
        "amount": _yuan(row.assessment.fen),
        "counts_toward_month": row.first is not None,
        "flag": "local_policy" if row.remark else None,
    }


# --------------------------------------------------------------------------------------------------------- by volume


def volume_total_op(given: Input) -> Answer:
    return _amount(_yuan(volume_fee(given["pages"], DAY, POLICIES).fen))


def volume_marginal_op(given: Input) -> Answer:
    return {"rate": _yuan(page_rate(given["page_no"], DAY, POLICIES))}


def volume_not_cumulative_op(given: Input) -> Answer:
    amounts = [_yuan(volume_fee(pages, DAY, POLICIES).fen) for pages in given["applications_pages"]]
    return {"amounts": amounts, **_amount(sum(amounts), "total")}


def page_count_op(given: Input) -> Answer:
    if "file" in given:
        # A table, a drawing file, a recording: nothing has sides before a person says how it is laid out.
        return {"status": "policy_required", "policy": POLICIES.text("fee_nonpaged")}
    units = _units(given)
    answer: Answer = {"pages": units.units, "amount": _yuan(volume_fee(units.units, DAY, POLICIES).fen)}
    return {**answer, "flag": "local_policy" if units.policies else None, "policies": list(units.policies)}


def _units(given: Input) -> PageUnits:
    size = _size(str(given.get("size", "A4")))
    blank = given.get("blank_sides", 0)
    if "sheets" in given:
        sides = sides_of_sheets(given["sheets"], size, duplex=bool(given.get("duplex")), blank=blank)
    else:
        sides = Sides(size=size, printed=given["sides"] - blank, blank=blank)
    return page_units([sides], DAY, POLICIES)


def _size(name: str) -> PaperSize:
    millimetres = {"A5": (148, 210), "B5": (176, 250), "A4": (210, 297), "B4": (250, 353), "A3": (297, 420)}
    more = {"A2": (420, 594), "A1": (594, 841), "A0": (841, 1189), "16K": (185, 260), "A6": (105, 148)}
    return paper_size(*{**millimetres, **more}[name.upper()])


def volume_not_applicable_op(given: Input) -> Answer:
    compared = _compared(given, pages=given.get("pages", given.get("pages_withheld", 0)))
    return {"volume_allowed": compared.by_volume.allowed, "amount": _yuan(compared.by_volume.fen)}


def volume_partial_op(given: Input) -> Answer:
    return {"amount": _yuan(_compared(given, pages=given["provided_pages"]).by_volume.fen)}


def volume_delivered_op(given: Input) -> Answer:
    compared = _compared({"decision": "grant", **given}, pages=given["pages"])
    return {"amount": _yuan(compared.by_volume.fen), "volume_allowed": compared.by_volume.allowed}


def _compared(given: Input, *, pages: int, ordinal: int = 1) -> Comparison:
    outcome, variant = _decision(given["decision"])
    return compare(outcome, variant, (ordinal, ordinal), pages, DAY, POLICIES)


# ------------------------------------------------------------------------------------------------------------ choice


def choose_one_op(given: Input) -> Answer:
    compared = _compared({"decision": "grant"}, pages=given["pages"], ordinal=given["ordinal_in_month"])
    piece, volume = _yuan(compared.by_piece.fen), _yuan(compared.by_volume.fen)
    return {
        "by_piece": piece,
        "by_volume": volume,
        "forbidden_sum": piece + volume,
        "charge_allowed": compared.chargeable,
        "chargeable": compared.chargeable,
    }


def choose_mixed_op(given: Input) -> Answer:
    amounts = []
    for one in given["items"]:
        compared = _compared({"decision": "grant"}, pages=one.get("pages", 0), ordinal=one["ordinal"])
        chosen = compared.by_volume if one["method"] == "volume" else compared.by_piece
        amounts.append(_yuan(chosen.fen))
    return {"amounts": amounts, "total": sum(amounts)}


# ------------------------------------------------------------------------------------------------------------ notice


def notice_required_fields_op(given: Input) -> Answer:
    missing, following = missing_elements(given["fields"], DAY)
    return {"missing": list(missing), "should_also": list(following)}


def notice_channel_op(given: Input) -> Answer:
    channel = notice_channel(DeliveryMethod(given["requested_delivery"]))
    return {"notice_channel": channel.value, "method": notice_method(channel).value}


def fee_remedy_op(given: Input) -> Answer:
    against_fee = str(given["action"]).endswith(("fee_decision", "fee", "charge"))
    over = str(given["stage"]) not in {"within_payment_period", "in_payment_period", "before_due"}
    return {"allowed": fee_remedy_open(against_fee=against_fee, period_over=over)}


def fee_partial_payment_op(given: Input) -> Answer:
    paid = Payment(on=DAY, fen=given["paid"] * _FEN)
    found = settle(given["due_amount"] * _FEN, [paid], POLICIES)
    by_hand = found.finding is not None
    return {"status": "paid" if found.settled_on else "unpaid", "flag": "manual" if by_hand else None}


def no_other_fee_op(given: Input) -> Answer:
    return {"allowed": is_lawful_charge(given["extra"])}


def annual_report_fee_op(given: Input) -> Answer:
    noticed = [one["amount"] * _FEN for one in given["notices"]]
    collected = [one["amount"] * _FEN for one in given["notices"] if one["paid"]]
    found = fee_disclosure(DAY.year, noticed, collected)
    return {
        "notice_count": found.notices,
        "notice_total": _yuan(found.noticed_fen),
        "collected_total": _yuan(found.collected_fen),
        "text": found.sentence,
    }


FEE_OPERATIONS: Final[Mapping[str, Operation]] = {
    "piece_month_total": piece_month_total_op,
    "piece_marginal": piece_marginal_op,
    "piece_month_boundary": piece_month_boundary_op,
    "piece_split": piece_split_op,
    "piece_any_decision": piece_any_decision_op,
    "piece_withdrawn": piece_withdrawn_op,
    "volume_total": volume_total_op,
    "volume_marginal": volume_marginal_op,
    "volume_not_cumulative": volume_not_cumulative_op,
    "page_count": page_count_op,
    "volume_not_applicable": volume_not_applicable_op,
    "volume_partial": volume_partial_op,
    "volume_email": volume_delivered_op,
    "volume_paper": volume_delivered_op,
    "volume_electronic": volume_delivered_op,
    "choose_one": choose_one_op,
    "choose_mixed": choose_mixed_op,
    "notice_required_fields": notice_required_fields_op,
    "notice_channel": notice_channel_op,
    "fee_remedy": fee_remedy_op,
    "fee_partial_payment": fee_partial_payment_op,
    "no_other_fee": no_other_fee_op,
    "annual_report_fee": annual_report_fee_op,
}
