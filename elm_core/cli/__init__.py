"""The command line: say what a model file holds, predict with it, train one."""
