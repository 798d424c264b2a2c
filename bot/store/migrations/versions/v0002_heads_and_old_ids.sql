-- The head of a chat is its first call that is not quick: the one that goes next. Each chat has one, whatever is deleted.
ALTER TABLE outbox ADD COLUMN head INTEGER NOT NULL DEFAULT 0 CHECK (head IN (0, 1));
UPDATE outbox SET head = 1 WHERE id IN (SELECT min(id) FROM outbox WHERE quick = 0 GROUP BY chat);
CREATE INDEX outbox_heads ON outbox (id, due_at) WHERE head = 1;

CREATE TRIGGER outbox_came AFTER INSERT ON outbox
WHEN NEW.quick = 0 AND NOT EXISTS (SELECT 1 FROM outbox WHERE chat = NEW.chat AND quick = 0 AND id < NEW.id)
BEGIN
    UPDATE outbox SET head = 1 WHERE id = NEW.id;
END;

CREATE TRIGGER outbox_went AFTER DELETE ON outbox
WHEN OLD.head = 1
BEGIN
    UPDATE outbox SET head = 1 WHERE id = (SELECT min(id) FROM outbox WHERE chat = OLD.chat AND quick = 0);
END;

-- Calls that were never tried are due at once, whatever the clock does.
UPDATE outbox SET due_at = 0 WHERE attempts = 0;

CREATE INDEX inbox_done ON inbox (done_at) WHERE done_at IS NOT NULL AND reason IS NULL;
