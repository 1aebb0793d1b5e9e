"""Shows an SOP, or a library, in the browser of this machine and renews it at every save.

    watch   which files a page was made from, and whether one of them changed
    pages   a file or a library -> what its page shows (`Shown`)
    state   the newest `Shown` of every page, and who waits for a newer one
    server  HTTP on 127.0.0.1: the page, its content, and events that say when to fetch it anew

One thread builds; requests never wait for it but read what is there.
"""
