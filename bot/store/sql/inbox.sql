-- name: known
SELECT 1 FROM inbox WHERE update_id = :update_id OR press = :press LIMIT 1;

-- name: receive
INSERT INTO inbox (update_id, series, chat, person, body, press, arrived_at)
VALUES (:update_id, :series, :chat, :person, :body, :press, :at);

-- name: oldest (of the chats that nobody holds; without what is set aside)
SELECT update_id, chat, person, body, arrived_at FROM inbox
WHERE done_at IS NULL AND chat NOT IN (SELECT value FROM json_each(:held))
  AND update_id NOT IN (SELECT value FROM json_each(:aside))
ORDER BY series, update_id LIMIT 1;

-- name: done
UPDATE inbox SET done_at = :now, body = NULL WHERE update_id = :update_id AND done_at IS NULL;

-- name: given_up
UPDATE inbox SET done_at = :now, reason = :reason WHERE update_id = :update_id AND done_at IS NULL;

-- name: undone
SELECT count(*) FROM inbox WHERE done_at IS NULL;

-- name: of_person
SELECT update_id, chat, body, reason, arrived_at, done_at FROM inbox WHERE person = :person ORDER BY series, update_id;

-- name: is_undone
SELECT 1 FROM inbox WHERE update_id = :update_id AND done_at IS NULL;

-- name: turn_away (of a person whose key does not open: the id is known, nothing is kept)
INSERT INTO inbox (update_id, series, press, arrived_at, done_at) VALUES (:update_id, :series, :press, :at, :at);

-- name: newer (what a person sent after this update, and nobody answered yet)
SELECT new.update_id, new.chat, new.person, new.body, new.arrived_at FROM inbox AS old JOIN inbox AS new
  ON (new.series, new.update_id) > (old.series, old.update_id)
WHERE old.update_id = :update_id AND new.person = :person AND new.done_at IS NULL;

-- name: keep_again (in the life that begins after an erasure)
UPDATE inbox SET chat = :chat, person = :person, body = :body, done_at = NULL WHERE update_id = :update_id;

-- name: forget_done (the ids of what is long done with, a few at a time)
DELETE FROM inbox WHERE update_id IN (
    SELECT update_id FROM inbox WHERE done_at < :before AND reason IS NULL ORDER BY done_at LIMIT :limit
);
