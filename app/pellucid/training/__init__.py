"""Training: data sets, degradations, losses, checkpoints, and one readable recipe a network.

Needs only torch, numpy, pillow and safetensors, so that it runs on a bare GPU machine. It never imports the
engine, the document or the operations.
"""
