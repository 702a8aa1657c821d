"""检索记录: where, by which words, by whom, with what result; the evidence that "does not exist" rests on."""

from datetime import date, datetime

from casework.act_case import changed, check_day, enter, words, words_of
from casework.drafts import SearchDraft
from casework.office import Office
from casework.unit_of_work import begin
from casework.views import Changed
from law.terms import Act, EventKind

__all__ = ["record_search"]


def record_search(office: Office, draft: SearchDraft, *, today: date, now: datetime, actor: str) -> Changed:
    """Record a search.

    Raises:
        UserError: no place, no keyword, nobody who searched, no result, an impossible date, the reply already issued.
    """
    with begin(office, today=today, now=now, actor=actor) as work:
        case = enter(work, draft.request_id, Act.RECORD_SEARCH)
        check_day(draft.on, case, "检索日期")
        payload = {
            "systems": words_of(draft.systems, "search_systems_missing", "systems"),
            "keywords": words_of(draft.keywords, "search_keywords_missing", "keywords"),
            "period": draft.period.strip(),
            "searcher": words(draft.searcher, "search_searcher_missing", "searcher"),
            "result": words(draft.result, "search_result_missing", "result"),
            "reviewer": draft.reviewer.strip(),
        }
        work.record(case.request, EventKind.SEARCH_RECORDED, draft.on, payload)
        return changed(work, case, Act.RECORD_SEARCH, "检索记录已录入")
