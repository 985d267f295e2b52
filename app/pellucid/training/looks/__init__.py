"""Teaching a look: pairs of photos before and after a person's own edits become weights of `networks.look`.

`finding` lists pairs in folders, `pairs` decides which are usable and keeps what is learned from of each, `developing`
finds what the look does everywhere, `teaching` the rest. Photos are opened by whoever asks, because this room reads no
photo formats of its own.
"""
