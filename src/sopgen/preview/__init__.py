"""Shows an SOP, or a library, in the browser of this machine and renews it at every save.

    pages   a file or a library -> what its page shows now (`Shown`), made anew where its files changed
    server  HTTP on 127.0.0.1: the page, and its content as soon as it is newer than what the reader has

Only of a page that somebody waits for the files are looked at, ten times a second: what nobody reads is not built.
"""
