"""From a model folder to a network that is ready to run.

Weights are safetensors and nothing else: reading them cannot run code. The digest is checked before a byte is
parsed, and the tensors must be exactly those of the network.
"""

import hashlib
from collections.abc import Callable

import torch
from safetensors import SafetensorError
from safetensors.torch import load
from torch import Tensor, nn

from pellucid.foundation.errors import ModelError
from pellucid.foundation.look_ids import is_look
from pellucid.foundation.paths import models_dir
from pellucid.foundation.translation import mark, tr
from pellucid.networks.card import ModelCard, read_card
from pellucid.networks.cbdnet import CBDNet
from pellucid.networks.davanet import DAVANet, DeblurNet
from pellucid.networks.deepdeblur import DeepDeblur
from pellucid.networks.deepupe import DeepUPE
from pellucid.networks.dehazenet import DehazeNet
from pellucid.networks.dncnn import DnCNN
from pellucid.networks.dpe import DPE
from pellucid.networks.enhancer import Enhancer
from pellucid.networks.epdn import EPDN
from pellucid.networks.hdrnet import HDRNet
from pellucid.networks.layout import fuse_activations, in_channels_last, split_narrow_convolutions
from pellucid.networks.look import Look
from pellucid.networks.look_file import ARCHITECTURE as LOOK
from pellucid.networks.look_file import look_card
from pellucid.networks.pmsnet import PMSNet

ARCHITECTURES: dict[str, Callable[..., nn.Module]] = {
    "cbdnet": CBDNet,
    "dncnn": DnCNN,
    "dehazenet": DehazeNet,
    "epdn": EPDN,
    "pmsnet": PMSNet,
    "deepdeblur": DeepDeblur,
    "davanet": DAVANet,
    "deblurnet": DeblurNet,
    "hdrnet": HDRNet,
    "enhancer": Enhancer,
    "deepupe": DeepUPE,
    "dpe": DPE,
    LOOK: Look,
}
"""Networks by architecture; a configuration says by name what they take."""


def list_models() -> tuple[ModelCard, ...]:
    """Cards of all installed networks, by name.

    Raises:
        ModelError: a card is damaged.
    """
    root = models_dir()
    if not root.is_dir():
        raise ModelError(tr("{root}: the networks are not installed. Install Pellucid again.", root=root))
    return tuple(read_card(path.parent) for path in sorted(root.glob("*/model.toml")))


def find_model(model: str) -> ModelCard:
    """The card of one network, a look among them.

    Raises:
        ModelError: it is not installed or damaged.
    """
    return look_card(model) if is_look(model) else read_card(models_dir() / model)


def verify_model(model: str) -> ModelCard:
    """Check that the weights of a network are whole and load.

    Raises:
        ModelError: they are missing, damaged or not those of the card.
    """
    card = find_model(model)
    build_network(card)
    return card


def load_network(model: str, device: torch.device) -> nn.Module:
    """Load a network for inference.

    Args:
        model: id of the model.
        device: where it will run.

    Returns:
        The network in evaluation mode, float32, channels last, without gradients.

    Raises:
        ModelError: its weights are missing, damaged or not those of the card.
    """
    network = build_network(find_model(model))
    return in_channels_last(split_narrow_convolutions(fuse_activations(network))).to(device)


def build_network(card: ModelCard) -> nn.Module:
    """Make the network of a card with its weights, on the CPU; see `load_network`."""
    tensors = _read_weights(card)
    network = ARCHITECTURES[card.architecture](**card.configuration)
    expected = {name: value.shape for name, value in network.state_dict().items()}
    if {name: value.shape for name, value in tensors.items()} != expected:
        raise _model_error(card, mark("{weights}: these are not the weights of {title}. {remedy}"))
    if not all(bool(value.isfinite().all()) for value in tensors.values()):
        raise _model_error(card, mark("{weights}: some weights are not numbers. {remedy}"))
    network.load_state_dict({name: value.float() for name, value in tensors.items()})
    return network.eval().requires_grad_(requires_grad=False)


def _model_error(card: ModelCard, sentence: str) -> ModelError:
    """What is wrong with the weights of a card, in a marked sentence that may name them, the title and the remedy."""
    return ModelError(tr(sentence, weights=card.weights, title=card.title, remedy=tr(card.remedy)))


def _read_weights(card: ModelCard) -> dict[str, Tensor]:
    try:
        if card.weights.stat().st_size != card.bytes:
            raise _model_error(card, mark("{weights}: the weights of {title} have the wrong length. {remedy}"))
        data = card.weights.read_bytes()
    except OSError as error:
        raise _model_error(card, mark("{weights}: the weights of {title} are missing. {remedy}")) from error
    if hashlib.sha256(data).hexdigest() != card.sha256:
        raise _model_error(card, mark("{weights}: the weights of {title} were changed or damaged. {remedy}"))
    try:
        return load(data)
    except (SafetensorError, ValueError) as error:
        raise _model_error(card, mark("{weights}: the weights of {title} cannot be read. {remedy}")) from error
