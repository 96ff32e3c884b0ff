-- Receipts that somebody wants by e-mail are entries of the journal, beside which the address lies
-- until it is known what became of it.
CREATE INDEX journal_mails ON journal (canonical ->> '$.body.sale')
WHERE kind = 'receipt-mail-asked';

CREATE INDEX journal_mails_newest ON journal (epoch_ordinal, seq)
WHERE kind = 'receipt-mail-asked';

CREATE INDEX journal_mails_waiting ON journal (at)
WHERE kind = 'receipt-mail-asked' AND personal IS NOT NULL;

CREATE INDEX journal_mails_customer ON journal (canonical ->> '$.body.customer')
WHERE kind = 'receipt-mail-asked';

CREATE INDEX journal_mails_by_mail ON journal (canonical ->> '$.body.mail')
WHERE kind = 'receipt-mail-asked';

-- What became of those that this terminal asked for, as the backend told it last with their sale.
CREATE TABLE mail_fate (
  mail TEXT NOT NULL PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('queued', 'sent', 'failed')),
  trouble TEXT
) STRICT, WITHOUT ROWID;

CREATE TRIGGER sale_came_with_mails AFTER INSERT ON sales
WHEN NEW.data ->> '$.mails' IS NOT NULL
BEGIN
  INSERT OR REPLACE INTO mail_fate (mail, state, trouble)
  SELECT value ->> '$.mail', value ->> '$.state', value ->> '$.trouble'
  FROM json_each(NEW.data, '$.mails')
  WHERE EXISTS (
    SELECT 1 FROM journal
    WHERE kind = 'receipt-mail-asked' AND canonical ->> '$.body.mail' = value ->> '$.mail'
  );
END;

CREATE TRIGGER sale_came_again_with_mails AFTER UPDATE OF data ON sales
WHEN NEW.data ->> '$.mails' IS NOT NULL
BEGIN
  INSERT OR REPLACE INTO mail_fate (mail, state, trouble)
  SELECT value ->> '$.mail', value ->> '$.state', value ->> '$.trouble'
  FROM json_each(NEW.data, '$.mails')
  WHERE EXISTS (
    SELECT 1 FROM journal
    WHERE kind = 'receipt-mail-asked' AND canonical ->> '$.body.mail' = value ->> '$.mail'
  );
END;

-- What RxDB keeps of entries that it pushed (by their id and '|0') holds the address too. A row
-- that is replaced comes here again.
CREATE TRIGGER mail_is_over AFTER INSERT ON mail_fate
WHEN NEW.state <> 'queued'
BEGIN
  DELETE FROM rx_document WHERE id IN (
    SELECT journal.id || '|0' FROM journal
    WHERE kind = 'receipt-mail-asked' AND canonical ->> '$.body.mail' = NEW.mail
  );
  UPDATE journal SET personal = NULL
  WHERE kind = 'receipt-mail-asked' AND canonical ->> '$.body.mail' = NEW.mail
    AND personal IS NOT NULL;
END;

CREATE TRIGGER mail_customer_is_erased AFTER INSERT ON erased_customer
BEGIN
  DELETE FROM rx_document WHERE id IN (
    SELECT journal.id || '|0' FROM journal
    WHERE kind = 'receipt-mail-asked' AND canonical ->> '$.body.customer' = NEW.customer
  );
  UPDATE journal SET personal = NULL
  WHERE kind = 'receipt-mail-asked' AND canonical ->> '$.body.customer' = NEW.customer
    AND personal IS NOT NULL;
  UPDATE recovered_entry SET personal = NULL
  WHERE kind = 'receipt-mail-asked' AND canonical ->> '$.body.customer' = NEW.customer
    AND personal IS NOT NULL;
END;
