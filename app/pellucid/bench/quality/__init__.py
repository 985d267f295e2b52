"""The parts of `pellucid bench quality`; `bench.measure_quality` is its entry.

`cases` says which pictures are measured and how they are damaged, `scoring` what is measured of one and of many,
`camera`, `gaussian` and `blocks` what is asked of each network, `peers` and `memory` run and remember the programs
that people would use otherwise, `table` writes the README.
"""
