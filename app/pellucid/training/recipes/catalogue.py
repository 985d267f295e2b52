"""All recipes by the names of what they train."""

from collections.abc import Mapping
from typing import Any

from pellucid.training.recipe import Recipe
from pellucid.training.recipes import (
    cbdnet,
    davanet,
    deartifact,
    deblurnet,
    deepdeblur,
    deepupe,
    dehazenet,
    dispbinet,
    dncnn,
    dpe,
    epdn,
    features,
    hdrnet,
    hdrnet_laplacian,
    pmsnet,
)

RECIPES: Mapping[str, Recipe[Any, Any, Any]] = {
    "cbdnet": cbdnet,
    "dncnn": dncnn,
    "deartifact": deartifact,
    "dehazenet": dehazenet,
    "epdn": epdn,
    "pmsnet": pmsnet,
    "deepdeblur": deepdeblur,
    "dispbinet": dispbinet,
    "deblurnet": deblurnet,
    "davanet": davanet,
    "hdrnet": hdrnet,
    "hdrnet_laplacian": hdrnet_laplacian,
    "deepupe": deepupe,
    "dpe": dpe,
    "features": features,
}
