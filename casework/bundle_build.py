"""A bundle being built: every piece as pages, the papers that name its pages, two bound volumes, the single files.

The pages of all pieces are known before anything is bound; cover, index and evidence list are laid out once with places
of the same width and once with the numbers. If that changes their length, it is done again.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final

from casework.binding_preparing import ORIGINALS, Prepared, Preparing
from casework.bundle_folder import BundlePlace, safe_name
from casework.bundle_letters import answer_bytes, check_list_bytes, cover_bytes, evidence_list_bytes, index_bytes
from casework.bundle_plan import ANSWER_KEY, EVIDENCE_LIST_KEY, numbered
from casework.bundle_sheets import sheet_bytes
from casework.bundle_views import (
    BuiltBundle,
    BuiltPiece,
    BuiltVolume,
    BundleItem,
    BundlePlanView,
    BundleSection,
    PieceOrigin,
)
from casework.case_contents import CLOSED_VOLUME, OPEN_VOLUME
from casework.dispute_folder import DisputeFolder
from casework.letters import letter_bytes
from casework.notice_facts import third_party_names
from casework.page_binding import BoundEntry, Converter, Piece, PieceUnread, Volume, bind
from casework.page_images import text_of
from casework.proof_papers import CaseFolder, ProofPaper
from casework.rederiving import Progress
from casework.refusals import refused
from law.terms import DocumentKind
from models.blobs import BlobDamagedError, get_blob
from templates.draft_mark import marked_as_draft

__all__ = ["Building"]

_VOLUMES: Final = ((OPEN_VOLUME, False, "1 可供查阅册.pdf"), (CLOSED_VOLUME, True, "2 不可查阅册.pdf"))
_COVER: Final = "cover"
_INDEX: Final = "index"
_FRONT: Final = "封面和目录"
_TRIES: Final = 3
_SHORTEST_NAME: Final = 2  # a name of one sign would be found everywhere


@dataclass(slots=True)
class _Volume:
    """A volume with its pieces in their order."""

    name: str
    restricted: bool
    file_name: str
    items: list[BundleItem]

    def key(self, what: str) -> str:
        """Key of its cover or index."""
        return f"{what}:{self.file_name}"

    @property
    def front(self) -> tuple[str, str]:
        """Keys of cover and index."""
        return self.key(_COVER), self.key(_INDEX)


@dataclass(slots=True)
class Building:
    """One bundle on its way.

    Attributes:
        folder: the dispute with its papers.
        plan: what was proposed; items: the pieces that go in, as decided.
        place: where it is made.
        actor: who makes it.
        progress: told how far it is.
        convert: makes PDFs of letters where no LibreOffice is installed.
        made: pages of every piece and of the papers, by key.
        letters: single files, by name.
    """

    folder: DisputeFolder
    plan: BundlePlanView
    items: tuple[BundleItem, ...]
    place: BundlePlace
    actor: str
    progress: Progress | None
    convert: Converter | None
    made: dict[str, Prepared] = field(default_factory=dict)
    letters: dict[str, bytes] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)
    done: int = 0
    told: int = 0
    turns: int = 0

    @property
    def total(self) -> int:
        """Steps of the whole work: every piece is read, laid out, looked through and bound, and papers are made."""
        return 4 * len(self.items) + 12

    def tell(self) -> None:
        """Say that something is going on; what the progress raises stops the work."""
        # The binding is the last quarter, and says itself how far it is.
        self._say(min(self.done, self.total - len(self.items)))

    def _say(self, done: int) -> None:
        self.told = max(self.told, min(done, self.total))
        if self.progress is not None:
            self.progress(self.told, self.total)

    def _step(self, count: int = 1) -> None:
        self.tell()
        self.done += count

    # ------------------------------------------------------------------ the whole

    def run(self) -> BuiltBundle:
        """Build everything; returns what was built, with the target left empty."""
        self.place.tell = self.tell
        volumes = self._volumes()
        self._prepare([*self._pieces(), *self._papers(volumes, None)])
        self._guard()
        volumes = self._volumes()
        pages = self._number(volumes)
        self._keep_originals()
        built = self._bind(volumes, pages)
        self.letters["证据核对单（内部）.docx"] = check_list_bytes(self.plan, self.folder.today)
        for name, content in self.letters.items():
            self.place.put(safe_name(name), content)
        files, digest = self.place.seal()
        self._say(self.total)
        hashes = dict(files)
        return BuiltBundle(
            target="",
            volumes=tuple(replace(one, sha256=hashes[one.file_name]) for one in built),
            files=files,
            problems=tuple(self.problems),
            list_sha256=digest,
        )

    # ------------------------------------------------------------------ pages

    def _prepare(self, pieces: Sequence[Piece]) -> None:
        """Make the pages of pieces, by one start of LibreOffice for all of them."""
        self.turns += 1
        folder = self.place.work / str(self.turns)
        folder.mkdir()
        work = Preparing(folder, self.convert, self.tell)
        for one in pieces:
            work.take(one)
            self._step()
        work.finish(self._converted)
        self._step(len(pieces))
        self.made |= {one.piece.key: one for one in work.done}

    def _converted(self, _count: int) -> None:
        self.tell()

    def _pieces(self) -> Iterator[Piece]:
        for item in self.items:
            if item.key != EVIDENCE_LIST_KEY:
                yield Piece(
                    key=item.key,
                    title=_title(item),
                    file_name=_file_name(item),
                    content=partial(self._content, item),
                    group=item.section.label,
                )

    def _content(self, item: BundleItem) -> bytes:
        """The bytes of a piece.

        Raises:
            PieceUnread: the stored bytes are damaged or missing.
        """
        if item.key == ANSWER_KEY:
            plain = answer_bytes(self.folder, self.plan, numbered(self.items))
            return self._kept(f"{item.title}（草稿）.docx", plain, draft=True)
        if item.origin is PieceOrigin.PRINTED:
            case, paper = self._paper(item.key)
            content = sheet_bytes(self.folder.office, self.folder.session, case, paper, self.actor)
            if paper.kind is DocumentKind.DEADLINE_SHEET:
                self.letters[f"期限计算说明 {case.attacked.case.number}.docx"] = content
            return content
        if item.origin is PieceOrigin.DRAFT:
            plain = letter_bytes(self.folder.office, int(item.key[1:]))[1]
            return self._kept(f"{item.title}（草稿）.docx", plain, draft=True)
        try:
            content = get_blob(self.folder.session, item.sha256)
        except BlobDamagedError as error:
            raise PieceUnread from error
        if item.section is BundleSection.ANSWER:
            self.letters[item.file_name] = content
        return content

    def _kept(self, name: str, plain: bytes, *, draft: bool) -> bytes:
        self.letters[name] = plain
        return marked_as_draft(plain) if draft else plain

    def _paper(self, key: str) -> tuple[CaseFolder, ProofPaper]:
        for case in self.folder.folders:
            for paper in case.papers:
                if paper.key == key:
                    return case, paper
        raise refused("bundle_item_unknown")

    def _keep_originals(self) -> None:
        """Name what could not be bound, and enclose it as it is."""
        for item in self.items:
            one = self.made[item.key]
            if not one.problem:
                continue
            if not one.is_substitute:
                self.problems.append(f"“{item.title}”：{one.problem}")
                continue
            self.problems.append(f"“{item.title}”没有装订：{one.problem.rstrip('。')}")
            try:
                content = self._content(item)
            except PieceUnread:
                continue
            folder = f"{ORIGINALS}/不可查阅/" if item.restricted else f"{ORIGINALS}/"
            name = f"{folder}{safe_name(_file_name(item))}"
            if (self.place.out / name).exists():
                name = f"{folder}{safe_name(f'{item.key} {_file_name(item)}')}"
            self.place.put(name, content)

    # ------------------------------------------------------------------ what nobody may inspect

    def _guard(self) -> None:
        """Move out of the open volume what names a third party, unless a person put it there with a reason."""
        # Whoever takes part in the dispute is known to the others.
        known = {one.name for one in self.folder.facts.parties}
        names = {
            "".join(one.split())
            for case in self.folder.folders
            for one in third_party_names(case.attacked.facts)
            if len(one) >= _SHORTEST_NAME and one not in known
        }
        kept = []
        for item in self.items:
            self._step()
            kept.append(self._guarded(item, names) if names else item)
        self.items = numbered(kept)

    def _guarded(self, item: BundleItem, names: set[str]) -> BundleItem:
        if item.restricted or item.key == EVIDENCE_LIST_KEY or self.made[item.key].is_substitute:
            return item
        words = "".join(text_of(self.made[item.key].file).split())
        if not any(one in words for one in names):
            return item
        if item.moved:
            self.problems.append(f"“{item.title}”含第三方名称，已按人工决定放在可供查阅册")
            return item
        self.problems.append(f"“{item.title}”含第三方名称，已移入不可查阅册")
        return replace(item, restricted=True, why="含第三方名称")

    # ------------------------------------------------------------------ numbers

    def _volumes(self) -> list[_Volume]:
        found = []
        for name, restricted, file_name in _VOLUMES:
            mine = [one for one in self.items if one.restricted is restricted]
            if mine:
                found.append(_Volume(name, restricted, file_name, mine))
        return found

    def _number(self, volumes: Sequence[_Volume]) -> Mapping[str, tuple[int, int]]:
        """The pages of every piece, once cover, index and list are as long as they will be."""
        # A volume that came into being only now has no papers yet.
        if any(key not in self.made for one in volumes for key in one.front):
            self._prepare(self._papers(volumes, None))
        for _ in range(_TRIES):
            pages = self._spans(volumes)
            self._prepare(self._papers(volumes, pages))
            if self._spans(volumes) == pages:
                return pages
        raise refused("bundle_not_written", reason="目录的页数定不下来")

    def _spans(self, volumes: Sequence[_Volume]) -> dict[str, tuple[int, int]]:
        """First and last page of every piece, each volume counted from 1, the front matter included."""
        found: dict[str, tuple[int, int]] = {}
        for volume in volumes:
            last = sum(self.made[key].pages for key in volume.front)
            for item in volume.items:
                first, last = last + 1, last + self.made[item.key].pages
                found[item.key] = (first, last)
        return found

    def _papers(self, volumes: Sequence[_Volume], pages: Mapping[str, tuple[int, int]] | None) -> list[Piece]:
        """The papers that name pages; with places of the same width while the pages are not known."""
        made: list[Piece] = []
        for one in volumes:
            total = max((pages[item.key][1] for item in one.items), default=0) if pages else 0
            cover, index = one.front
            made.append(
                _made(cover, "封面", cover_bytes(self.folder, self.plan, one.name, len(one.items), total), _FRONT)
            )
            made.append(
                _made(index, "卷内目录", index_bytes(self.folder, self.plan, one.name, one.items, pages), _FRONT)
            )
        listed = next((one for one in self.items if one.key == EVIDENCE_LIST_KEY), None)
        if listed is not None:
            content = evidence_list_bytes(self.folder, self.plan, self.items, pages)
            self.letters["证据目录.docx"] = content
            made.append(_made(listed.key, listed.title, content, listed.section.label))
        return made

    # ------------------------------------------------------------------ binding

    def _bind(self, volumes: Sequence[_Volume], pages: Mapping[str, tuple[int, int]]) -> tuple[BuiltVolume, ...]:
        bound = bind([self._to_bind(one) for one in volumes], convert=self.convert, progress=self._bound)
        built = []
        for volume, one in zip(volumes, bound, strict=True):
            entries = {entry.key: entry for entry in one.entries}
            if any(pages[item.key] != _span(entries[item.key]) for item in volume.items):
                raise refused("bundle_not_written", reason="页次与目录不符")
            built.append(
                BuiltVolume(
                    name=volume.name,
                    restricted=volume.restricted,
                    file_name=volume.file_name,
                    pages=one.pages,
                    front_pages=entries[volume.key(_INDEX)].last_page,
                    pieces=tuple(self._built_piece(item, entries[item.key]) for item in volume.items),
                    sha256="",
                )
            )
        return tuple(built)

    def _to_bind(self, volume: _Volume) -> Volume:
        keys = [*volume.front, *(one.key for one in volume.items)]
        pieces = []
        for key in keys:
            one = self.made[key]
            content = partial(Path.read_bytes, one.file)
            pieces.append(
                Piece(key=key, title=one.piece.title, file_name=one.file.name, content=content, group=one.piece.group)
            )
        title = f"应诉卷宗　{volume.name}　{self.plan.label}"
        return Volume(title=title, target=self.place.out / volume.file_name, pieces=pieces)

    def _bound(self, done: int, total: int) -> None:
        last = len(self.items)
        self._say(self.total - last + (last * done // total if total else 0))

    def _built_piece(self, item: BundleItem, entry: BoundEntry) -> BuiltPiece:
        return BuiltPiece(
            key=item.key,
            title=item.title,
            number=item.number,
            first_page=entry.first_page,
            last_page=entry.last_page,
            problem=self.made[item.key].problem,
        )


def _made(key: str, title: str, content: bytes, group: str) -> Piece:
    return Piece(key=key, title=title, file_name=f"{title}.docx", content=partial(bytes, content), group=group)


def _title(item: BundleItem) -> str:
    return f"证据{item.number}　{item.title}" if item.number else item.title


def _file_name(item: BundleItem) -> str:
    return item.file_name or f"{item.title}.docx"


def _span(entry: BoundEntry) -> tuple[int, int]:
    return entry.first_page, entry.last_page
