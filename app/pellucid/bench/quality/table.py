"""The figures of `bench quality` as a Markdown table, for the README and the model cards."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pellucid.bench.quality.peers import PEERS, Peer

NAMES = {
    "haze": "haze of known depth",
    "haze_bright": "the same, bright scenes",
    "dark_channel": "dark channel",
    "relight": "dark shots, LOL",
    "retouch": "photos taken apart",
    "retouch_fivek": "photos retouched by a person, FiveK",
    "local_laplacian": "local Laplacian filter",
    "blur_gopro": "video blur, GoPro",
    "blur_kernels": "shaken photos",
    "stereo": "blurred pairs",
    "noise_real_polyu": "real noise, PolyU",
    "noise_real_renoir": "strong real noise, RENOIR",
    "cbsd68": "CBSD68",
    "cbsd68_8bit": "CBSD68, clipped to 8 bit",
    "set12": "Set12",
    "live1": "LIVE1",
    "live1_good": "LIVE1",
    "halved": "halved colour, JPEG quality",
    "full": "full colour, JPEG quality",
    "auto_levels": "automatic levels",
    "auto_gamma": "automatic gamma",
    "auto_levels_and_gamma": "automatic levels and gamma",
    "gray_world": "gray world",
    "best_brightness": "best brightness for each",
    "denoised_before": "denoised before",
    "constant_gamma": "one gamma for all",
    "chosen_gamma": "gamma to the best mean",
    "sigma": "σ",
    "quality": "JPEG quality",
}
"""Sets and damage as people call them."""


def markdown_table(figures: Mapping[str, Any]) -> str:
    """Write the figures of `measure_quality` as Markdown.

    Sets with PSNR come first: the mean over all pictures, then network and peers on the peer subset, with
    seconds a megapixel of the same run. Other figures follow, one a line.
    """
    rows = list(_rows(figures))
    peers = [peer for peer in PEERS if any(peer.id in row.get("peer_subset", {}) for _, _, row in rows)]
    header = ["network", "pictures", "input", "output", "gain", "SSIM", "s per megapixel"]
    if peers:
        header += ["peer subset: input", "network", *(peer.title for peer in peers)]
    lines = [_joined(header), _joined(["---"] * len(header))]
    lines += [_joined(_cells(network, name, row) + _peer_cells(row, peers)) for network, name, row in rows]
    lines += ["", *_other_lines(figures)]
    return "\n".join(lines).rstrip()


def _rows(figures: Mapping[str, Any]) -> Iterator[tuple[str, str, Mapping[str, Any]]]:
    """Network, name and figures of everything that has a PSNR."""
    for network, sets in figures.items():
        for set_name, found in sets.items() if isinstance(sets, Mapping) else ():
            if not isinstance(found, Mapping):
                continue
            name = NAMES.get(set_name, str(set_name))
            if "psnr_db" in found:
                yield network, name, found
            for camera, row in found.get("by_camera", {}).items():
                yield network, f"{name}, {camera}", row
            for key, row in found.items():
                if isinstance(row, Mapping) and "gain_db" in row:
                    yield network, f"{name}, {_called(str(key))}", row


def _called(key: str) -> str:
    """What people call a key like `auto_levels`, or `sigma_25`, which ends in a value."""
    kind, _, value = key.rpartition("_")
    return NAMES.get(key, f"{NAMES.get(kind, kind)} {value}")


def _cells(network: str, name: str, row: Mapping[str, Any]) -> list[str]:
    return [
        network,
        f"{name} ({row['pictures']})",
        f"{row['noisy_psnr_db']:.2f} dB",
        f"{row['psnr_db']:.2f} dB",
        f"{row['gain_db']:+.2f} dB",
        f"{row['ssim']:.4f}",
        f"{row['seconds_per_megapixel']:.2f}",
    ]


def _peer_cells(row: Mapping[str, Any], peers: Sequence[Peer]) -> list[str]:
    """Input, network and each peer on the peer subset; nothing where no peer was measured at all."""
    if not peers:
        return []
    subset = row.get("peer_subset", {})
    first = f"{subset['noisy_psnr_db']:.2f} dB ({subset['pictures']})" if subset else ""
    return [first, *(_peer_cell(subset.get(key)) for key in ("network", *(peer.id for peer in peers)))]


def _peer_cell(found: Mapping[str, Any] | None) -> str:
    if found is None:
        return ""
    timed = " before" if found.get("remembered") else ""
    return f"{found['psnr_db']:.2f} dB, {found['seconds_per_megapixel']:.2f} s{timed}"


def _other_lines(figures: Mapping[str, Any]) -> Iterator[str]:
    camera = figures.get("cbdnet", {}).get("camera_noise")
    if camera:
        yield (
            f"CBDNet's map on synthetic camera noise: median error {_share(camera['map_error'])}, after JPEG"
            f" {_share(camera['map_error_jpeg'])}; flat gray shifts by ΔE {camera['gray_delta_e']:.2f}"
            f" (the noise itself by {camera['gray_noisy_delta_e']:.2f})."
        )
    untouched = figures.get("deartifact", {}).get("live1_untouched")
    if untouched:
        yield (
            f"Deartifact changes pictures that never were JPEGs by {untouched['mean_change_levels']:.2f} levels of 255"
            f" on average and {untouched['largest_change_levels']:.1f} at most."
        )
    for network, sentence in figures.get("left_out", {}).items():
        yield f"{network} is left out: {sentence}"


def _share(value: float | None) -> str:
    return "not measured" if value is None else f"{value:.1%}"


def _joined(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
