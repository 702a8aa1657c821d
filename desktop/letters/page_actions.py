"""What can be done on the page of a letter, and by which keys."""

from desktop.frame.actions import ActionSpec
from desktop.letters.words_page import WORD_ACTIONS

__all__ = ["LETTER_ACTIONS"]

LETTER_ACTIONS = (
    ActionSpec(id="keep", text="存为草稿，或另存为", shortcut="Ctrl+S", slot="keep"),
    ActionSpec(id="issue", text="签发，或提交审核", shortcut="Ctrl+Return", slot="ask_issue"),
    ActionSpec(id="pass", text="审核通过，或批准", shortcut="A", slot="press_ahead", reason="why_not_ahead"),
    ActionSpec(id="return", text="退回修改", shortcut="R", slot="send_back", reason="why_not_back"),
    ActionSpec(id="compare", text="文稿对比", shortcut="Ctrl+Shift+B", slot="open_compare"),
    ActionSpec(id="print", text="打印文书", shortcut="Ctrl+P", slot="print_dialog"),
    ActionSpec(id="pdf", text="另存为 PDF", shortcut="Ctrl+Shift+S", slot="save_pdf"),
    ActionSpec(id="paged", text="分页预览", shortcut="Ctrl+Shift+V", slot="toggle_paged"),
    ActionSpec(id="finding", text="下一条检查结果", shortcut="F4", slot="focus_next_finding"),
    *WORD_ACTIONS,
)
