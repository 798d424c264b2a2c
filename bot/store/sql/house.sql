-- name: find
SELECT key, series, last_at FROM house;

-- name: found
INSERT INTO house (id, key, series, last_at) VALUES (1, :key, 0, 0);

-- name: rewrap
UPDATE house SET key = :key;

-- name: moved_on
UPDATE house SET series = :series, last_at = :at;
