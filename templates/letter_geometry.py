"""Measured values of GB/T 9704-2012 (信函格式) and the parts of a .docx that do not depend on the letter.

Lengths in twips (1/20 point) unless said otherwise; ``sz`` in half points.
"""

import re

from templates.layout import FONT_SUBSTITUTES, Layout
from templates.placement import HEAD_RULE_GAP, MARK_LINE, MARK_TOP, RULE_LINE

__all__ = [
    "CORE_PROPERTIES",
    "NAMESPACES",
    "font_table_xml",
    "footer_xml",
    "header_xml",
    "section_xml",
    "settings_xml",
    "sheet_section_xml",
    "styles_xml",
]

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = f'xmlns:w="{W}" xmlns:r="{R}"'
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

LINE = 579  # 22 lines in 225 mm
CHAR_SPACE = -848  # 28 characters of 16 pt in 156 mm: 15.79 pt each, in 1/4096 pt
# LibreOffice gives a 16 pt sign two cells of a 15.79 pt grid, so lines of 14. The pitch is therefore also written as
# spacing of characters: 28 × 15.7 pt = 439.6 pt of 442.25 pt. (Measured: with -5 LibreOffice holds 27.)
SQUEEZE = -6
RED = "FF0000"
# The double lines are 170 mm long and centred on the paper, wider than the text: 8 mm left, 6 mm right of it.
RULE_LEFT, RULE_RIGHT = -454, -340
PAPER_WIDTH, PAPER_HEIGHT = 11906, 16838
RULE_WIDTH, RULE_X = 9638, 1134  # 170 mm, 20 mm from the edge
FOOT_RULE_Y = 15652  # measured: the two lines lie at either side of 277 mm, 20 mm above the lower edge
# The upper rule stands 4 mm under the mark. It hangs in a frame: in the flow of the header it would push the text to a
# place where LibreOffice, which centres whole lines of the grid in what is left of the page, begins 3 mm lower than
# Word and holds a line less.
HEAD_RULE_Y = MARK_TOP + 42 * MARK_LINE + HEAD_RULE_GAP
NUMBER_BEFORE = 320  # the number stands 7/8 of a sign under the upper rule
MARGINS = 'w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"'

CORE_PROPERTIES = (
    DECLARATION
    + '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    '<dcterms:created xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:created>'
    '<dcterms:modified xsi:type="dcterms:W3CDTF">2000-01-01T00:00:00Z</dcterms:modified></cp:coreProperties>'
)


def section_xml() -> str:
    """Section of a letter: A4, 22 × 28 grid, first page with its own header and footer."""
    return (
        '<w:sectPr><w:headerReference w:type="first" r:id="rIdHeaderFirst"/>'
        '<w:footerReference w:type="first" r:id="rIdFooterFirst"/>'
        '<w:footerReference w:type="default" r:id="rIdFooterOdd"/>'
        '<w:footerReference w:type="even" r:id="rIdFooterEven"/>'
        f'<w:pgSz w:w="{PAPER_WIDTH}" w:h="{PAPER_HEIGHT}"/>'
        f'<w:pgMar {MARGINS} w:header="{MARK_TOP}" w:footer="1446" w:gutter="0"/>'
        "<w:titlePg/>"
        f'<w:docGrid w:type="linesAndChars" w:linePitch="{LINE}" w:charSpace="{CHAR_SPACE}"/></w:sectPr>'
    )


def sheet_section_xml() -> str:
    """Section of an internal sheet: same paper and margins, page numbers on every page, no mark."""
    return (
        '<w:sectPr><w:footerReference w:type="default" r:id="rIdFooterOdd"/>'
        '<w:footerReference w:type="even" r:id="rIdFooterEven"/>'
        f'<w:pgSz w:w="{PAPER_WIDTH}" w:h="{PAPER_HEIGHT}"/>'
        f'<w:pgMar {MARGINS} w:header="1701" w:footer="1446" w:gutter="0"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{LINE}"/></w:sectPr>'
    )


def header_xml() -> str:
    """Header of the first page: the mark, 30 mm from the upper edge, and the double line under it."""
    return (
        f"{DECLARATION}<w:hdr {NAMESPACES}>{_rule('HeadRule', HEAD_RULE_Y)}"
        '<w:p><w:pPr><w:pStyle w:val="AgencyMark"/></w:pPr>'
        '<w:r><w:t xml:space="preserve">{{ agency_mark }}</w:t></w:r></w:p></w:hdr>'
    )


