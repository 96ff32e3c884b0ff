-- What came down says of each epoch of this terminal how far it contains that epoch's entries: an
-- older one may still have unsent entries while those of a newer one have arrived.

-- Of these a row tells; what was written before them counts as contained.
CREATE VIEW told_epoch AS
SELECT ordinal, id FROM epoch ORDER BY ordinal DESC LIMIT 20;

DROP INDEX stock_level;

DROP TRIGGER customer_came;

DROP TRIGGER customer_came_again;

-- Until now a row named one entry, and contained all that was written before it.
UPDATE stock SET
  rx_seq = (SELECT last FROM rx_sequence) + number,
  data = json_set(data, '$.contains', json((
    SELECT json_group_object(epoch.id, CASE
      WHEN epoch.ordinal = contains_ordinal THEN contains_seq
      ELSE (SELECT max(seq) FROM journal WHERE journal.epoch_ordinal = epoch.ordinal)
    END)
    FROM told_epoch AS epoch WHERE epoch.ordinal <= contains_ordinal
  )));

UPDATE customer SET
  rx_seq = (SELECT last FROM rx_sequence) + number,
  data = json_set(data, '$.contains', json((
    SELECT json_group_object(epoch.id, CASE
      WHEN epoch.ordinal = contains_ordinal THEN contains_seq
      ELSE (SELECT max(seq) FROM journal WHERE journal.epoch_ordinal = epoch.ordinal)
    END)
    FROM told_epoch AS epoch WHERE epoch.ordinal <= contains_ordinal
  )));

UPDATE account SET
  rx_seq = (SELECT last FROM rx_sequence) + number,
  data = json_set(data, '$.contains', json((
    SELECT json_group_object(epoch.id, CASE
      WHEN epoch.ordinal = contains_ordinal THEN contains_seq
      ELSE (SELECT max(seq) FROM journal WHERE journal.epoch_ordinal = epoch.ordinal)
    END)
    FROM told_epoch AS epoch WHERE epoch.ordinal <= contains_ordinal
  )));

UPDATE sales SET
  rx_seq = (SELECT last FROM rx_sequence) + number,
  data = json_set(data, '$.contains', json((
    SELECT json_group_object(epoch.id, CASE
      WHEN epoch.ordinal = data ->> '$.contains.epoch.ordinal' THEN data ->> '$.contains.seq'
      ELSE (SELECT max(seq) FROM journal WHERE journal.epoch_ordinal = epoch.ordinal)
    END)
    FROM told_epoch AS epoch WHERE epoch.ordinal <= data ->> '$.contains.epoch.ordinal'
  )));

UPDATE rx_sequence SET last = last + max(
  (SELECT coalesce(max(number), 0) FROM stock),
  (SELECT coalesce(max(number), 0) FROM customer),
  (SELECT coalesce(max(number), 0) FROM account),
  (SELECT coalesce(max(number), 0) FROM sales)
);

ALTER TABLE stock DROP COLUMN contains_ordinal;

ALTER TABLE stock DROP COLUMN contains_seq;

-- A JSON object: by an epoch's id the seq of the last entry that the row contains.
ALTER TABLE stock ADD COLUMN contains TEXT AS (data ->> '$.contains') VIRTUAL;

CREATE INDEX stock_level ON stock (item, location, on_hand, contains)
WHERE deleted = 0;

ALTER TABLE customer DROP COLUMN contains_ordinal;

ALTER TABLE customer DROP COLUMN contains_seq;

ALTER TABLE customer ADD COLUMN contains TEXT AS (data ->> '$.contains') VIRTUAL;

ALTER TABLE account DROP COLUMN contains_ordinal;

ALTER TABLE account DROP COLUMN contains_seq;

ALTER TABLE account ADD COLUMN contains TEXT AS (data ->> '$.contains') VIRTUAL;

CREATE TRIGGER customer_came AFTER INSERT ON customer
BEGIN
  INSERT INTO customer_key (key, customer, source)
  SELECT DISTINCT value, NEW.id, 'pulled' FROM json_each(NEW.keys) WHERE NEW.deleted = 0;
  DELETE FROM own_customer
  WHERE customer = NEW.id AND NOT EXISTS (
    SELECT 1 FROM told_epoch
    WHERE ordinal = epoch_ordinal AND seq > coalesce(NEW.contains ->> told_epoch.id, 0)
  );
  INSERT OR IGNORE INTO erased_customer (customer) SELECT NEW.id WHERE NEW.erased = 1;
END;

CREATE TRIGGER customer_came_again AFTER UPDATE OF data, deleted ON customer
BEGIN
  DELETE FROM customer_key WHERE customer = NEW.id AND source = 'pulled';
  INSERT INTO customer_key (key, customer, source)
  SELECT DISTINCT value, NEW.id, 'pulled' FROM json_each(NEW.keys) WHERE NEW.deleted = 0;
  DELETE FROM own_customer
  WHERE customer = NEW.id AND NOT EXISTS (
    SELECT 1 FROM told_epoch
    WHERE ordinal = epoch_ordinal AND seq > coalesce(NEW.contains ->> told_epoch.id, 0)
  );
  INSERT OR IGNORE INTO erased_customer (customer) SELECT NEW.id WHERE NEW.erased = 1;
END;
