"""Right pairs above one cosine, wrong pairs below it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from torch import Tensor, nn
from torch.nn import functional

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

__all__ = ["ThresholdLoss"]


class ThresholdLoss(nn.Module):
    """Logistic loss of scale · (cosine - threshold) for pairs scored 1 (right) or 0 (wrong).

    It makes one threshold good for all texts, which a ranking loss does not ask for (the pairwise
    sigmoid loss of Zhai et al. 2023, with its bias fixed).
    """

    def __init__(
        self, model: SentenceTransformer, *, threshold: float = 0.5, scale: float = 20.0
    ) -> None:
        super().__init__()
        self.model = model
        self._threshold = threshold
        self._scale = scale

    def forward(self, sentence_features: Iterable[dict[str, Tensor]], labels: Tensor) -> Tensor:
        """The mean over the batch; ``labels`` are 1 or 0."""
        from sentence_transformers.base.losses.merged_forward import embed_columns

        first, second = embed_columns(self.model, sentence_features)
        margin = functional.cosine_similarity(first.float(), second.float()) - self._threshold
        return functional.binary_cross_entropy_with_logits(self._scale * margin, labels.float())

    def get_config_dict(self) -> dict[str, object]:
        """What a record of the run says of this loss."""
        return {"threshold": self._threshold, "scale": self._scale}
