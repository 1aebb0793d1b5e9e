"""The commands, each in its own module; `app` joins them and has their help in Indonesian."""
