"""The pixels of every operation, by id; the counterpart of `catalogue`."""

from pellucid.operations.contract import Process
from pellucid.operations.deartifact import process as deartifact
from pellucid.operations.deblur import process as deblur
from pellucid.operations.dehaze import process as dehaze
from pellucid.operations.denoise import process as denoise
from pellucid.operations.relight import process as relight
from pellucid.operations.retouch import process as retouch
from pellucid.operations.tone import process as tone
from pellucid.operations.white_balance import process as white_balance

PROCESSES: dict[str, Process] = {
    "deartifact": deartifact,
    "denoise": denoise,
    "deblur": deblur,
    "dehaze": dehaze,
    "relight": relight,
    "retouch": retouch,
    "white_balance": white_balance,
    "tone": tone,
}
