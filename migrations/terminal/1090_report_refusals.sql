-- What was refused stands in reports too.
DROP INDEX journal_for_reports;

CREATE INDEX journal_for_reports ON journal (canonical ->> '$.businessDate', id)
WHERE kind IN (
  'act-approved', 'act-refused', 'approval-refused', 'sign-in-refused',
  'session-closed', 'stock-adjusted', 'stock-counted', 'order-closed'
);
