"""The command line: the same engine without a window. The one room that prints. No Qt.

`main` finds the verb, runs it and turns every failure into one line on stderr and an exit code. Each verb is one
file with `add_arguments` and `run`; `job` is what apply, batch and serve have in common. The `bench` verbs start
the editor as a child process and speak to its driver, so that they measure the program that people use.

Heavy rooms are imported inside functions: a wrong option is answered before torch is loaded.
"""
