"""The store, held to its contract and to its promises under faults."""
