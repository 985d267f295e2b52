"""One engine for all threads of the window: a network is loaded once, and what is known of a photo is known to all."""

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pellucid.engine.engine import Engine


class SharedEngine:
    """Opens the engine for whoever comes first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._engine: Engine | None = None
        self._threads = 0

    def get(self) -> "Engine":
        """The engine; torch is imported here, on a worker's thread, long after the window stands.

        A thread that comes to torch while another has narrowed itself to one core (`engine.low_res.one_thread`) would
        stay as narrow for good, so each is told how many cores there are.
        """
        with self._lock:
            import torch  # noqa: PLC0415 -- waits for the window

            if self._engine is None:
                from pellucid.engine.analyses import Analyses  # noqa: PLC0415 -- as above
                from pellucid.engine.engine import open_engine  # noqa: PLC0415 -- as above
                from pellucid.engine.kept_pixels import KeptPixels, default_folder  # noqa: PLC0415 -- as above

                self._threads = torch.get_num_threads()
                self._engine = open_engine()
                self._engine.analyses = Analyses(self._engine)
                self._engine.kept_pixels = KeptPixels(default_folder())
            if torch.get_num_threads() != self._threads:
                torch.set_num_threads(self._threads)
            return self._engine
