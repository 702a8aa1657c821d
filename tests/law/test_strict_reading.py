"""Every kind of slip in a data file is refused with the file and the key that holds it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from law.annual_rows import load_annual_rows
from law.citations import load_statutes
from law.data_files import DATA, Entry
from law.errors import LawDataError
from law.evidence import load_evidence_specs
from law.fee_notice import load_notice_elements, load_treasury_item
from law.fee_schedule import load_fee_schedules
from law.notices import NOTICES_FILE, load_notices
from law.outcomes import load_outcome_rules
from law.parameters import load_parameters
from law.policies import load_policy_specs
from law.remedy_data import load_remedy_data
from law.rules import load_rule_entries

LOADERS: dict[str, Callable[[Path], object]] = {
    "statutes.toml": load_statutes,
    "parameters.toml": load_parameters,
    "policies.toml": load_policy_specs,
    "outcomes.toml": load_outcome_rules,
    "evidence.toml": load_evidence_specs,
    "annual_rows.toml": load_annual_rows,
    "remedies.toml": load_remedy_data,
    "rules.toml": load_rule_entries,
    "fee_schedule.toml": load_fee_schedules,
    "fee_notice.toml": load_notice_elements,
    "fee_treasury.toml": load_treasury_item,
    "notices.json": load_notices,
}

# file, text in it, what replaces its first occurrence, part of the key, part of the problem
SLIPS = [
    # a key that nobody reads
    ("statutes.toml", "[ogi]\n", "[ogi]\nfoo = 1\n", "ogi.foo", "unknown key"),
    ("parameters.toml", 'label = "答复期限"', 'label = "答复期限"\nfoo = 1', "reply_days.foo", "unknown key"),
    ("parameters.toml", "{ value = 15,", "{ foo = 1, value = 15,", "reply_days.values[0].foo", "unknown key"),
    ("policies.toml", 'kind = "choice"', 'kind = "choice"\nfoo = 1', "law_recon_impl_2026.foo", "unknown key"),
    ("outcomes.toml", "step = 6", "step = 6\nfoo = 1", "already_public.foo", "unknown key"),
    (
        "outcomes.toml",
        '{ key = "info_title",',
        '{ foo = 1, key = "info_title",',
        "already_public.facts[0].foo",
        "unknown key",
    ),
    ("evidence.toml", 'code = "E1"\n', 'code = "E1"\nfoo = 1\n', "search_record.foo", "unknown key"),
    ("annual_rows.toml", "[r1]", "[r1]\nfoo = 1", "r1.foo", "unknown key"),
    ("remedies.toml", "[groups]", "[groups]\nfoo = 1", "groups.foo", "unknown key"),
    ("remedies.toml", "[groups]", "[foo]\nx = 1\n\n[groups]", "foo", "unknown key"),
    ("rules.toml", "[R-31-1]", "[R-31-1]\nfoo = 1", "R-31-1.foo", "unknown key"),
    ("notices.json", '"year": 2008,', '"year": 2008, "foo": 1,', "notices[0].foo", "unknown key"),
    # something missing
    ("statutes.toml", 'confidence = "A"', "", "ogi.confidence", "missing"),
    ("statutes.toml", "effective = 2019-05-15", "", "ogi.effective", "missing"),
    ("parameters.toml", 'citation = "ogi:33.2", ', "", "reply_days.values[1].citation", "missing"),
    ("parameters.toml", 'basis = "条文全文", ', "", "reply_days.values[1].basis", "missing"),
    ("parameters.toml", "checked_on = 2026-11-23, ", "", "reply_days.values[0].checked_on", "missing"),
    ("outcomes.toml", 'citations = ["ogi:36(1)"]', "", "already_public.citations", "missing"),
    ("outcomes.toml", 'citations = ["ogi:36(1)"]', "citations = []", "already_public.citations", "must not be empty"),
    ("outcomes.toml", "[already_public]", "[grant_again]", "grant_again", "unknown outcome"),
    ("rules.toml", 'citations = ["ogi:31(1)"]', "", "R-31-1.citations", "missing"),
    ("remedies.toml", ', "refusal_case_file"]', "]", "groups", "refusal_case_file is in no group"),
    ("remedies.toml", 'partial = ["partial_grant"]', 'partial = ["partial_grant", "grant"]', "groups", "in two groups"),
    ("policies.toml", 'default = "open_closed"', "", "consultation_reading.default", "missing"),
    ("notices.json", '"off": {', '"off_added": [], "makeup_removed": [], "amends": {', "notices[0].amends", "a string"),
    # a citation of nothing
    ("parameters.toml", '"ogi:33.2"', '"ogj:33.2"', "reply_days.values[1].citation", "unknown statute"),
    ("parameters.toml", '"ogi:33.2"', '"ogi:33-2"', "reply_days.values[1].citation", "malformed"),
    ("outcomes.toml", '"ogi:36(1)"', '"case26:1"', "already_public.citations", "no articles"),
    ("rules.toml", '"ogi:31(1)"', '"条例:31"', "R-31-1.citations", "malformed"),
    # dates
    (
        "parameters.toml",
        'citation = "recon:20.1", effective = 2024-01-01',
        'citation = "recon:20.1", effective = 2017-01-01',
        "recon_apply_days.effective",
        "unsorted or overlapping",
    ),
    (
        "parameters.toml",
        'citation = "recon:20.1", effective = 2024-01-01',
        'citation = "recon:20.1", effective = 2018-01-01',
        "recon_apply_days.effective",
        "unsorted or overlapping",
    ),
    (
        "remedies.toml",
        "effective = 2025-06-01, remedy",
        "effective = 2023-06-01, remedy",
        "history.effective",
        "unsorted",
    ),
    ("remedies.toml", "until = 2025-05-31", "until = 2023-05-31", "broad_scope.until", "before effective"),
    ("statutes.toml", "until = 2023-12-31", "until = 2017-12-31", "recon_2017.until", "before effective"),
    ("statutes.toml", "effective = 2019-05-15", 'effective = "2019-05-15"', "ogi.effective", "date expected"),
    ("statutes.toml", "effective = 2019-05-15", "effective = 2019-05-15T00:00:00", "ogi.effective", "without time"),
    ("notices.json", '"2008-01-01"', '"2008-13-01"', "notices[0].off", "no day"),
    ("notices.json", '"2008-02-02",', '"2008-02-06",', "notices[0].makeup", "not ascending"),
    ("notices.json", '"2008-02-02",', '"2009-02-02",', "notices[0].makeup", "not ascending"),
    ("notices.json", '"amends": "国办发明电〔2018〕15号"', '"amends": "国办发明电〔2018〕99号"', "amends", "no notice"),
    # wrong types and unknown terms
    ("parameters.toml", "value = 15", "value = true", "reply_days.values[0].value", "integer"),
    ("parameters.toml", "value = 15", 'value = "15"', "reply_days.values[0].value", "int expected"),
    ("parameters.toml", "value = 15", "value = 0", "reply_days.values[0].value", "positive"),
    ("parameters.toml", 'unit = "workday"', 'unit = "fortnight"', "reply_days.unit", "unknown Unit"),
    ("parameters.toml", 'unit = "workday"', 'unit = "workday"\nrolls = true', "reply_days.rolls", "never rolls"),
    (
        "parameters.toml",
        'confidence = "A"',
        'confidence = "Z"',
        "reply_days.values[1].confidence",
        "unknown Confidence",
    ),
    ("policies.toml", 'kind = "choice"', 'kind = "wish"', "law_recon_impl_2026.kind", "unknown kind"),
    ("policies.toml", 'default = "open_closed"', 'default = "open"', "consultation_reading.default", "no valid value"),
    ("policies.toml", "default = 15", "default = 99", "agency_consultation_days.default", "no valid value"),
    (
        "policies.toml",
        'choices = [["on", "采用"]',
        'choices = ["on", ["on", "采用"]',
        "law_recon_impl_2026.choices",
        "array of",
    ),
    ("outcomes.toml", 'annual_row = "r3_1"', 'annual_row = "r9"', "already_public.annual_row", "unknown row"),
    (
        "outcomes.toml",
        'evidence = ["publication_proof"]',
        'evidence = ["rumour"]',
        "already_public.evidence",
        "unknown Evidence",
    ),
    (
        "outcomes.toml",
        'variants = ["website"]',
        'variants = ["fax"]',
        "already_public.facts[1].variants",
        "unknown variant",
    ),
    ("outcomes.toml", "step = 6", "step = 8", "already_public.step", "no such question"),
    ("outcomes.toml", '{ key = "url",', '{ key = "info_title",', "already_public.facts", "repeats a key"),
    (
        "outcomes.toml",
        '"网址失效", "只给网站首页"',
        '"网址失效", "网址失效"',
        "already_public.pitfalls",
        "repeats a value",
    ),
    ("remedies.toml", 'remedy_class = "R"', 'remedy_class = "Q"', "nonsuable.remedy_class", "unknown RemedyClass"),
    (
        "remedies.toml",
        'policy = "law_recon_impl_2026"',
        'policy = "law_2027"',
        "history.refusal[4].policy",
        "unknown policy",
    ),
    ("remedies.toml", "内先向{body}", "内先向{agency}", "clauses.first_refusal", "expected"),
    ("remedies.toml", "内先向{body}", "内先向{body", "clauses.first_refusal", "expected"),
    ("rules.toml", 'policies = ["identity_check"]', 'policies = ["mood"]', "R-29.policies", "unknown policy"),
    ("evidence.toml", "[search_record]", "[rumour]", "rumour", "unknown evidence"),
    # the standards of the processing fee: keys, whole numbers, bands without a gap, readings of a policy
    ("fee_schedule.toml", "[by_piece]\n", "[by_piece]\nfoo = 1\n", "by_piece.foo", "unknown key"),
    ("fee_schedule.toml", "{ effective", "{ foo = 1, effective", "by_piece.values[0].foo", "unknown key"),
    ("fee_schedule.toml", "{ first = 1,", "{ foo = 1, first = 1,", "by_piece.values[0].bands[0].foo", "unknown key"),
    ("fee_schedule.toml", "[by_volume]", "[by_weight]", "by_weight", "unknown standard"),
    ("fee_schedule.toml", 'unit = "件"', "", "by_piece.unit", "missing"),
    ("fee_schedule.toml", 'unit = "件"', 'unit = ""', "by_piece.unit", "must not be empty"),
    ("fee_schedule.toml", 'unit = "件"', "unit = 1", "by_piece.unit", "str expected, found int"),
    ("fee_schedule.toml", "every = 10, ", "", "by_piece.values[0].every", "missing"),
    ("fee_schedule.toml", "more = 10000, ", "", "by_piece.values[0].more", "missing"),
    ("fee_schedule.toml", 'citation = "fee:4", ', "", "by_piece.values[0].citation", "missing"),
    ("fee_schedule.toml", 'basis = "费率多来源一致", ', "", "by_volume.values[0].basis", "missing"),
    ("fee_schedule.toml", "checked_on = 2026-11-24, ", "", "by_piece.values[0].checked_on", "missing"),
    ("fee_schedule.toml", "effective = 2021-01-01, ", "", "by_piece.values[0].effective", "missing"),
    ("fee_schedule.toml", ', confidence = "D"', "", "by_piece.values[0].bands[2].confidence", "missing"),
    ("fee_schedule.toml", ", fen = 20000", "", "by_piece.values[0].bands[2].fen", "missing"),
    ("fee_schedule.toml", '"fee:4"', '"fee:0"', "by_piece.values[0].citation", "malformed"),
    ("fee_schedule.toml", '"fee:4"', '"fees:4"', "by_piece.values[0].citation", "unknown statute"),
    ("fee_schedule.toml", 'confidence = "D"', 'confidence = "Z"', "bands[2].confidence", "unknown Confidence"),
    ("fee_schedule.toml", "2021-01-01", '"2021-01-01"', "by_piece.values[0].effective", "date expected"),
    ("fee_schedule.toml", "2021-01-01", "2021-01-01T00:00:00", "by_piece.values[0].effective", "without time"),
    ("fee_schedule.toml", "fen = 10000", "fen = 10000.0", "by_piece.values[0].bands[1].fen", "found float"),
    ("fee_schedule.toml", "fen = 10000", 'fen = "10000"', "by_piece.values[0].bands[1].fen", "found str"),
    ("fee_schedule.toml", "fen = 10000", "fen = true", "by_piece.values[0].bands[1].fen", "an integer"),
    ("fee_schedule.toml", "first = 11", "first = 11.0", "by_piece.values[0].bands[1].first", "found float"),
    ("fee_schedule.toml", "last = 30", "last = 3e1", "by_piece.values[0].bands[1].last", "found float"),
    ("fee_schedule.toml", "every = 10", "every = 10.0", "by_piece.values[0].every", "found float"),
    ("fee_schedule.toml", "more = 10000", "more = 10000.0", "by_piece.values[0].more", "found float"),
    ("fee_schedule.toml", "every = 10", "every = 0", "by_piece.values[0].every", "positive together"),
    ("fee_schedule.toml", "every = 10", "every = -10", "by_piece.values[0].every", "positive together"),
    ("fee_schedule.toml", "more = 10000", "more = -10000", "by_piece.values[0].every", "positive together"),
    ("fee_schedule.toml", "more = 0", "more = 1000", "by_volume.values[0].every", "positive together"),
    ("fee_schedule.toml", "first = 1,", "first = 0,", "by_piece.values[0].bands[0].first", "begin with 1 "),
    ("fee_schedule.toml", "first = 11", "first = 12", "by_piece.values[0].bands[1].first", "begin with 11 "),
    ("fee_schedule.toml", "first = 31", "first = 30", "by_piece.values[0].bands[2].first", "begin with 31 "),
    ("fee_schedule.toml", "last = 40", "last = 30", "by_piece.values[0].bands[2].first", "must not be empty"),
    ("fee_schedule.toml", "fen = 20000", "fen = 5000", "by_piece.values[0].bands[2].fen", "never costs less"),
    ("fee_schedule.toml", "fen = 0", "fen = -1", "by_piece.values[0].bands[0].fen", "never costs less"),
    ("fee_schedule.toml", '"fee_band31_reading"', '"fee_mood"', "by_piece.policy", "unknown policy"),
    ("fee_schedule.toml", '"from_41"', '"from_51"', "by_piece.values[1].reading", "no reading 'from_51'"),
    ("fee_schedule.toml", ', reading = "from_41"', "", "by_piece.values[1].reading", "no reading ''"),
    (
        "fee_schedule.toml",
        '2021-01-01, citation = "fee:5"',
        '2021-01-01, reading = "from_31", citation = "fee:5"',
        "by_volume.values[0].reading",
        "policy (none)",
    ),
    ("fee_schedule.toml", '"from_41"', '"from_31"', "by_piece.effective", "unsorted or overlapping"),
    (
        "fee_schedule.toml",
        'effective = 2021-01-01, reading = "from_41"',
        'effective = 2022-01-01, reading = "from_31"',
        "by_piece.values",
        "no values for the reading 'from_41'",
    ),
    # what a fee notice has to say
    ("fee_notice.toml", "[basis]\n", "[basis]\nfoo = 1\n", "basis.foo", "unknown key"),
    ("fee_notice.toml", 'label = "依据"\n', "", "basis.label", "missing"),
    ("fee_notice.toml", "required = true\n", "", "basis.required", "missing"),
    ("fee_notice.toml", "required = true", "required = 1", "basis.required", "bool expected, found int"),
    ("fee_notice.toml", "internal = true", 'internal = "yes"', "onsite.internal", "bool expected, found str"),
    ("fee_notice.toml", 'phrases = ["人民币"]', 'phrases = "人民币"', "amount.phrases", "list expected"),
    ("fee_notice.toml", 'phrases = ["人民币"]', 'phrases = [""]', "amount.phrases", "non-empty strings"),
    ("fee_notice.toml", 'phrases = ["人民币"]', "phrases = [1.5]", "amount.phrases", "non-empty strings"),
    ("fee_notice.toml", '"不再处理"', '"视为放弃申请"', "consequence.phrases", "repeats a value"),
    ("fee_notice.toml", 'citations = ["fee:7"]', "citations = []", "remedy.citations", "must not be empty"),
    ("fee_notice.toml", 'citations = ["fee:7"]', 'citations = ["fee7"]', "remedy.citations", "unknown statute"),
    ("fee_notice.toml", "checked_on = 2026-11-24\n", "", "basis.checked_on", "missing"),
    ("fee_notice.toml", 'confidence = "M"', 'confidence = "?"', "restart.confidence", "unknown Confidence"),
    # the item of revenue
    ("fee_treasury.toml", 'code = "', 'foo = 1\ncode = "', "processing_fee.foo", "unknown key"),
    ("fee_treasury.toml", '"103049950"', "103049950", "processing_fee.code", "str expected, found int"),
    ("fee_treasury.toml", '"103049950"', '""', "processing_fee.code", "must not be empty"),
    ("fee_treasury.toml", "[processing_fee]", "[search_fee]", "processing_fee", "exactly this item"),
    ("fee_treasury.toml", "[processing_fee]", "[foo]\n\n[processing_fee]", "processing_fee", "exactly this item"),
    ("fee_treasury.toml", 'basis = "多省一致"\n', "", "processing_fee.basis", "missing"),
    ("fee_treasury.toml", '"fee:8"', '"fee:8."', "processing_fee.citations", "malformed"),
    ("fee_treasury.toml", 'confidence = "B"', "", "processing_fee.confidence", "missing"),
    # no data at all
    ("fee_schedule.toml", "[by_piece]", "[by_piece", "", "no valid TOML"),
    ("rules.toml", "[R-31-1]", "[R-31-1", "", "no valid TOML"),
    ("notices.json", "{", "[", "", "no valid JSON"),
]


def source(name: str) -> Path:
    return NOTICES_FILE if name == "notices.json" else DATA / name


@pytest.mark.parametrize(("name", "old", "new", "key", "problem"), SLIPS)
def test_slip_is_refused(tmp_path: Path, name: str, old: str, new: str, key: str, problem: str) -> None:
    good = source(name).read_text(encoding="utf-8")
    assert old in good, "the slip does not apply any more"
    broken = tmp_path / name
    broken.write_text(good.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(LawDataError) as refused:
        LOADERS[name](broken)
    assert refused.value.file == name
    assert key in refused.value.key
    assert problem in refused.value.problem
    assert name in str(refused.value)


@pytest.mark.parametrize("name", list(LOADERS))
def test_shipped_file_is_accepted(name: str) -> None:
    assert LOADERS[name](source(name))


@pytest.mark.parametrize("name", list(LOADERS))
def test_file_that_is_not_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(LawDataError) as refused:
        LOADERS[name](tmp_path / name)
    assert refused.value.file == name


def test_entry_reads_each_kind() -> None:
    entry = Entry("x.toml", "k", {"a": "text", "b": 3, "c": True, "d": date(2026, 1, 1), "e": ["x", "y"], "f": [{}]})
    assert entry.text("a") == "text"
    assert entry.number("b") == 3
    assert entry.flag("c") is True
    assert entry.day("d") == date(2026, 1, 1)
    assert entry.texts("e") == ("x", "y")
    assert entry.tables("f")[0].key == "k.f[0]"
    entry.finish()
    assert entry.text("missing", "default") == "default"
    with pytest.raises(LawDataError, match=r"x\.toml: k\.missing: missing"):
        entry.text("missing")


def test_entry_must_be_a_table() -> None:
    with pytest.raises(LawDataError, match="a table is expected"):
        Entry("x.toml", "k", 3)
