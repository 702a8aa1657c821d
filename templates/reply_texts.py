"""The wording of the replies: the grant with its five ways, and one letter for each other outcome."""

from collections.abc import Mapping

from law.terms import DocumentKind, Outcome
from templates.letter_texts import ASKED, CLOSING, HISTORY, Paragraph, each, head, when

__all__ = ["REPLIES"]

_ITEMS: tuple[Paragraph, ...] = each(
    "one in items",
    ("Heading1", "{{ loop.index|ordinal }}、{{ one.subject }}"),
    ("Body", "{{ one.conclusion|ended }}"),
)
_FACTS: tuple[Paragraph, ...] = each("one in facts", ("Body", "{{ one|ended }}"))
_REMEDY: tuple[Paragraph, ...] = each("one in remedy", ("Body", "{{ one }}"))
_COURSE: tuple[Paragraph, ...] = (*head("{{ title }}"), *ASKED, *HISTORY)
_OPENING: tuple[Paragraph, ...] = (*_COURSE, ("Body", "经审查，现答复如下："))
_LIST: tuple[Paragraph, ...] = (
    *when("provided|length == 1", ("Body", "{{ provided[0].described }}。")),
    *when(
        "provided|length > 1",
        *each("one in provided", ("Body", "{{ loop.index }}. {{ one.described }}。")),
    ),
)

_GRANT: tuple[Paragraph, ...] = (
    *_OPENING,
    *_ITEMS,
    *when(
        "variant == 'provide_copy'",
        (
            "Body",
            "{{ you }}申请公开的政府信息可以公开。根据{{ basis }}的规定，现将下列信息随本告知书提供给{{ you }}：",
        ),
        *_LIST,
    ),
    *when(
        "variant == 'inform_way'",
        (
            "Body",
            (
                "{{ you }}申请公开的下列政府信息可以公开。根据{{ basis }}的规定，现将获取该信息的方式、途径和时间"
                "告知如下："
            ),
        ),
        *_LIST,
        ("Body", "获取方式、途径：{{ way|ended }}"),
        *when("place", ("Body", "地点：{{ place|ended }}")),
        ("Body", "时间：{{ time|ended }}"),
    ),
    *when(
        "variant == 'onsite_view'",
        (
            "Body",
            "{{ you }}申请公开的下列政府信息可以公开。根据{{ basis }}的规定，本机关安排{{ you }}到现场查阅、抄录：",
        ),
        *_LIST,
        ("Body", "采用查阅、抄录形式的理由：{{ form_reason|ended }}"),
        ("Body", "地点：{{ place|ended }}"),
        ("Body", "时间：{{ time|ended }}"),
    ),
    *when(
        "variant == 'on_spot'",
        (
            "Body",
            (
                "{{ you }}申请公开的政府信息可以公开。根据{{ basis }}的规定，本机关已于{{ handed_over_on|date }}"
                "当场向{{ you }}提供下列信息："
            ),
        ),
        *_LIST,
    ),
    *when(
        "variant == 'public_interest_override'",
        (
            "Body",
            (
                "{{ you }}申请公开的政府信息涉及第三方合法权益。本机关根据{{ third_party_basis }}的规定，"
                "已书面征求第三方意见。经审查，不公开该信息可能对公共利益造成重大影响，"
                "理由是：{{ public_interest_reason|ended }}"
            ),
        ),
        (
            "Body",
            "因此，该信息可以公开。根据{{ basis }}的规定，现将下列信息随本告知书提供给{{ you }}：",
        ),
        *_LIST,
    ),
    *_FACTS,
    *_REMEDY,
    *CLOSING,
)

_ASKED_FOR = "{{ you }}申请公开的政府信息"
_UNDER = "根据{{ basis }}的规定，"
_REFUSED = "决定不予公开。"
# An agency may refuse, it need not (条例第十六条): the wording says so and the facts give the reason for the choice.
_MAY_REFUSE = "可以不予公开，本机关决定不予公开。理由如下："

