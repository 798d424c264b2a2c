-- name: find
SELECT key, entries FROM person WHERE id = :person;

-- name: welcome
INSERT INTO person (id, key, since) VALUES (:person, :key, :now);

-- name: log
SELECT letter, position, body FROM entry WHERE person = :person ORDER BY letter, position;

-- name: log_after (what a letter has gained)
SELECT letter, position, body FROM entry WHERE person = :person AND letter = :letter AND position > :position
ORDER BY position;

-- name: letters_after (the letters begun since)
SELECT letter, position, body FROM entry WHERE person = :person AND letter > :letter ORDER BY letter, position;

-- name: next_position
SELECT coalesce(max(position), 0) + 1 FROM entry WHERE person = :person AND letter = :letter;

-- name: keep
INSERT INTO entry (person, letter, position, body) VALUES (:person, :letter, :position, :body);

-- name: count
UPDATE person SET entries = entries + :kept WHERE id = :person;

-- name: forget (entries and calls go with the person)
DELETE FROM person WHERE id = :person;

-- name: forget_calls (in a private chat the chat is the person)
DELETE FROM outbox WHERE person = :person OR chat = :person;

-- name: forget_arrivals (the ids stay, so that nothing that comes again is taken for new)
UPDATE inbox SET chat = NULL, person = NULL, body = NULL, reason = NULL, done_at = coalesce(done_at, :now)
WHERE person = :person;

-- name: remember_erasure (so that an older backup cannot bring a person back)
INSERT INTO erased (digest, at) VALUES (:digest, :now) ON CONFLICT (digest) DO UPDATE SET at = excluded.at;

-- name: since
SELECT since FROM person WHERE id = :person;

-- name: keys
SELECT id, key, since FROM person ORDER BY id;

-- name: rewrap
UPDATE person SET key = :key WHERE id = :person;

-- name: erasures
SELECT digest, at FROM erased;
