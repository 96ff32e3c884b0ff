-- A backend that was restored sends a row down again that contains less than the one before, or has
-- it no more: what this terminal wrote of a customer is then shown over it again, until it is back
-- at the backend.

CREATE INDEX journal_customers ON journal (canonical ->> '$.body.customer')
WHERE kind IN ('customer-created', 'customer-changed');

CREATE TRIGGER customer_came_with_less AFTER INSERT ON customer
BEGIN
  INSERT OR IGNORE INTO own_customer (entry, customer, epoch_ordinal, seq, details)
  SELECT id, NEW.id, epoch_ordinal, seq, personal -> '$.details' FROM journal
  WHERE kind IN ('customer-created', 'customer-changed')
    AND canonical ->> '$.body.customer' = NEW.id AND personal IS NOT NULL AND EXISTS (
      SELECT 1 FROM told_epoch
      WHERE ordinal = epoch_ordinal AND seq > coalesce(NEW.contains ->> told_epoch.id, 0)
    );
END;

CREATE TRIGGER customer_changed_to_less AFTER UPDATE OF data ON customer
BEGIN
  INSERT OR IGNORE INTO own_customer (entry, customer, epoch_ordinal, seq, details)
  SELECT id, NEW.id, epoch_ordinal, seq, personal -> '$.details' FROM journal
  WHERE kind IN ('customer-created', 'customer-changed')
    AND canonical ->> '$.body.customer' = NEW.id AND personal IS NOT NULL AND EXISTS (
      SELECT 1 FROM told_epoch
      WHERE ordinal = epoch_ordinal AND seq > coalesce(NEW.contains ->> told_epoch.id, 0)
    );
END;

-- Whoever was merged into somebody else goes as a row that says so, before it goes for good.
CREATE TRIGGER customer_is_there_no_more AFTER DELETE ON customer
WHEN OLD.deleted = 0
BEGIN
  INSERT OR IGNORE INTO own_customer (entry, customer, epoch_ordinal, seq, details)
  SELECT id, OLD.id, epoch_ordinal, seq, personal -> '$.details' FROM journal
  WHERE kind IN ('customer-created', 'customer-changed')
    AND canonical ->> '$.body.customer' = OLD.id AND personal IS NOT NULL;
END;
