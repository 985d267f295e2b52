"""Damage to clean photos, one kind a file; each is a pure function of a picture, its settings and a generator.

Pictures are float32 sRGB `(3, H, W)`, 0 to 1. The settings of a kind are a frozen value: `draw_...` draws them, the
function of the kind applies them, so a test can state them and a recipe can draw them from ranges of its own.
What is mixed with what, and how often, is up to the recipes.
"""

from pellucid.training.degradations.blur import (
    CameraPath,
    draw_camera_path,
    draw_short_path,
    in_steps,
    mean_of_frames,
    motion_blur,
    path_kernel,
    shaken,
    straight_path,
)
from pellucid.training.degradations.blur_layers import Layer, draw_outline
from pellucid.training.degradations.exposure import Recording, Shot, record, take
from pellucid.training.degradations.faults import draw_faults, with_faults
from pellucid.training.degradations.grain import Grain, add_grain, draw_grain
from pellucid.training.degradations.haze import Haze, add_haze, draw_haze, made_up_depth
from pellucid.training.degradations.jpeg import jpeg, quality_at
from pellucid.training.degradations.levels import from_bytes, resized, to_bytes, to_whole_levels
from pellucid.training.degradations.low_light import LowLight, draw_low_light, photograph
from pellucid.training.degradations.noise import CameraNoise, camera_noise, draw_camera_noise, gaussian_noise
from pellucid.training.degradations.processing import Processing, draw_processing
from pellucid.training.degradations.shade import Shade, draw_shade, shaded
from pellucid.training.degradations.stereo import StereoPair, expose_photos, expose_scene
from pellucid.training.degradations.stereo_scenes import Rig, StereoScene, draw_rig, draw_scene
from pellucid.training.degradations.tone import ToneDamage, damage_tone, draw_tone_damage

__all__ = [
    "CameraNoise",
    "CameraPath",
    "Grain",
    "Haze",
    "Layer",
    "LowLight",
    "Processing",
    "Recording",
    "Rig",
    "Shade",
    "Shot",
    "StereoPair",
    "StereoScene",
    "ToneDamage",
    "add_grain",
    "add_haze",
    "camera_noise",
    "damage_tone",
    "draw_camera_noise",
    "draw_camera_path",
    "draw_faults",
    "draw_grain",
    "draw_haze",
    "draw_low_light",
    "draw_outline",
    "draw_processing",
    "draw_rig",
    "draw_scene",
    "draw_shade",
    "draw_short_path",
    "draw_tone_damage",
    "expose_photos",
    "expose_scene",
    "from_bytes",
    "gaussian_noise",
    "in_steps",
    "jpeg",
    "made_up_depth",
    "mean_of_frames",
    "motion_blur",
    "path_kernel",
    "photograph",
    "quality_at",
    "record",
    "resized",
    "shaded",
    "shaken",
    "straight_path",
    "take",
    "to_bytes",
    "to_whole_levels",
    "with_faults",
]
