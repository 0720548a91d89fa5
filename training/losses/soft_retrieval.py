"""Find the right targets among those of the batch, where an answer may be several, by shares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

import torch
from torch import Tensor, nn
from torch.nn import functional

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

__all__ = ["Answer", "SoftRetrievalLoss"]

Answer = Mapping[int, float]
"""Index of a target → its share of the answer; the shares sum to 1."""


class SoftRetrievalLoss(nn.Module):
    """Cross-entropy between the answers and the softmax over the batch's targets, there and back.

    A row is (query, one target of its answer); its label is its number in ``answers``, which gives
    the whole answer, and in ``chosen``, which says which target the row holds. With q the vectors
    of queries, t those of targets and a(i, j) the share of the j-th row's target in the i-th
    answer:

        e(i, j) = exp(scale q_i · t_j)
        loss = mean over i of - Σ_j a(i, j) / Σ_j a(i, j) · log (e(i, j) / Σ_k e(i, k))
             + back · mean over j of - log (Σ_{i: a(i, j) > 0} e(i, j) / Σ_i e(i, j))

    With one target an answer this is the symmetric InfoNCE loss with in-batch negatives; with
    several, those that meet in a batch are no negatives of each other; with a teacher's soft labels
    it distils. The targets of a batch must be distinct.
    """

    def __init__(
        self,
        model: SentenceTransformer,
        answers: Sequence[Answer],
        chosen: Sequence[int],
        *,
        scale: float = 20.0,
        back: float = 0.5,
    ) -> None:
        super().__init__()
        self.model = model
        self._answers = answers
        self._chosen = chosen
        self._scale = scale
        self._back = back

    def forward(self, sentence_features: Iterable[dict[str, Tensor]], labels: Tensor) -> Tensor:
        """The mean over the batch; ``labels`` are numbers of rows."""
        from sentence_transformers.base.losses.merged_forward import embed_columns

        queries, targets = (
            functional.normalize(column.float(), dim=1)
            for column in embed_columns(self.model, sentence_features)
        )
        rows = labels.tolist()
        columns = [self._chosen[row] for row in rows]
        shares = torch.tensor(
            [[self._answers[row].get(column, 0.0) for column in columns] for row in rows],
            device=queries.device,
        )
        logits = self._scale * queries @ targets.T
        forth = functional.cross_entropy(logits, shares / shares.sum(1, keepdim=True))
        others = logits.masked_fill(shares == 0, -torch.inf)
        back = (torch.logsumexp(logits, 0) - torch.logsumexp(others, 0)).mean()
        return forth + self._back * back

    def get_config_dict(self) -> dict[str, object]:
        """What a record of the run says of this loss."""
        return {"scale": self._scale, "back": self._back}