def _rule(style: str, below: int) -> str:
    """A double line as wide as the standard wants, ``below`` the upper edge of the paper."""
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/>'
        f'<w:framePr w:w="{RULE_WIDTH}" w:h="120" w:hRule="exact" w:wrap="around" w:vAnchor="page" w:hAnchor="page" '
        f'w:x="{RULE_X}" w:y="{below - RULE_LINE}"/></w:pPr></w:p>'
    )


def footer_xml(which: str) -> str:
    """Footer ``first`` (lower double line, no number), ``odd`` (number right) or ``even`` (number left)."""
    if which == "first":
        body = _rule("FootRule", FOOT_RULE_Y) + '<w:p><w:pPr><w:pStyle w:val="PageNumberOdd"/></w:pPr></w:p>'
    else:
        body = (
            f'<w:p><w:pPr><w:pStyle w:val="PageNumber{which.capitalize()}"/></w:pPr>'
            '<w:r><w:t xml:space="preserve">— </w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
            '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
            '<w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p>'
        )
    return f"{DECLARATION}<w:ftr {NAMESPACES}>{body}</w:ftr>"


def settings_xml() -> str:
    """Document settings: odd and even footers, no compression of punctuation (28 signs stay 28)."""
    return (
        f'{DECLARATION}<w:settings {NAMESPACES}><w:zoom w:percent="100"/><w:removePersonalInformation/>'
        '<w:defaultTabStop w:val="632"/><w:evenAndOddHeaders/>'
        '<w:drawingGridVerticalSpacing w:val="579"/><w:characterSpacingControl w:val="doNotCompress"/>'
        "<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/>"
        "<w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>"
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def font_table_xml() -> str:
    """Names of the fonts with their substitutes for machines that lack them."""
    layout = Layout()
    names = (
        layout.font_body, layout.font_title, layout.font_heading, layout.font_subheading, layout.font_page_number,
    )  # fmt: skip
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{FONT_SUBSTITUTES[name]}"/><w:charset w:val="86"/>'
        '<w:family w:val="auto"/><w:pitch w:val="variable"/></w:font>'
        for name in dict.fromkeys(names)
    )
    return f"{DECLARATION}<w:fonts {NAMESPACES}>{fonts}</w:fonts>"


