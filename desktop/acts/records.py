"""Records that later prove what was done: searches, calls and visits, files."""

from typing_extensions import override

from casework.drafts import ContactDraft, SearchDraft
from desktop.acts.panel import ActPanel, missing
from desktop.acts.plain_drafts import AttachingDraft

__all__ = ["AttachPanel", "RecordContactPanel", "RecordSearchPanel"]

_ROLES = ("申请书", "身份证明", "授权委托书", "送达凭证", "检索截图", "往来材料")
_HOWS = ("电话", "来访", "短信", "邮件")


class RecordSearchPanel(ActPanel):
    """Where, by which words, over which time, by whom, with what result."""

    title = "录入检索记录"
    primary_text = "记入检索记录"

    @override
    def build(self) -> None:
        self.place(
            self.text_field("systems", "检索的系统或者库房，一行一个", lines=2, hint="如：电子档案系统\n办公自动化系统")
        )
        self.place(
            self.line_field(
                "keywords",
                "关键词，用顿号分开",
                "、".join(self.facts.proposal.keywords),
                placeholder="如：白石村、征地批复",
            )
        )
        self.place(
            self.line_field("period", "时间范围", placeholder="如：2018年至2026年"),
            self.date_field("on", "检索日期", self.facts.today),
        )
        self.place(self.text_field("result", "结果", lines=3, hint="如：未检索到；或者检索到 2 份，名称、文号"))
        self.place(
            self.line_field("searcher", "检索人", self.facts.actor),
            self.line_field("reviewer", "复核人", placeholder="可以不填"),
        )

    @override
    def draft(self) -> SearchDraft:
        systems = self.lines("systems")
        if not systems:
            raise missing("systems", "检索的系统或者库房")
        words = self.need_text("keywords")
        for mark in ("，", ",", "；", ";", " ", "\u3000"):
            words = words.replace(mark, "、")
        return SearchDraft(
            request_id=self.facts.case.id,
            on=self.need_day("on"),
            systems=systems,
            keywords=tuple(one.strip() for one in words.split("、") if one.strip()),
            period=self.need_text("period"),
            searcher=self.need_text("searcher"),
            result=self.need_text("result"),
            reviewer=self.text("reviewer"),
        )


class RecordContactPanel(ActPanel):
    """A call or a visit worth keeping."""

    title = "录入联系记录"
    primary_text = "记入联系记录"

    @override
    def build(self) -> None:
        self.place(self.choice_field("how", "方式", [(one, one) for one in _HOWS], _HOWS[0]))
        self.place(
            self.date_field("on", "日期", self.facts.today),
            self.line_field("number", "号码", placeholder="可以不填"),
        )
        self.place(self.text_field("text", "内容", lines=4, hint="与谁联系，说了什么，对方怎样答复"))

    @override
    def draft(self) -> ContactDraft:
        return ContactDraft(
            request_id=self.facts.case.id,
            on=self.need_day("on"),
            how=str(self.need_value("how")),
            number=self.text("number"),
            text=self.need_text("text"),
        )


class AttachPanel(ActPanel):
    """Scans, proofs, correspondence."""

    title = "添加附件"
    primary_text = "保存附件"

    @override
    def build(self) -> None:
        self.place(self.files_field("文件"))
        self.place(self.choice_field("role", "种类", [(one, one) for one in _ROLES], _ROLES[-1]))

    @override
    def draft(self) -> AttachingDraft:
        if not self.paths():
            raise missing("attachments", "文件", "请把文件拖到这里，或者选择文件")
        return AttachingDraft(request_id=self.facts.case.id, role=str(self.need_value("role")))
