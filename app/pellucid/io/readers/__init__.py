"""One file a family of decoders; each turns an open file into `Decoded` and may throw whatever it likes.

The border that turns exceptions into sentences lies in `files`; the choice between readers in `decode`.
"""
