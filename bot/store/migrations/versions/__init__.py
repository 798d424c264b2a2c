"""One module a revision, `vNNNN_what_it_makes.py`, with its .sql beside it."""
