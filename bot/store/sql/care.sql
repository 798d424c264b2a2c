-- name: undone_since
SELECT min(arrived_at) FROM inbox WHERE done_at IS NULL;

-- name: given_up
SELECT count(*) FROM inbox WHERE reason IS NOT NULL;

-- name: people
SELECT count(*) FROM person;
