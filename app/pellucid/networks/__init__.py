"""Published architectures, one `nn.Module` a file, and what a caller must know of each (`card`, `loading`).

Width and depth are arguments whose defaults are the published values. Nothing here knows of photos, files
or operations; `imaging` holds the pixel mathematics the networks share.
"""
