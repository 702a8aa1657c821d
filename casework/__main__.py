"""The headless program: ``python -m casework COMMAND``; ``--help`` lists the commands.

Exit status 0: done; 1: ``check`` found a difference; 2: the question or the files were refused, with the reason on
standard error.
"""

import argparse
import io
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from casework.annual_command import (
    annual_json,
    annual_text,
    check_report_json,
    check_report_text,
    checked_report,
)
from casework.bundle import build
from casework.bundle_views import BundleDraft
from casework.deadline_command import (
    RECEIPT_DATES,
    DeadlineQuestion,
    deadline_json,
    deadline_text,
    policies_from,
    receipt_from,
)
from casework.demo import fill, sample_agency
from casework.dispute_command import disputes_json, disputes_text
from casework.export_command import add_export_arguments, exported, exported_json
from casework.form_command import form_json, form_text, proposal_of
from casework.integrity import CheckReport, check
from casework.ledger_command import add_ledger_arguments, ledger_dry_run
from casework.ledger_import_command import is_import, ledger_import
from casework.office import Office, create_office, open_office
from deadlines.history import Receipt
from law.errors import RuleGap, UserError
from law.terms import Channel

__all__ = ["main"]

_REFUSED: Final = 2
_ACTOR: Final = "系统"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    parsed = _parser().parse_args(arguments)
    try:
        status: int = parsed.run(parsed)
    except UserError as refusal:
        print(refusal.sentence, file=sys.stderr)
        return _REFUSED
    except RuleGap as gap:
        print(f"这样的日期算不出期限：超出了法律数据或者放假日历所及的年份（{gap}）。", file=sys.stderr)
        return _REFUSED
    except OSError as problem:
        print(f"文件读不了：{problem.filename}（{problem.strerror}）。", file=sys.stderr)
        return _REFUSED
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m casework", description="政府信息依申请公开办理：不开窗口的命令")
    commands = parser.add_subparsers(required=True, metavar="命令")
    _add_deadline(commands.add_parser("deadline", help="算一件申请的期限，逐步说明"))
    _add_check(commands.add_parser("check", help="由事件重算全部缓存值，核对文书和编号"))
    _add_demo(commands.add_parser("demo", help="新建一个填好示例办件的数据库"))
    _add_bundle(commands.add_parser("bundle", help="生成一个复议、诉讼案件的应诉卷宗"))
    _add_disputes(commands.add_parser("disputes", help="未结的复议、诉讼和待办，按紧急程度"))
    _add_form(commands.add_parser("read-form", help="读一份填好的申请表，逐项说明出处"))
    _add_export(commands.add_parser("export-ledger", help="按版式导出台账"))
    _add_ledger(commands.add_parser("import-ledger", help="导入一份台账，或者只预演；撤销、列出导入"))
    _add_annual(commands.add_parser("annual", help="一年的年度报告：各表和勾稽"))
    _add_check_annual(commands.add_parser("check-annual", help="核对一份已公布的年度报告，不写入数据库"))
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”不是日期，写法如 2026-03-02") from None


def _add_output(parser: argparse.ArgumentParser, today: str) -> None:
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.add_argument("--today", type=_day, metavar="日期", help=today)


def _today(parsed: argparse.Namespace) -> date:
    # The command line is the one place that may look at the clock.
    return parsed.today or datetime.now(UTC).astimezone().date()


@contextmanager
def _opened(location: str) -> Iterator[Office]:
    """A database that exists already, closed at the end.

    Raises:
        UserError: ``database_missing``, ``path_unusable``.
    """
    file = _file_of(location)
    # An empty file would become a new database, and that would be found sound.
    if file is not None and not (file.is_file() and file.stat().st_size):
        raise UserError("database_missing", f"没有“{location}”这个数据库文件", todo="请核对路径")
    office = open_office(location)
    try:
        yield office
    finally:
        office.close()


def _file_of(location: str) -> Path | None:
    """The file of a location, ``None`` for a server."""
    if "\0" in location:
        raise UserError("path_unusable", "路径里有不能用的字符", todo="请核对路径")
    address = location.removeprefix("sqlite:///")
    return None if "://" in address else Path(address)


# ------------------------------------------------------------------------------------------------------------ deadline


