-- Invoices are entries of the journal: one for each sale, numbered without a gap in each epoch.
CREATE UNIQUE INDEX journal_invoices ON journal (canonical ->> '$.body.sale')
WHERE kind = 'invoice-issued';

CREATE UNIQUE INDEX journal_invoice_numbers ON journal (
  epoch_ordinal, canonical ->> '$.body.number'
)
WHERE kind = 'invoice-issued';

CREATE INDEX journal_invoice_copies ON journal (canonical ->> '$.body.sale')
WHERE kind = 'invoice-reprinted';

-- A printed invoice names its sale too, whose copies are counted; which kinds do is the program's.
CREATE TABLE print_job_next (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
  sale TEXT,
  state TEXT NOT NULL CHECK (
    state IN ('queued', 'checking', 'sending', 'held', 'unknown', 'printed', 'sent', 'cancelled')
  ),
  condition TEXT,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  document TEXT,
  CHECK ((kind = 'drawer') = (document IS NULL))
) STRICT;

INSERT INTO print_job_next
  (number, id, kind, sale, state, condition, created_at, changed_at, document)
  SELECT number, id, kind, sale, state, condition, created_at, changed_at, document FROM print_job;

DROP TABLE print_job;

ALTER TABLE print_job_next RENAME TO print_job;

CREATE INDEX print_job_open ON print_job (number)
WHERE state NOT IN ('printed', 'sent', 'cancelled');
