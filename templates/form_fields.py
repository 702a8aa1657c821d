"""From the answers of a form to its fields: one mapping for a .docx, a PDF and pasted words.

What is doubtful is offered, never taken as the value: two answers for one field, an answer in the part of the form
for others, words that have not the shape of what is asked.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from templates.form_answers import answers_of
from templates.form_choices import chosen
from templates.form_kind import applicant_kind
from templates.form_labels import option_of, organisation_kind
from templates.form_letter import letter_fields, take_overleaf
from templates.form_pairs import placed
from templates.form_parts import Answer, Found
from templates.form_plan import CHOICES, OF_AGENT, OF_ORGANISATION, OF_PERSON, OF_REQUEST, SHAPES, SHARED
from templates.form_results import Certainty, FormReading, ReadField
from templates.form_shapes import (
    is_credit_code,
    is_phone,
    is_resident_number,
    person_names,
    phones_in,
    shapes_in,
)
from templates.form_sheet import FormSheet, FormTable
from templates.form_signing import signing
from templates.form_values import (
    block_value,
    is_blank,
    line_value,
    name_value,
    number_value,
    phone_value,
    split_postcode,
)

__all__ = ["Decider", "read_fields"]

_OWN: Final = {"natural_person": ("person", ""), "organisation": ("organisation", "contact", "")}
_ANYONE: Final = ("person", "organisation", "contact", "info", "")
_LONG_SUBJECT: Final = 60
_MOST_TOLD: Final = 12
_SHORTEST_REQUEST: Final = 8
_SAME: Final = frozenset({"同上", "同前", "〃", "″", "同左", "如上", "见上"})


def read_fields(sheet: FormSheet) -> FormReading:
    """The fields of a form.

    Args:
        sheet: the form as words in their places.
    """
    decider = Decider(answers_of(sheet), any(isinstance(one, FormTable) for one in sheet.parts))
    return decider.reading(sheet.remarks)


class Decider:
    """Takes or offers, field by field."""

    def __init__(self, found: Found, has_tables: bool) -> None:
        self.found = found
        self._has_tables = has_tables
        self._answers = placed(found.answers)
        self.taken: dict[str, ReadField] = {}
        self.offered: list[ReadField] = []
        self.warnings: list[str] = []
        self.remarks: list[str] = []
        self.asked: dict[str, None] = {}
        self.kind = ""
        self._main = ""

    def reading(self, remarks: Iterable[str]) -> FormReading:
        """Everything in its order."""
        told = applicant_kind(self._answers, self.found.ticked_sections, [one.text for one in self.found.free])
        self.kind = told.kind
        if told.remark:
            self.remarks.append(told.remark)
        self._people()
        self._agent()
        self._request()
        self._choices()
        self._signed()
        letter_fields(self, self.found.free, self._has_tables)
        self._organisation_kind()
        self._left_out()
        return FormReading(
            kind=self.kind,
            fields=tuple(self.taken.values()),
            offered=tuple(self._still_offered()),
            empty=tuple(one for one in self.asked if one not in self.taken and not self._is_offered(one)),
            warnings=tuple(dict.fromkeys(self.warnings)),
            remarks=tuple(dict.fromkeys((*remarks, *self.remarks))),
            main=self._main or (self.taken["description"].value if "description" in self.taken else ""),
            annex=tuple(one.text.strip() for one in self.found.annex),
        )

    # ------------------------------------------------------------------------------------------------ taking, offering

    def take(self, name: str, values: Sequence[str], source: str, certainty: Certainty, remark: str = "") -> None:
        """Take values for a field."""
        full = tuple(one for one in values if one)
        if full and name not in self.taken:
            self.taken[name] = ReadField(name=name, values=full, source=source, certainty=certainty, remark=remark)

    def offer(self, name: str, values: Sequence[str], source: str, remark: str) -> None:
        """Offer values for a field."""
        full = tuple(one for one in values if one)
        if full:
            self.offered.append(
                ReadField(name=name, values=full, source=source, certainty=Certainty.LOW, remark=remark)
            )

    def _still_offered(self) -> Iterable[ReadField]:
        seen: set[tuple[str, str]] = {(name, one.value) for name, one in self.taken.items()}
        for one in self.offered:
            if (one.name, one.value) not in seen:
                seen.add((one.name, one.value))
                yield one

    def _is_offered(self, name: str) -> bool:
        return any(one.name == name for one in self.offered)

    def _settle(
        self,
        name: str,
        keys: Sequence[str],
        clean: Callable[[str], str],
        sections: Sequence[str],
        others: Sequence[str],
    ) -> None:
        """Take the one answer of the right part of the form; offer the rest with the reason."""
        mine = [one for one in self._answers if one.key in keys and one.section in sections]
        away = [
            one for one in self._answers if one.key in keys and one.section in others and one.section not in sections
        ]
        if mine or away:
            self.asked.setdefault(name)
        values = _distinct(mine, clean)
        if len(values) == 1:
            (value, answer) = values[0]
            self._take_or_doubt(name, value, answer)
        elif values:
            for value, answer in values:
                self.offer(name, (value,), answer.source, "表上有不同的写法，请选用")
        for value, answer in _distinct(away, clean):
            taken = self.taken.get(name)
            if taken is None or taken.value != value:
                self.offer(name, (value,), answer.source, "填在表格的另一部分，请核对")

    def _take_or_doubt(self, name: str, value: str, answer: Answer) -> None:
        if value in _SAME:
            self.offer(name, (value,), answer.source, "写的是“同上”，请对照原件")
            return
        test = SHAPES.get(name.removeprefix("agent."))
        cut = not self._has_tables and name.endswith("id_number") and value.isdecimal() and len(value) not in (15, 18)
        if cut:
            # A column of a PDF without lines may have cut it.
            self.offer(name, (value,), answer.source, "位数不对，可能没有读全")
            return
        if test is None or test[0](value):
            self.take(name, (value,), answer.source, Certainty.HIGH)
            return
        parts = shapes_in(value).get(name.rpartition(".")[2], [])
        for part in parts or [value]:
            self.offer(name, (part,), answer.source, f"原文“{value}”" if parts else test[1])

    # ------------------------------------------------------------------------------------------------ who

    def _people(self) -> None:
        own = _OWN.get(self.kind, ("",))
        away = tuple(one for one in _ANYONE if one not in own)
        person = ("person", "")
        if self.kind == "organisation":
            for name, keys, clean in OF_PERSON:
                self._settle(name, [one for one in keys if one != "applicant"], clean, (), person)
            self._organisation_name()
        else:
            for name, keys, clean in OF_PERSON:
                self._settle(name, keys, clean, person, ())
            self._several_persons()
            self._settle("org_name", ("org_name", "title_or_name"), name_value, (), ("organisation", "contact", ""))
        for name, keys, clean in OF_ORGANISATION[1:]:
            sections = ("organisation", "contact", "") if self.kind == "organisation" else ()
            self._settle(name, keys, clean, sections, ("organisation", "contact", ""))
        self._numbers()
        for name, keys, clean in SHARED:
            if name == "phone":
                self._phones(own, away)
            else:
                self._settle(name, keys, clean, own, away)
        self._postcode_in_address()

    def _postcode_in_address(self) -> None:
        """A postcode that was written behind the address."""
        found = self.taken.get("address")
        if found is None or "邮" not in found.value:
            return
        address, postcode = split_postcode(found.value)
        if postcode and address:
            self.taken["address"] = ReadField(name="address", values=(address,), source=found.source)
            self.take("postcode", (postcode,), found.source, Certainty.HIGH)

    def _several_persons(self) -> None:
        """Several names in one place: the first applicant and joint ones, whom the clerk registers one by one."""
        found = self.taken.get("applicant_name")
        names = person_names(found.value) if found is not None else ()
        if found is not None and len(names) > 1:
            remark = f"写了 {len(names)} 个人，请分别登记共同申请人"
            self.taken["applicant_name"] = ReadField(
                name=found.name, values=found.values, source=found.source, certainty=Certainty.MEDIUM, remark=remark
            )

    def _organisation_name(self) -> None:
        """The name of an organisation, be it in the place for names of persons."""
        self._settle("org_name", OF_ORGANISATION[0][1], name_value, ("organisation", "contact", ""), ())
        for one in [one for one in self.offered if one.name == "applicant_name" and organisation_kind(one.value)]:
            if "org_name" not in self.taken and len(one.value) > 4:
                self.take("org_name", one.values, one.source, Certainty.HIGH)
                self.offered.remove(one)

    def _numbers(self) -> None:
        """A number whose label leaves open whose it is, and numbers under the wrong label."""
        for one in self._answers:
            if one.key == "any_number" and (value := number_value(one.value)):
                name = "org_code" if self.kind == "organisation" or is_credit_code(value) else "id_number"
                self.asked.setdefault(name)
                self.take(name, (value.upper(),), one.source, Certainty.HIGH)
        for name, other, belongs in (
            ("id_number", "org_code", is_credit_code),
            ("org_code", "id_number", is_resident_number),
        ):
            found = self.taken.get(name)
            if found is not None and belongs(found.value):
                del self.taken[name]
                self.offer(other, found.values, found.source, "号码的样子与所在的栏不符，请核对")
            elif found is not None:
                # An 18th sign written small is the same number.
                upper = tuple(one.upper() for one in found.values)
                self.taken[name] = ReadField(
                    name=name,
                    values=upper,
                    source=found.source,
                    certainty=found.certainty,
                    remark=found.remark,
                )

    def _phones(self, own: Sequence[str], away: Sequence[str]) -> None:
        keys = ("phone", "contact_phone")
        mine = [one for one in self._answers if one.key in keys and one.section in own]
        values = [(part, one) for text, one in _distinct(mine, phone_value) for part in phones_in(text)]
        mobiles = [one for one in values if one[0].startswith("1")]
        fixed = [one for one in values if not one[0].startswith("1") and is_phone(one[0])]
        if len(values) == 2 and len(mobiles) == len(fixed) == 1:
            self.asked.setdefault("phone")
            self.take("phone", (mobiles[0][0],), mobiles[0][1].source, Certainty.HIGH)
            self.take("landline", (fixed[0][0],), fixed[0][1].source, Certainty.HIGH)
            return
        if len(values) > 1 and all(is_phone(part) for part, _ in values):
            self.asked.setdefault("phone")
            for part, one in values:
                self.offer("phone", (part,), one.source, "写了几个号码，请选用")
            return
        self._settle("phone", keys, phone_value, own, away)

    def _agent(self) -> None:
        for name, keys, clean in OF_AGENT:
            self._settle(name, keys, clean, ("agent",), ())
            self.asked.pop(name, None)
        scope = self.taken.get("agent.scope")
        if scope is not None:
            self._scope(scope)
        if "agent.name" not in self.taken:
            for name in [one for one in self.taken if one.startswith("agent.")]:
                lost = self.taken.pop(name)
                if name in ("agent.id_number", "agent.phone"):
                    self.offer(name, lost.values, lost.source, "没有读到代理人姓名")

    def _scope(self, scope: ReadField) -> None:
        """The scope, without what stands behind it in brackets about the letter of authority."""
        before, bracket, rest = scope.value.partition("（")
        if bracket and "委托书" in rest:
            self.taken["agent.scope"] = ReadField(name=scope.name, values=(before,), source=scope.source)
            told = rest.rstrip("）").replace("授权委托书", "").replace("委托书", "").strip() or "有"
            self.take("agent.authorization_letter", (told,), scope.source, Certainty.HIGH)

    def _organisation_kind(self) -> None:
        if self.kind != "organisation":
            return
        for one in self._answers:
            if one.key in ("org_kind", "applicant_type"):
                for word in chosen(one.value, "org_kind").values:
                    option = option_of("org_kind", word)
                    if option is not None and (option.meaning != "other_org" or one.key == "org_kind"):
                        self.take("org_kind", (option.meaning,), one.source, Certainty.HIGH)
        name = self.taken.get("org_name")
        suggested = organisation_kind(name.value) if name is not None else ""
        if name is not None and suggested:
            self.take("org_kind", (suggested,), name.source, Certainty.MEDIUM, "按名称推测，请核对")

    # ------------------------------------------------------------------------------------------------ what

    def _request(self) -> None:
        for name, keys, clean in OF_REQUEST:
            sections = ("info",) if name == "subject" else ("info", "person", "organisation", "")
            if name == "description":
                self._description(keys)
            else:
                self._settle(name, keys, clean, sections, ())
        self._long_subject()
        if "description" in self.taken and not self.found.annex:
            take_overleaf(self.found, self.taken["description"].value)
        annex = [one.text.strip() for one in self.found.annex]
        main = self.taken.get("description")
        if annex:
            self._main = main.value if main is not None else ""
            self.asked.setdefault("description")
            source = self.found.annex[0].place
            text = "\n".join(((main.value, "附页") if main is not None else ()) + tuple(annex))
            self.taken.pop("description", None)
            told = f"{main.source}，{source}附页" if main is not None else f"{source}附页"
            self.take("description", (text,), told, Certainty.HIGH)

    def _long_subject(self) -> None:
        """Words in the place of the name that are the whole request, where no other place holds one."""
        subject = self.taken.get("subject")
        if subject is None or "description" in self.taken or len(subject.value) <= _LONG_SUBJECT:
            return
        del self.taken["subject"]
        self.asked.setdefault("description")
        self.take("description", subject.values, subject.source, Certainty.HIGH)

    def _description(self, keys: Sequence[str]) -> None:
        """Several places for the description (内容, 特征) are one text, in their order."""
        mine = [one for one in self._answers if one.key in keys]
        if mine:
            self.asked.setdefault("description")
        texts = []
        for one in mine:
            text = "\n".join(part for part in (block_value(one.value), one.drawn) if part)
            if text and text not in texts:
                texts.append(text)
        if texts:
            first = next(one for one in mine if block_value(one.value) or one.drawn)
            self.take("description", ("\n".join(texts),), first.source, Certainty.HIGH)

    def _choices(self) -> None:
        for name in CHOICES:
            group = name if name in ("form_of_info", "delivery_method") else "yes_no"
            for one in [answer for answer in self._answers if answer.key == name]:
                self.asked.setdefault(name)
                choice = chosen(one.value, group)
                self.offer(name, choice.doubtful, one.source, choice.remark)
                if choice.remark and not choice.doubtful:
                    self.remarks.append(f"{one.source}：{choice.remark}")
                if choice.sure:
                    self.take(name, choice.values, one.source, Certainty.HIGH)
                else:
                    self.take(name, choice.values, one.source, Certainty.MEDIUM, "勾选的写法少见，请核对")
        for one in [answer for answer in self._answers if answer.key == "purpose"]:
            self.asked.setdefault("purpose")
            choice = chosen(one.value, "")
            self.take("purpose", choice.values, one.source, Certainty.HIGH)
            self.offer("purpose", choice.doubtful, one.source, choice.remark)

    def _signed(self) -> None:
        signed = signing(self._answers)
        self.warnings += signed.warnings
        for name in signed.asked:
            self.asked.setdefault(name)
        for one in signed.fields:
            if one.certainty is Certainty.LOW:
                self.offered.append(one)
            else:
                self.taken.setdefault(one.name, one)

    def leave_out(self, words: Sequence[tuple[str, str]]) -> None:
        """Words with their place that belong nowhere."""
        self.found.loose += words

    def _left_out(self) -> None:
        """Words that answer no label are told, so that nothing of a form goes in silence."""
        told = 0
        longest = max(self.found.loose, key=lambda one: len(one[0]), default=None)
        if longest is not None and "description" not in self.taken and len(longest[0]) > _SHORTEST_REQUEST:
            self.offer("description", (block_value(longest[0]),), longest[1], "没有标签，可能是申请内容")
        for text, place in self.found.loose:
            plain = line_value(text)
            if plain and not is_blank(text) and not any(plain in one.value for one in self.taken.values()):
                told += 1
                if told <= _MOST_TOLD:
                    short = plain if len(plain) <= 24 else f"{plain[:24]}…"
                    self.remarks.append(f"{place}“{short}”不属于哪一栏，没有读入")
        if told > _MOST_TOLD:
            self.remarks.append(f"另有 {told - _MOST_TOLD} 处文字不属于哪一栏，没有读入，请对照原件")


def _distinct(answers: Sequence[Answer], clean: Callable[[str], str]) -> list[tuple[str, Answer]]:
    found: dict[str, Answer] = {}
    for one in answers:
        value = clean(one.value)
        if value:
            found.setdefault(value, one)
    return list(found.items())
