"""An operation to copy from: *Fade* lifts black, as old prints do. No photo needs it; every law runs over it.

`parameters` says what can be chosen, `process` what becomes of pixels. In the program the folder would lie in
`app/pellucid/operations/fade`, with `SPEC` in `catalogue.CATALOGUE` and the module in `processes.PROCESSES`; here
`helpers.trial_operations` registers both for as long as a test runs.
"""
