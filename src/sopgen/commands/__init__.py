"""The commands, each in its own module; `app` has their options and help, `quick` a way past typer for two of them."""
