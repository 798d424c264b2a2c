-- name: next_id (ids are never used again, so that a late word about one call cannot settle another)
SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = 'outbox';

-- name: put (due at once, also where the clock is set back)
INSERT INTO outbox (id, chat, person, method, params, quick, created_at, due_at)
VALUES (:id, :chat, :person, :method, :params, :quick, :now, 0);

-- name: late (quick calls that came too late to be of use)
DELETE FROM outbox WHERE quick = 1 AND created_at < :latest;

-- name: any_late
SELECT 1 FROM outbox WHERE quick = 1 AND created_at < :latest LIMIT 1;

-- name: quick
SELECT id, chat, person, method, params, quick, created_at, attempts, uncertain FROM outbox INDEXED BY outbox_quick
WHERE quick = 1 AND (due_at <= :now OR due_at > :never) ORDER BY id LIMIT :limit;

-- name: heads (the first call of each chat, where it is due; one that is not due holds the others back)
SELECT id, chat, person, method, params, quick, created_at, attempts, uncertain FROM outbox INDEXED BY outbox_heads
WHERE head = 1 AND quick = 0 AND (due_at <= :now OR due_at > :never) ORDER BY id LIMIT :limit;

-- name: again
UPDATE outbox SET attempts = attempts + :counts, due_at = :due, uncertain = uncertain OR :uncertain WHERE id = :id;

-- name: is_uncertain
SELECT uncertain FROM outbox WHERE id = :id;

-- name: settled
DELETE FROM outbox WHERE id = :id;

-- name: unsettled
SELECT count(*) FROM outbox;

-- name: of_person
SELECT id, chat, person, method, params, quick, created_at, attempts, uncertain FROM outbox WHERE person = :person ORDER BY id;