def _add_deadline(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--received", type=_day, metavar="日期", help="收到日已知时直接写")
    parser.add_argument("--channel", choices=[one.value for one in Channel], help="渠道；与下面的日期一起定收到日")
    for name in RECEIPT_DATES:
        parser.add_argument(f"--{name.replace('_', '-')}", type=_day, metavar="日期", help=argparse.SUPPRESS)
    parser.add_argument("--guide-exception", action="store_true", help="公开指南对网上提交另有声明")
    parser.add_argument("--events", metavar="JSON", help="以后发生的事：JSON 数组，或 @文件，或 - 从标准输入读")
    parser.add_argument("--as-known-on", type=_day, metavar="日期", help="按这一天已公布的放假通知算")
    parser.add_argument("--policy", action="append", default=[], metavar="键=值", help="本机关口径，可多次写")
    parser.epilog = "渠道的日期：" + " ".join(f"--{name.replace('_', '-')}" for name in RECEIPT_DATES)
    _add_output(parser, "以哪一天为今天；不写则只算日期，不判断是否已经逾期")
    parser.set_defaults(run=_run_deadline)


def _run_deadline(parsed: argparse.Namespace) -> int:
    question = DeadlineQuestion(
        receipt=_receipt(parsed),
        events=_text_of(parsed.events),
        today=parsed.today,
        known_on=parsed.as_known_on,
        policies=policies_from(parsed.policy),
    )
    if parsed.json:
        print(json.dumps(deadline_json(question), ensure_ascii=False, indent=1))
    else:
        print(deadline_text(question))
    return 0


def _receipt(parsed: argparse.Namespace) -> Receipt | None:
    days = {name: getattr(parsed, name) for name in RECEIPT_DATES}
    given = any(day is not None for day in days.values())
    if parsed.received is not None:
        if given or parsed.channel is not None:
            raise UserError("receipt_dates", "--received 不能与渠道和渠道的日期一起写", todo="请只写一种")
        return receipt_from(Channel.IN_PERSON, {"submitted": parsed.received})
    if parsed.channel is None:
        if given:
            raise UserError("receipt_dates", "写了日期，没有写 --channel", "收到日由渠道决定", "请写明渠道")
        return None
    return receipt_from(Channel(parsed.channel), days, guide_exception=parsed.guide_exception)


def _text_of(argument: str | None) -> str:
    if argument is None:
        return ""
    if argument == "-":
        return sys.stdin.read()
    if not argument.startswith("@"):
        return argument
    try:
        return Path(argument[1:]).read_text(encoding="utf-8-sig")
    except ValueError as problem:
        raise UserError("events_json", f"“{argument[1:]}”读不了", str(problem), "请核对文件") from None


# --------------------------------------------------------------------------------------------------------------- check


def _add_check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--database", required=True, metavar="文件", help="数据库文件，或 postgresql:// 地址")
    _add_output(parser, "不影响核对：缓存值与当天无关")
    parser.set_defaults(run=_run_check)


def _run_check(parsed: argparse.Namespace) -> int:
    with _opened(parsed.database) as office:
        report = check(office)
    print(_report_json(report) if parsed.json else _report_text(report))
    return 0 if report.sound else 1


def _report_json(report: CheckReport) -> str:
    content = {**asdict(report), "sound": report.sound}
    return json.dumps(content, ensure_ascii=False, indent=1)


def _report_text(report: CheckReport) -> str:
    looked = (
        f"核对了 {report.requests} 件申请、{report.events} 条事件、{report.documents} 份文书、"
        f"{report.blobs} 份内容、{report.numbers} 个编号"
    )
    if report.sound:
        return f"{looked}，没有差异。"
    return "\n".join(
        [f"{looked}，有 {len(report.differences)} 处差异：", *[one.sentence for one in report.differences]]
    )


# ---------------------------------------------------------------------------------------------------------------- demo


def _add_demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--database", required=True, metavar="文件", help="新数据库；已有的文件不会被覆盖")
    parser.add_argument("--requests", metavar="文件", help="申请样本（JSON）；不写则用随程序的示例")
    _add_output(parser, "示例以哪一天为今天（默认取本机日期）")
    parser.set_defaults(run=_run_demo)


def _run_demo(parsed: argparse.Namespace) -> int:
    file = _file_of(parsed.database)
    if file is not None and file.exists():
        raise UserError("database_exists", f"“{parsed.database}”已经存在", "示例只写进新的数据库", "请另选文件名")
    requests = None if parsed.requests is None else _requests_of(Path(parsed.requests))
    # The command line is the one place that may look at the clock.
    now = datetime.now(UTC)
    today = parsed.today or now.astimezone().date()
    office = create_office(parsed.database, sample_agency(requests), now=now, actor=_ACTOR, today=today)
    try:
        filled = fill(office, requests, today=today, now=now)
    finally:
        office.close()
    if parsed.json:
        print(json.dumps({"database": parsed.database, **asdict(filled)}, ensure_ascii=False, indent=1, default=str))
    else:
        print(f"已建 {parsed.database}：{filled.sentence}")
        for name, reason in filled.refused:
            print(f"  {name}：{reason}")
    return 0


# -------------------------------------------------------------------------------------------------------------- bundle


def _add_bundle(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--database", required=True, metavar="文件", help="数据库文件，或 postgresql:// 地址")
    parser.add_argument("--dispute", required=True, type=int, metavar="编号", help="案件的内部编号")
    parser.add_argument("--out", required=True, metavar="文件夹", help="新文件夹，或者以 .zip 结尾的文件")
    _add_output(parser, "卷宗的日期（默认取本机日期）")
    parser.set_defaults(run=_run_bundle)


def _run_bundle(parsed: argparse.Namespace) -> int:
    draft = BundleDraft(dispute_id=parsed.dispute, target=Path(parsed.out))
    with _opened(parsed.database) as office:
        built = build(office, draft, today=_today(parsed), actor=_ACTOR)
    if parsed.json:
        print(json.dumps(asdict(built), ensure_ascii=False, indent=1, default=str))
        return 0
    volumes = "，".join(f"{one.name} {one.pages} 页" for one in built.volumes)
    print(f"已生成 {built.target}：{volumes}，{len(built.files)} 个文件")
    for problem in built.problems:
        print(f"  {problem}")
    return 0


# ------------------------------------------------------------------------------------------------------------ disputes


def _add_disputes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--database", required=True, metavar="文件", help="数据库文件，或 postgresql:// 地址")
    parser.add_argument("--all", action="store_true", help="已结案的也列出")
    _add_output(parser, "以哪一天为今天（默认取本机日期）")
    parser.set_defaults(run=_run_disputes)


def _run_disputes(parsed: argparse.Namespace) -> int:
    told = disputes_json if parsed.json else disputes_text
    with _opened(parsed.database) as office:
        print(told(office, today=_today(parsed), open_only=not parsed.all))
    return 0


# ----------------------------------------------------------------------------------------------------------- read-form


def _add_form(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="文件", help=".docx、有文字的 .pdf 或者 .txt")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.set_defaults(run=_run_form)


def _run_form(parsed: argparse.Namespace) -> int:
    proposal = proposal_of(Path(parsed.file))
    print(form_json(proposal) if parsed.json else form_text(proposal))
    return 0


# -------------------------------------------------------------------------------------------------------------- ledger


def _add_export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--database", required=True, metavar="文件", help="数据库文件，或 postgresql:// 地址")
    add_export_arguments(parser, _day)
    _add_output(parser, "数据的日期（默认取本机日期）")
    parser.set_defaults(run=_run_export)


def _run_export(parsed: argparse.Namespace) -> int:
    with _opened(parsed.database) as office:
        result = exported(office, parsed, today=_today(parsed), actor=_ACTOR)
    print(exported_json(result) if parsed.json else result.changed.message)
    return 0


def _add_ledger(parser: argparse.ArgumentParser) -> None:
    add_ledger_arguments(parser, _day)
    parser.set_defaults(run=_run_ledger)


def _run_ledger(parsed: argparse.Namespace) -> int:
    # The command line is the one place that may look at the clock.
    now = datetime.now(UTC)
    if parsed.database is None:
        if is_import(parsed):
            raise UserError("database_missing", "导入要写明数据库", todo="请写 --database，或者用 --dry-run 只预演")
        print(ledger_dry_run(None, parsed, now=now, actor=_ACTOR))
        return 0
    run = ledger_import if is_import(parsed) else ledger_dry_run
    with _opened(parsed.database) as office:
        print(run(office, parsed, now=now, actor=_ACTOR))
    return 0


# -------------------------------------------------------------------------------------------------------------- annual


def _add_annual(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--database", required=True, metavar="文件", help="数据库文件，或 postgresql:// 地址")
    parser.add_argument("--year", required=True, type=int, metavar="年", help="报告哪一年")
    parser.add_argument("--now-known", action="store_true", help="已关账的年，按现在所知重算")
    _add_output(parser, "以哪一天为今天（默认取本机日期）")
    parser.set_defaults(run=_run_annual)


def _run_annual(parsed: argparse.Namespace) -> int:
    told = annual_json if parsed.json else annual_text
    with _opened(parsed.database) as office:
        print(told(office, parsed.year, today=_today(parsed), as_closed=not parsed.now_known))
    return 0


def _add_check_annual(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="文件", help=".xlsx、.xls、.docx、.csv 或者保存的网页")
    parser.add_argument("--before", metavar="文件", help="上一年的报告，用来核对跨年的勾稽")
    parser.add_argument("--json", action="store_true", help="输出 JSON")
    parser.set_defaults(run=_run_check_annual)


def _run_check_annual(parsed: argparse.Namespace) -> int:
    file = Path(parsed.file)
    earlier = Path(parsed.before) if parsed.before is not None else None
    before = (earlier.name, earlier.read_bytes()) if earlier is not None else None
    view = checked_report(file.name, file.read_bytes(), before)
    print(check_report_json(view) if parsed.json else check_report_text(view))
    return 1 if any(one.blocking for one in view.broken) else 0


# --------------------------------------------------------------------------------------------------------------- files


def _requests_of(path: Path) -> list[dict[str, object]]:
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as problem:
        raise UserError("requests_json", f"“{path}”不是 JSON", str(problem), "请核对文件") from None
    requests = content.get("requests") if isinstance(content, dict) else content
    if not isinstance(requests, list) or not all(isinstance(one, dict) for one in requests):
        raise UserError("requests_json", f"“{path}”里没有 requests 数组", todo="格式见 samples 说明")
    return requests


if __name__ == "__main__":
    # A console of another code page must not turn an answer into a traceback.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main())
