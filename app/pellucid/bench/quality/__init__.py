"""The parts of `pellucid bench quality`; `bench.measure_quality` is its entry.

`cases` says which pictures are measured and how they are damaged, `scoring` what is measured of one and of many,
`camera`, `saved`, `blur`, `haze`, `stereo`, `retouch` and `relight` what is asked of each network, some of which run in
their `operations`; `automatic`, `peers` and `peer_scores` run and remember what people would use otherwise, `table`
writes the README.
"""
