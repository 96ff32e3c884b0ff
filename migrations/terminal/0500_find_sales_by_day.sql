-- Reports read the sales of a business date in the order of the journal.

CREATE INDEX sale_by_business_date ON sale (business_date, entry);

-- The few other entries that add to a report.
CREATE INDEX journal_for_reports ON journal (canonical ->> '$.businessDate', id)
WHERE kind IN ('act-approved', 'session-closed');
