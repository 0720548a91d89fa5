"""Models from the Hugging Face hub, for places where it is reachable."""

from __future__ import annotations

from pathlib import Path

__all__ = ["download"]

_PROBE_TIMEOUT_SECONDS = 5.0
_UNUSED = ["onnx/*", "openvino/*", "*.onnx", "*.h5", "*.ot", "*.msgpack", "*.gguf"]


def download(repository: str) -> Path:
    """The folder of ``repository`` in the hub's own cache, fetched if it is not there.

    Raises :class:`LookupError` whose text continues the sentence "no folder of that name exists,
    and …". An unreachable hub is noticed in a few seconds: one probe, no retries.
    """
    import huggingface_hub
    from huggingface_hub.errors import GatedRepoError, HfHubHTTPError, RepositoryNotFoundError

    try:
        cached = Path(huggingface_hub.snapshot_download(repository, local_files_only=True))
        if _complete(cached):
            return cached
    except Exception:  # any reason it is not in the cache means: ask the hub
        pass
    endpoint = huggingface_hub.constants.ENDPOINT
    try:
        huggingface_hub.HfApi().model_info(repository, timeout=_PROBE_TIMEOUT_SECONDS)
    except GatedRepoError:
        raise LookupError(f"{repository} on {endpoint} asks for a login (HF_TOKEN)") from None
    except RepositoryNotFoundError:
        raise LookupError(f"the hub {endpoint} has no public {repository}") from None
    except HfHubHTTPError as error:
        raise LookupError(f"the hub {endpoint} answered: {_first_line(error)}") from None
    except Exception:  # the transport's errors differ by version of huggingface_hub
        raise LookupError(f"the hub {endpoint} could not be reached") from None
    try:
        return Path(huggingface_hub.snapshot_download(repository, ignore_patterns=_UNUSED))
    except Exception as error:
        raise LookupError(f"the download of {repository} failed: {_first_line(error)}") from None


def _complete(folder: Path) -> bool:
    """Whether a cached snapshot has its weights: a download cut short leaves the small files."""
    weights = [*folder.rglob("*.safetensors"), *folder.rglob("pytorch_model*.bin")]
    return (folder / "config.json").is_file() and bool(weights)


def _first_line(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]