def styles_xml() -> str:
    """All paragraph styles; a letter holds no direct formatting, so that an agency edits one place."""
    layout = Layout()
    body, title = layout.font_body, layout.font_title
    indent = '<w:ind w:firstLineChars="200" w:firstLine="632"/>'
    hanging = '<w:ind w:leftChars="500" w:left="1580" w:hangingChars="300" w:hanging="948"/>'
    under = '<w:ind w:leftChars="500" w:left="1580" w:firstLineChars="0" w:firstLine="0"/>'
    centred = '<w:jc w:val="center"/>'
    page_font = _font(layout.font_page_number, 28)
    flush = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'
    head_border = f'<w:pBdr><w:bottom w:val="thickThinSmallGap" w:sz="24" w:space="0" w:color="{RED}"/></w:pBdr>'
    # A lower border, like that of the mark: programs disagree on which line of an upper border is the outer one.
    foot_border = f'<w:pBdr><w:bottom w:val="thinThickSmallGap" w:sz="24" w:space="0" w:color="{RED}"/></w:pBdr>'
    rule_indent = f'<w:ind w:left="{RULE_LEFT}" w:right="{RULE_RIGHT}" w:firstLineChars="0" w:firstLine="0"/>'
    styles = (
        _style(
            "Normal", "Normal", "", f'<w:snapToGrid w:val="0"/>{_exact(LINE)}<w:jc w:val="both"/>',
            _font(body, 32, squeeze=SQUEEZE), default=True,
        ),
        _style("Body", "正文段落", "Normal", f'<w:wordWrap w:val="0"/>{indent}', ""),
        _style("Excerpt", "申请原文", "Body", "", ""),
        _style("Heading1", "一级标题", "Body", '<w:keepNext/>', _font(layout.font_heading, 32, squeeze=SQUEEZE)),
        _style("Heading2", "二级标题", "Body", '<w:keepNext/>', _font(layout.font_subheading, 32, squeeze=SQUEEZE)),
        _style("Addressee", "主送机关", "Normal", f"<w:keepNext/>{flush}", ""),
        _style("DocNumber", "发文字号", "Normal", f'{_exact(LINE, before=NUMBER_BEFORE)}<w:jc w:val="right"/>', ""),
        _style(
            "LetterTitle", "公文标题", "Normal",
            f'<w:keepNext/>{_exact(660, before=2 * LINE, after=LINE)}<w:contextualSpacing/><w:jc w:val="center"/>',
            _font(title, 44),
        ),
        _style(
            "SheetTitle", "内部单标题", "Normal",
            f'<w:keepNext/>{_exact(660, after=LINE // 2)}<w:jc w:val="center"/>', _font(title, 44),
        ),
        _style("Annex", "附件说明", "Normal", f"<w:keepNext/>{_exact(LINE, before=LINE)}{hanging}", ""),
        _style("AnnexMore", "附件说明续", "Normal", f"<w:keepNext/>{under}", ""),
        _style("Signature", "署名", "Normal", f"<w:keepNext/>{_exact(LINE, before=2 * LINE)}{centred}", ""),
        _style("SignDate", "成文日期", "Normal", '<w:keepNext/><w:jc w:val="center"/>', ""),
        _style("Contact", "附注", "Normal", indent, ""),
        _style(
            "AgencyMark", "发文机关标志", "Normal",
            f'<w:keepNext/><w:snapToGrid w:val="0"/>'
            f'{_exact(42 * MARK_LINE)}{rule_indent}<w:jc w:val="center"/>',
            _font(title, 84, color=RED),
        ),
        *(
            _style(
                key, name, "Normal", f'{border}<w:snapToGrid w:val="0"/>{_exact(RULE_LINE)}{flush}',
                '<w:sz w:val="2"/><w:szCs w:val="2"/>',
            )
            for key, name, border in (("HeadRule", "首页上双线", head_border), ("FootRule", "首页下双线", foot_border))
        ),
        _style("PageNumberOdd", "单页页码", "Normal", _page_number("right"), page_font),
        _style("PageNumberEven", "双页页码", "Normal", _page_number("left"), page_font),
        _style("TableHead", "表头", "Normal", f'<w:keepNext/>{_exact(400)}<w:jc w:val="center"/>',
               _font(layout.font_heading, 24)),
        _style("TableCell", "表格文字", "Normal", f'{_exact(360)}<w:jc w:val="left"/>', _font(body, 24)),
    )  # fmt: skip
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_font(body, 32)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    return f"{DECLARATION}<w:styles {NAMESPACES}>{defaults}{''.join(styles)}</w:styles>"


def _style(key: str, name: str, based_on: str, paragraph: str, run: str, *, default: bool = False) -> str:
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    mark = ' w:default="1"' if default else ' w:customStyle="1"'
    # Without automatic spacing between Chinese and figures a line holds exactly its 28 signs.
    spacing_off = '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>' if default else ""
    ordered = _in_schema_order(paragraph + spacing_off)
    return (
        f'<w:style w:type="paragraph"{mark} w:styleId="{key}"><w:name w:val="{name}"/>{base}<w:qFormat/>'
        f"<w:pPr>{ordered}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


_ORDER = (
    "keepNext", "keepLines", "pBdr", "wordWrap", "autoSpaceDE", "autoSpaceDN", "snapToGrid", "spacing", "ind",
    "contextualSpacing", "jc",
)  # fmt: skip


def _in_schema_order(xml: str) -> str:
    """Paragraph properties in the order that the schema of Word demands."""
    parts = re.findall(r"<w:pBdr>.*?</w:pBdr>|<w:\w+[^>]*/>", xml)
    return "".join(sorted(parts, key=lambda part: _ORDER.index(re.match(r"<w:(\w+)", part)[1])))  # type: ignore[index]


def _font(name: str, size: int, *, color: str = "", squeeze: int = 0) -> str:
    # Off the grid of characters: the spacing does in every program what the grid does in Word alone.
    red = f'<w:color w:val="{color}"/>' if color else ""
    return (
        f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/><w:snapToGrid w:val="0"/>{red}'
        f'<w:spacing w:val="{squeeze}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    )


def _exact(line: int, *, before: int = 0, after: int = 0) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="exact"/>'


def _page_number(side: str) -> str:
    return (
        '<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/>'
        f'<w:ind w:{side}Chars="100" w:{side}="280" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="{side}"/>'
    )
