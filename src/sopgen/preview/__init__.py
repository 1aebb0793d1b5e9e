"""Shows an SOP, or a library, in the browser of this machine and renews it at every save.

    pages   a file or a library -> what its page shows now (`Shown`), made anew where its files changed
    server  HTTP on 127.0.0.1: the page, its content, and events that say when to fetch it anew

Whoever reads a page asks for its newest content ten times a second: what nobody reads is not built.
"""
