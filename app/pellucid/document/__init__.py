"""A photo being edited: the stack of steps, its history, its sidecar and its recovery. No torch, no Qt."""
