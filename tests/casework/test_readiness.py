from casework.readiness import ready_letters
from templates.store import compiled_letter


def test_usual_letters_are_compiled_ahead() -> None:
    compiled_letter.cache_clear()
    ready_letters()
    ahead = compiled_letter.cache_info()
    compiled_letter("outcome_letter.grant")
    assert ahead.currsize == 4
    assert compiled_letter.cache_info().hits == ahead.hits + 1
