-- name: known
SELECT 1 FROM inbox WHERE update_id = :update_id OR press = :press LIMIT 1;

-- name: receive
INSERT INTO inbox (update_id, series, chat, person, body, press, arrived_at)
VALUES (:update_id, :series, :chat, :person, :body, :press, :at);

-- name: oldest (of the chats that nobody holds; without what was refused)
SELECT update_id, chat, person, body, arrived_at FROM inbox
WHERE done_at IS NULL AND chat NOT IN (SELECT value FROM json_each(:held))
  AND update_id NOT IN (SELECT value FROM json_each(:refused))
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
