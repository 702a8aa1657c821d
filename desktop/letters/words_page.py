"""What a page with a letter on paper offers for its words: phrases of the agency, and searching."""

from typing_extensions import override

from desktop.frame.actions import ActionSpec
from desktop.frame.page import Page
from desktop.letters.find_bar import FindBar
from desktop.letters.phrases import PhraseDesk

__all__ = ["NO_WORDS", "WORD_ACTIONS", "WordsPage"]

NO_WORDS = "这份文书没有可以改的正文。"
WORD_ACTIONS = (
    ActionSpec(id="phrases", text="插入常用语", shortcut="Ctrl+J", slot="open_phrases", reason="why_no_words"),
    ActionSpec(id="phrase", text="所选存为常用语", shortcut="Ctrl+Shift+J", slot="keep_phrase", reason="why_no_words"),
    ActionSpec(id="found", text="查找下一处", shortcut="F3", slot="find_next"),
    ActionSpec(id="found_before", text="查找上一处", shortcut="Shift+F3", slot="find_before"),
)


class WordsPage(Page):
    """Base of the page of a letter; it sets ``phrases`` and says what they are for, and where one searches."""

    phrases: PhraseDesk

    def find_bar(self) -> FindBar:
        """The search on the paper."""
        raise NotImplementedError

    def phrase_place(self) -> str:
        """What a phrase of this letter is for: its outcome, or empty."""
        raise NotImplementedError

    def why_no_words(self) -> str:
        """Why no phrase can be put in, "" where one can."""
        raise NotImplementedError

    def open_phrases(self) -> None:
        """Ctrl+J."""
        self.phrases.open_for(self.phrase_place())

    def keep_phrase(self) -> None:
        """Ctrl+Shift+J."""
        self.phrases.keep_selected(self.phrase_place())

    @override
    def focus_search(self) -> None:
        self.find_bar().open_bar()

    def find_next(self) -> None:
        """F3."""
        self.find_bar().find_next()

    def find_before(self) -> None:
        """Shift+F3."""
        self.find_bar().find_before()

    def leave_words(self) -> bool:
        """Esc: close the phrases or the search; False if neither is open."""
        if self.phrases.is_open():
            self.phrases.leave()
            return True
        if self.find_bar().isVisible():
            self.find_bar().close_bar()
            return True
        return False
