-- What was lost or found of the stock stands in reports too.
DROP INDEX journal_for_reports;

CREATE INDEX journal_for_reports ON journal (canonical ->> '$.businessDate', id)
WHERE kind IN ('act-approved', 'session-closed', 'stock-adjusted', 'stock-counted');
