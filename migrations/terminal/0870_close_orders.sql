-- What was closed here is not asked for any more, whatever comes down of it.
CREATE INDEX journal_closed_orders ON journal (canonical ->> '$.body.order')
WHERE kind = 'order-closed';
