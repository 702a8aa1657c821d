"""Where a letter has its paragraphs in the agency's own words, whatever an agency made of the template."""

from dataclasses import replace
from typing import Final

from law.terms import DocumentKind
from templates.engine import render
from templates.layout import Layout
from templates.preview import BlockKind, PreviewBlock, blocks_of
from templates.reply_contexts import ReplyLetter

__all__ = ["own_words_range"]

# Words that no letter says; they are printed into a copy that nobody sees.
_PLACE: Final = "own-words-7f3a1c"


def own_words_range(
    letter: ReplyLetter, blocks: tuple[PreviewBlock, ...], layout: Layout, template: bytes | None = None
) -> tuple[int, int] | None:
    """The blocks that the own words fill: first, and behind the last. ``template``: the agency's own, if it has one.

    Found by printing a copy that says one known paragraph in their place; comparing words would fail where the same
    sentence stands twice, or where cleaning changed it.

    Returns:
        None where the template has no place for them. Both numbers are the same while there are none.
    """
    copy = blocks_of(render(DocumentKind.OUTCOME_LETTER, replace(letter, facts=(_PLACE,)), layout, template))
    start = next((at for at, one in enumerate(copy) if one.kind is BlockKind.PARA and _is_place(one)), None)
    return None if start is None else (start, start + 1 + len(blocks) - len(copy))


def _is_place(block: PreviewBlock) -> bool:
    return block.text.rstrip("。") == _PLACE
