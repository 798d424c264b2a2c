-- Times are microseconds since 1970 in UTC. Blobs are sealed; see docs/decisions/0003-encryption.md.

CREATE TABLE house (
    id      INTEGER PRIMARY KEY CHECK (id = 1),
    key     BLOB NOT NULL,             -- the house's own data key, wrapped by the master key; its opening proves the key
    series  INTEGER NOT NULL,          -- update ids count up within a series; a week of silence may begin a new one
    last_at INTEGER NOT NULL           -- when the last update came, to the hour
) STRICT;

CREATE TABLE person (
    id      INTEGER PRIMARY KEY,       -- Telegram's id of the user
    key     BLOB NOT NULL,             -- the person's data key, wrapped by the master key
    entries INTEGER NOT NULL DEFAULT 0,
    since   INTEGER NOT NULL
) STRICT;

CREATE TABLE entry (
    person   INTEGER NOT NULL REFERENCES person (id) ON DELETE CASCADE,
    letter   INTEGER NOT NULL CHECK (letter > 0),
    position INTEGER NOT NULL CHECK (position > 0),
    body     BLOB NOT NULL,
    PRIMARY KEY (person, letter, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE inbox (
    update_id  INTEGER PRIMARY KEY,
    series     INTEGER NOT NULL,
    chat       INTEGER,
    person     INTEGER REFERENCES person (id) ON DELETE SET NULL,
    body       BLOB,                   -- wiped when done
    press      BLOB UNIQUE,            -- a keyed digest: the id itself holds the user's id
    reason     BLOB,                   -- why it was given up
    arrived_at INTEGER NOT NULL,
    done_at    INTEGER,
    CHECK (done_at IS NOT NULL OR (chat IS NOT NULL AND person IS NOT NULL AND body IS NOT NULL))
) STRICT;
CREATE INDEX inbox_undone ON inbox (series, update_id) WHERE done_at IS NULL;
CREATE INDEX inbox_person ON inbox (person) WHERE person IS NOT NULL;

CREATE TABLE outbox (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    chat       INTEGER NOT NULL,
    person     INTEGER REFERENCES person (id) ON DELETE CASCADE,  -- NULL: sealed by the house, such as a last goodbye
    method     TEXT NOT NULL,
    params     BLOB NOT NULL,
    quick      INTEGER NOT NULL CHECK (quick IN (0, 1)),
    created_at INTEGER NOT NULL,
    due_at     INTEGER NOT NULL,
    attempts   INTEGER NOT NULL DEFAULT 0,
    uncertain  INTEGER NOT NULL DEFAULT 0 CHECK (uncertain IN (0, 1))
) STRICT;
CREATE INDEX outbox_queue ON outbox (chat, id) WHERE quick = 0;
CREATE INDEX outbox_quick ON outbox (created_at) WHERE quick = 1;
CREATE INDEX outbox_person ON outbox (person) WHERE person IS NOT NULL;

CREATE TABLE erased (
    digest BLOB PRIMARY KEY,           -- of a person, keyed
    at     INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
