"""What moves the weights of a network: AdamW, or Muon for its filters and AdamW for the rest.

A recipe names its `method` in `[optimiser]`; `adamw` where it names none. Muon (Jordan and others 2024) turns the
momentum of a matrix of weights into the nearest orthogonal matrix before it steps. So what few crops ask for counts as
much as what all of them ask for, which is what motion blur needs: each direction wants filters of its own. Its steps
are as large as those of AdamW (Liu and others 2025, Section 2.2), so rates can be compared.
"""

import torch
from torch import Tensor, nn

from pellucid.training.recipe import Settings

LEAST_CHANNELS = 8
"""Filters between fewer channels are no matrices worth the name, like the first and last ones of a network."""


def find_optimiser(network: nn.Module, settings: Settings) -> torch.optim.Optimizer:
    """The optimiser of a recipe, fresh.

    Args:
        network: in channels last, where it learns.
        settings: of the recipe.

    Raises:
        ValueError: there is no such method.
    """
    own = settings["optimiser"]
    method, decay = own.get("method", "adamw"), own["weight_decay"]
    if method == "adamw":
        return torch.optim.AdamW(network.parameters(), weight_decay=decay)
    if method == "muon":
        return FilterMuon(network, decay)
    raise ValueError(f"“{method}” is no method; known are adamw and muon")


class FilterMuon(torch.optim.Optimizer):
    """Torch's Muon, which wants matrices, for filters, and AdamW for all other weights.

    A filter of `(out, in, h, w)` is seen as a matrix of a row an output. The moments of both stand in this optimiser's
    state, where checkpoints find them.

    Args:
        network: in channels last.
        weight_decay: of both; the share of the rate by which a step shrinks the weights.
    """

    def __init__(self, network: nn.Module, weight_decay: float) -> None:
        parameters = list(network.parameters())
        super().__init__(parameters, {"lr": 1e-3})
        self._filters = [parameter for parameter in parameters if _is_filter(parameter)]
        self._matrices = [nn.Parameter(_matrix(each.detach())) for each in self._filters]
        others = [parameter for parameter in parameters if not _is_filter(parameter)]
        adam = torch.optim.AdamW(others, weight_decay=weight_decay)
        adam.state.update({each: self.state[each] for each in others})
        self._parts: list[torch.optim.Optimizer] = [adam]
        if self._matrices:  # a narrow network has none
            muon = torch.optim.Muon(self._matrices, weight_decay=weight_decay, adjust_lr_fn="match_rms_adamw")
            owners = zip(self._matrices, self._filters, strict=True)
            muon.state.update({matrix: self.state[each] for matrix, each in owners})
            self._parts.append(muon)

    @torch.no_grad()
    def step(self, closure: None = None) -> None:  # type: ignore[override]
        """Move all weights that have a gradient."""
        del closure
        for matrix, each in zip(self._matrices, self._filters, strict=True):
            gradient = each.grad
            matrix.grad = None if gradient is None else _matrix(gradient.contiguous(memory_format=_LAYOUT[each.dim()]))
        for part in self._parts:
            for group in part.param_groups:
                group["lr"] = self.param_groups[0]["lr"]
            part.step()


_LAYOUT = {2: torch.contiguous_format, 4: torch.channels_last}


def _is_filter(weight: Tensor) -> bool:
    return weight.dim() in _LAYOUT and min(weight.shape[:2]) >= LEAST_CHANNELS


def _matrix(weight: Tensor) -> Tensor:
    """A filter as a matrix, sharing its memory."""
    return weight if weight.dim() == 2 else weight.permute(0, 2, 3, 1).view(len(weight), -1)
