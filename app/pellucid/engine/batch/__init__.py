"""Many photos: which file each becomes, decoding and coding beside the computing, what is left after a kill, reports.

`plan` decides all names before the first photo, `journal` remembers them for a batch that is killed, `pipeline` makes
photos one after the other, `crew` has several processes do it, `cluster` several machines, and `report` writes down
what became of each. The window and the command line use the same.
"""