_SENTENCES: Mapping[Outcome, tuple[str, ...]] = {
    Outcome.ALREADY_PUBLIC: (f"{_ASKED_FOR}已经主动公开。{_UNDER}现将获取该政府信息的方式、途径告知如下：",),
    Outcome.REFUSAL_SECRET: (f"{_ASKED_FOR}属于依法确定的国家秘密。{_UNDER}{_REFUSED}",),
    Outcome.REFUSAL_LAW: (f"{_ASKED_FOR}属于{{{{ detail }}}}规定禁止公开的信息。{_UNDER}{_REFUSED}",),
    Outcome.REFUSAL_SAFETY: (f"{_ASKED_FOR}公开后可能危及{{{{ detail }}}}。{_UNDER}{_REFUSED}理由如下：",),
    Outcome.REFUSAL_THIRD_PARTY: (
        (
            f"{_ASKED_FOR}涉及第三方的{{{{ detail }}}}，公开会对第三方合法权益造成损害。"
            "{% if variant == 'silent' %}本机关书面征求第三方意见，第三方逾期未提出意见。{% endif %}"
            f"{_UNDER}{_REFUSED}理由如下："
        ),
    ),
    Outcome.REFUSAL_INTERNAL: (f"{_ASKED_FOR}属于{{{{ detail }}}}方面的内部事务信息。{_UNDER}{_MAY_REFUSE}",),
    Outcome.REFUSAL_PROCESS: (
        f"{_ASKED_FOR}属于本机关在履行行政管理职能过程中形成的{{{{ detail }}}}，是过程性信息。{_UNDER}{_MAY_REFUSE}",
    ),
    Outcome.REFUSAL_CASE_FILE: (f"{_ASKED_FOR}属于行政执法案卷信息（{{{{ detail }}}}）。{_UNDER}{_MAY_REFUSE}",),
    Outcome.SPECIAL_QUERY: (
        (
            f"有关法律、行政法规对{{{{ you }}}}申请公开的政府信息的获取有特别规定。{_UNDER}"
            "请{{ you }}依照有关法律、行政法规的规定办理，具体如下："
        ),
    ),
    Outcome.NOT_EXIST: (f"经检索，{_ASKED_FOR}不存在。{_UNDER}现将检索情况告知如下：",),
    Outcome.NOT_THIS_AGENCY: (f"{_ASKED_FOR}不属于本机关负责公开。{_UNDER}现将理由和有关情况告知如下：",),
    Outcome.NEEDS_PROCESSING: (
        (
            f"{{{{ you }}}}申请公开的内容需要本机关对现有政府信息进行加工、分析。{_UNDER}"
            "可以不予提供，本机关决定不予提供。理由如下："
        ),
    ),
    Outcome.UNCLEAR_AFTER_CORRECTION: (
        f"经补正，{{{{ you }}}}的申请内容仍不明确，本机关无法提供。{_UNDER}现将理由告知如下：",
    ),
    Outcome.PETITION: (
        (
            "{% if variant == 'enquiry' %}{{ you }}的申请以政府信息公开申请的形式进行咨询。"
            "{% else %}{{ you }}的申请以政府信息公开申请的形式进行信访、投诉、举报等活动。{% endif %}"
            f"{_UNDER}本机关不作为政府信息公开申请处理，现告知如下："
        ),
    ),
    Outcome.REPEAT_REQUEST: (
        f"{{{{ you }}}}曾向本机关申请公开相同的政府信息，本机关已作出答复（{{{{ detail }}}}）。{_UNDER}不予重复处理。",
    ),
    Outcome.PUBLICATION: (
        f"{{{{ you }}}}的申请要求提供公开出版物（{{{{ detail }}}}）。{_UNDER}现将获取的途径告知如下：",
    ),
    Outcome.EXCESSIVE_REQUESTS: (
        (
            "{{ you }}申请公开政府信息的数量、频次明显超过合理范围，经本机关要求说明理由，{{ you }}没有说明合理的理由。"
            f"{_UNDER}不予处理。理由如下："
        ),
    ),
    Outcome.CONFIRM_REISSUE: (
        f"{{{{ you }}}}的申请要求本机关确认或者重新出具{{{{ you }}}}已经获取的政府信息。{_UNDER}不予处理。情况如下：",
    ),
    Outcome.ABANDONED_NO_CORRECTION: (
        (
            "本机关已以补正告知书（{{ detail }}）告知{{ you }}补正，{{ you }}无正当理由逾期不补正。"
            f"{_UNDER}视为放弃申请，本机关不再处理该政府信息公开申请。"
        ),
    ),
    Outcome.ABANDONED_NO_PAYMENT: (
        (
            "本机关已以收费通知书（{{ detail }}）通知{{ you }}缴纳信息处理费，{{ you }}逾期未缴清。"
            f"{_UNDER}视为放弃申请，本机关不再处理该政府信息公开申请。"
        ),
    ),
    Outcome.WITHDRAWN: ("{{ you }}已撤回该申请，本机关终止办理。",),
    Outcome.NOT_GOV_INFO: (f"{_UNDER}{{{{ you }}}}申请公开的信息不属于政府信息。理由如下：",),
    Outcome.OTHER: (f"{_UNDER}本机关对{{{{ you }}}}的申请作如下处理：",),
}

_PARTIAL: tuple[Paragraph, ...] = (
    *_OPENING,
    *_ITEMS,
    (
        "Body",
        (
            "{{ you }}申请公开的信息中含有"
            "{% if variant == 'withheld_other' %}不属于政府信息或者与申请内容无关{% else %}依法不予公开{% endif %}"
            "的内容，"
            "但是能够作区分处理。根据{{ basis }}的规定，本机关经区分处理，向{{ you }}提供可以公开的下列信息："
        ),
    ),
    *_LIST,
    ("Body", "下列部分不予公开："),
    *each(
        "one in withheld",
        (
            "Body",
            (
                "{{ loop.index }}. {{ one.what|ended }}{% if one.reason %}理由：{{ one.reason|ended }}{% endif %}"
                "{% if one.basis %}依据：{{ one.basis|ended }}{% endif %}"
            ),
        ),
    ),
    *_FACTS,
    *_REMEDY,
    *CLOSING,
)


def _reply(outcome: Outcome) -> tuple[Paragraph, ...]:
    sentences = tuple(("Body", text) for text in _SENTENCES[outcome])
    # A withdrawal is confirmed: nothing was examined.
    opening = _COURSE if outcome is Outcome.WITHDRAWN else _OPENING
    return (*opening, *sentences, *_ITEMS, *_FACTS, *when("provided", ("Body", "能够提供的部分如下："), *_LIST),
            *_REMEDY, *CLOSING)  # fmt: skip


def _key(outcome: Outcome) -> str:
    return f"{DocumentKind.OUTCOME_LETTER}.{outcome}"


REPLIES: Mapping[str, tuple[Paragraph, ...]] = {
    _key(Outcome.GRANT): _GRANT,
    _key(Outcome.PARTIAL_GRANT): _PARTIAL,
    **{_key(outcome): _reply(outcome) for outcome in _SENTENCES},
}
