"""Names under which attachments are opened and saved: whatever others called their files, it can be written."""

import pytest

from desktop.letters.files import local_name


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("征地批复.pdf", "征地批复.pdf"),
        ("..", "附件"),
        ("../../x", "_._x"),
        ("CON", "附件CON"),
        ("nul.txt", "附件nul.txt"),
        ("aux.2026.docx", "附件aux.2026.docx"),
        ("console.txt", "console.txt"),
        ("a<b>|?*.pdf", "a_b____.pdf"),
        ("a.pdf ", "a.pdf"),
        ("中" * 255 + ".pdf", "中" * 60 + ".pdf"),
        ("x" * 300, "x" * 60),
        ("a\0b", "a_b"),
    ],
)
def test_names_can_be_written(given: str, written: str) -> None:
    assert local_name(given) == written
