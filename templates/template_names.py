"""What the tags of a template name and under which conditions: asked of the syntax tree, before anything runs.

Only what letters need is allowed: fields of the context, ``if`` and ``for`` over them, comparisons, the filters of
letters. Everything else is refused by name; so a template can neither call nor reach anything.
"""

from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from jinja2 import TemplateSyntaxError, nodes

from templates.store import letter_environment
from templates.template_faults import TemplateFault
from templates.template_tags import TAG, TemplateLine, text_source

__all__ = ["Tags", "Usage", "Wording", "field_label", "filters_of", "read_tags"]

_FILTERS: Final = frozenset({"date", "ordinal", "ended", "length", "join"})
_DEEPEST: Final = 3  # loops within loops
_LOOP: Final = {"index": int, "first": bool, "last": bool}
_SIGNS: Final = {"eq": "==", "ne": "!=", "gt": ">", "gteq": ">=", "lt": "<", "lteq": "<="}
# Properties that a context makes of its fields; a dataclass field brings its own name.
_LABELS: Final = {
    "you": "对收件人的称呼", "submitted": "提交方式", "contact": "联系人和电话", "agency_mark": "发文机关标志",
    "amount": "金额", "capitals": "大写金额", "paid": "已缴金额", "still_due": "尚应缴金额",
    "described": "信息名称、形式和页数", "weekday": "星期", "counted": "计数",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """A field where a template prints it.

    Args:
        path: the field; members of a tuple are written ``[]``.
        conditions: what must hold for it to be printed, loops included.
        optional: whether the field may be empty.
        label: its Chinese name.
        tag: as the template writes it.
        line: the paragraph.
    """

    path: str
    conditions: frozenset[str]
    optional: bool
    label: str
    tag: str
    line: TemplateLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """Fixed words between two tags, and the paragraph in which they begin."""

    words: str
    line: TemplateLine


@dataclass(slots=True)
class Tags:
    """Everything that the tags of a template say.

    Attributes:
        usages: fields that are printed.
        wordings: fixed words by the conditions under which they stand.
        constants: texts that a field is compared with, by the path of the field.
        faults: what is not allowed.
    """

    usages: list[Usage] = field(default_factory=list)
    wordings: dict[frozenset[str], list["Wording"]] = field(default_factory=dict)
    constants: dict[str, set[str]] = field(default_factory=dict)
    faults: list[TemplateFault] = field(default_factory=list)


def read_tags(
    lines: tuple[TemplateLine, ...], contexts: tuple[type, ...], more_filters: frozenset[str] = frozenset()
) -> Tags:
    """Read the tags of a template.

    Args:
        lines: its paragraphs.
        contexts: types of the contexts that it prints.
        more_filters: filters that are allowed besides those of all letters.
    """
    reader = _Reader(lines, contexts, _FILTERS | more_filters)
    try:
        tree = letter_environment().parse(text_source(lines))
    except TemplateSyntaxError as problem:
        line = lines[min(max(problem.lineno, 1), len(lines)) - 1]
        sentence = f"标记写得不对：{_told(problem)}"
        reader.tags.faults.append(TemplateFault(code="template_syntax", sentence=sentence, place=line.place))
        return reader.tags
    reader.walk(tree.body, {}, frozenset())
    return reader.tags


def filters_of(lines: tuple[TemplateLine, ...]) -> frozenset[str]:
    """Names of the filters that a template uses."""
    tree = letter_environment().parse(text_source(lines))
    return frozenset(one.name for one in tree.find_all(nodes.Filter) if one.name)


def _told(problem: TemplateSyntaxError) -> str:
    message = problem.message or ""
    if "end of" in message or "Unexpected end" in message or "unknown tag" in message.lower():
        return "条件或者循环没有成对（if 要有 endif，for 要有 endfor）" if "unknown" not in message else "不认识的标记"
    return "请照原来的写法恢复"


class _Unreadable(Exception):
    """A construct that is not allowed. Args: the sentence, and the code."""

    def __init__(self, sentence: str, code: str = "template_construct") -> None:
        super().__init__(sentence)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class _Value:
    """What an expression stands for: its source with loop variables resolved, its type, whether it may be empty."""

    source: str
    type: Any
    optional: bool = False
    label: str = ""


_Scope = dict[str, _Value]


class _Reader:
    def __init__(self, lines: tuple[TemplateLine, ...], contexts: tuple[type, ...], filters: frozenset[str]) -> None:
        self._lines = lines
        self._contexts = contexts
        self._filters = filters
        self.tags = Tags()

    # ------------------------------------------------------------------ statements

    def walk(self, body: list[nodes.Node], scope: _Scope, conditions: frozenset[str]) -> None:
        for node in body:
            try:
                self._statement(node, scope, conditions)
            except _Unreadable as problem:
                self._fault(node, problem)

    def _fault(self, node: nodes.Node, problem: _Unreadable) -> None:
        place = self._line(node).place
        self.tags.faults.append(TemplateFault(code=problem.code, sentence=str(problem), place=place))

    def _line(self, node: nodes.Node) -> TemplateLine:
        # A node that the parser makes up has no number of its own.
        numbers = (one.lineno for one in (node, *node.iter_child_nodes()))
        return self._lines[min(next((one for one in numbers if one), 1), len(self._lines)) - 1]

    def _statement(self, node: nodes.Node, scope: _Scope, conditions: frozenset[str]) -> None:
        if isinstance(node, nodes.Output):
            for one in node.nodes:
                self._output(one, scope, conditions)
        elif isinstance(node, nodes.If):
            self._if(node, scope, conditions)
        elif isinstance(node, nodes.For):
            self._for(node, scope, conditions)
        else:
            raise _Unreadable(f"不能用“{type(node).__name__.lower()}”，只能用 if 和 for")

    def _output(self, node: nodes.Node, scope: _Scope, conditions: frozenset[str]) -> None:
        if isinstance(node, nodes.TemplateData):
            words = node.data.strip()
            if words:
                lead = len(node.data) - len(node.data.lstrip())
                number = min(node.lineno + node.data[:lead].count("\n"), len(self._lines))
                wording = Wording(words=words, line=self._lines[number - 1])
                self.tags.wordings.setdefault(conditions, []).append(wording)
            return
        try:
            value = self._expression(node, scope)
        except _Unreadable as problem:
            self._fault(node, problem)
            return
        if not value.source.startswith("loop."):
            line = self._line(node)
            usage = Usage(
                path=value.source,
                conditions=conditions,
                optional=value.optional,
                label=value.label,
                tag=_tag_of(line, node),
                line=line,
            )
            self.tags.usages.append(usage)

    def _if(self, node: nodes.If, scope: _Scope, conditions: frozenset[str]) -> None:
        before: frozenset[str] = frozenset()
        for one in (node, *node.elif_):
            test = self._expression(one.test, scope)
            self._note_constants(one.test, scope)
            self.walk(one.body, scope, conditions | before | _conjuncts(one.test, self, scope))
            before |= {_negated(test.source)}
        self.walk(node.else_, scope, conditions | before)

    def _for(self, node: nodes.For, scope: _Scope, conditions: frozenset[str]) -> None:
        if not isinstance(node.target, nodes.Name) or node.test or node.recursive:
            raise _Unreadable("循环只能写成“for 名称 in 字段”")
        members = self._expression(node.iter, scope)
        member = _member_type(members.type)
        if member is None:
            raise _Unreadable(f"“{members.source}”不是列表，不能用来循环")
        depth = sum(one.startswith("for ") for one in conditions)
        if depth >= _DEEPEST or f"for {members.source}" in conditions:
            raise _Unreadable(f"循环套得太深，或者同一列表循环了两次（{members.source}）")
        name = node.target.name
        if name == "loop" or any(hasattr(one, name) for one in self._contexts):
            raise _Unreadable(f"循环的名称“{name}”与字段重名")
        inner = _Value(source=f"{members.source}[]", type=member, label=members.label)
        self.walk(node.body, {**scope, name: inner, "loop": _Value(source="loop", type=_LOOP)},
                  conditions | {f"for {members.source}"})  # fmt: skip
        self.walk(node.else_, scope, conditions | {f"not {members.source}"})

    def _note_constants(self, test: nodes.Node, scope: _Scope) -> None:
        for one in [test, *test.find_all(nodes.Compare)]:
            if isinstance(one, nodes.Compare) and isinstance(one.ops[0].expr, nodes.Const):
                value = one.ops[0].expr.value
                if isinstance(value, str):
                    self.tags.constants.setdefault(self._expression(one.expr, scope).source, set()).add(value)

    # ------------------------------------------------------------------ expressions

    def _expression(self, node: nodes.Node, scope: _Scope) -> _Value:
        if isinstance(node, nodes.Name):
            return self._name(node.name, scope)
        if isinstance(node, nodes.Getattr):
            return self._attribute(self._expression(node.node, scope), node.attr)
        if isinstance(node, nodes.Getitem):
            return self._item(node, scope)
        if isinstance(node, nodes.Filter):
            return self._filter(node, scope)
        if isinstance(node, nodes.Const):
            return _Value(source=repr(node.value), type=type(node.value))
        if isinstance(node, nodes.Not):
            return _Value(source=_negated(self._expression(node.node, scope).source), type=bool)
        if isinstance(node, nodes.And | nodes.Or):
            word = " and " if isinstance(node, nodes.And) else " or "
            sides = (self._expression(one, scope).source for one in (node.left, node.right))
            return _Value(source=f"({word.join(sides)})", type=bool)
        if isinstance(node, nodes.Compare):
            return self._comparison(node, scope)
        raise _Unreadable(f"不能用“{_KINDS.get(type(node).__name__, type(node).__name__)}”，只能用字段、条件和循环")

    def _name(self, name: str, scope: _Scope) -> _Value:
        if name in scope:
            return scope[name]
        if name == "agency_mark":
            return _Value(source=name, type=str, label=_LABELS[name])
        found = [_member(one, name) for one in self._contexts]
        if name.startswith("_") or not found or any(one is None for one in found):
            raise _Unreadable(f"这份文书没有字段“{name}”", "template_undefined")
        first = found[0]
        assert first is not None  # noqa: S101 - none of them is
        return _Value(source=name, type=first.type, optional=first.optional, label=first.label)

    def _attribute(self, owner: _Value, name: str) -> _Value:
        if name.startswith("_"):
            raise _Unreadable(f"不能用以下划线开头的名称“{name}”")
        if owner.type is _LOOP:
            if name not in _LOOP:
                raise _Unreadable(f"循环里只能用 loop.index、loop.first、loop.last，不能用“loop.{name}”")
            return _Value(source=f"loop.{name}", type=_LOOP[name])
        found = _member(owner.type, name)
        if found is None:
            raise _Unreadable(f"“{owner.source}”没有字段“{name}”", "template_undefined")
        label = f"{owner.label}·{found.label}" if owner.label else found.label
        return _Value(source=f"{owner.source}.{name}", type=found.type, optional=found.optional, label=label)

    def _item(self, node: nodes.Getitem, scope: _Scope) -> _Value:
        owner = self._expression(node.node, scope)
        member = _member_type(owner.type)
        if member is None or not isinstance(node.arg, nodes.Const) or type(node.arg.value) is not int:
            raise _Unreadable("方括号里只能写列表的序号")
        return _Value(source=f"{owner.source}[{node.arg.value}]", type=member, label=owner.label)

    def _filter(self, node: nodes.Filter, scope: _Scope) -> _Value:
        if node.node is None or node.name not in self._filters:
            raise _Unreadable(f"不能用过滤器“{node.name}”，只能用 {'、'.join(sorted(self._filters))}")
        constant = all(isinstance(one, nodes.Const) for one in node.args)
        if not constant or node.kwargs or node.dyn_args or node.dyn_kwargs or len(node.args) > 1:
            raise _Unreadable(f"过滤器“{node.name}”的写法不对")
        inner = self._expression(node.node, scope)
        if node.name == "length":
            return _Value(source=f"{inner.source}|length", type=int, label=inner.label)
        return _Value(source=inner.source, type=str, optional=inner.optional, label=inner.label)

    def _comparison(self, node: nodes.Compare, scope: _Scope) -> _Value:
        if len(node.ops) != 1 or node.ops[0].op not in _SIGNS:
            raise _Unreadable("比较只能用 ==、!=、>、>=、<、<=")
        left, right = self._expression(node.expr, scope), self._expression(node.ops[0].expr, scope)
        return _Value(source=f"{left.source} {_SIGNS[node.ops[0].op]} {right.source}", type=bool)


_KINDS: Final = {
    "Call": "函数调用", "CondExpr": "行内条件", "Concat": "连接", "List": "列表", "Tuple": "元组", "Dict": "字典",
    "Test": "is 判断", "Add": "运算", "Sub": "运算", "Mul": "运算", "Div": "运算", "FloorDiv": "运算", "Mod": "运算",
    "Pow": "运算", "Neg": "运算", "Pos": "运算", "Slice": "切片",
}  # fmt: skip


def _conjuncts(test: nodes.Node, reader: _Reader, scope: _Scope) -> frozenset[str]:
    """The conditions that all hold where a test holds: the sides of ``and`` one by one."""
    if isinstance(test, nodes.And):
        return _conjuncts(test.left, reader, scope) | _conjuncts(test.right, reader, scope)
    return frozenset({reader._expression(test, scope).source})  # noqa: SLF001 - the reader of this module


def _negated(source: str) -> str:
    return source.removeprefix("not ") if source.startswith("not ") else f"not {source}"


def _tag_of(line: TemplateLine, node: nodes.Node) -> str:
    """How the paragraph writes an expression; for messages only."""
    names = [one.attr for one in node.find_all(nodes.Getattr)] or [one.name for one in node.find_all(nodes.Name)]
    if isinstance(node, nodes.Getattr):
        names = [node.attr, *names]
    elif isinstance(node, nodes.Name):
        names = [node.name]
    wanted = names[0] if names else ""
    tags = (one for one in TAG.findall(line.text) if one.startswith("{{") and wanted in one)
    return next(tags, f"{{{{ {wanted} }}}}")


# ------------------------------------------------------------------------------------------ types of contexts


@cache
def _hints(owner: type) -> dict[str, Any]:
    return get_type_hints(owner)


def _member(owner: Any, name: str) -> _Value | None:
    """A field or property of a context type; None if it has none of that name."""
    if not isinstance(owner, type) or not is_dataclass(owner):
        return None
    for one in fields(owner):
        if one.name == name:
            kind, may_be_none = _without_none(_hints(owner)[name])
            empty = may_be_none or (one.default is not MISSING and one.default in ("", ()))
            return _Value(source=name, type=kind, optional=empty, label=one.metadata.get("label", name))
    found = getattr(owner, name, None)
    if isinstance(found, property) and found.fget is not None:
        kind, may_be_none = _without_none(get_type_hints(found.fget).get("return", str))
        return _Value(source=name, type=kind, optional=may_be_none, label=_LABELS.get(name, name))
    return None


def _without_none(hint: Any) -> tuple[Any, bool]:
    if get_origin(hint) in (Union, UnionType):
        kinds = [one for one in get_args(hint) if one is not type(None)]
        return kinds[0], len(kinds) < len(get_args(hint))
    return hint, False


def _member_type(kind: Any) -> Any:
    """Type of the members of a tuple; None for anything else."""
    if get_origin(kind) is tuple:
        return get_args(kind)[0]
    return None


def field_label(usage: Usage) -> str:
    """A field as sentences name it: “补正截止日”（{{ deadline|date }}）."""
    return f"“{usage.label or usage.path}”（{usage.tag}）"
