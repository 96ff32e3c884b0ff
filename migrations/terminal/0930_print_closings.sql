-- How often each fiscal closing was printed, without reading the journal.
CREATE INDEX journal_printed_closings ON journal (
  canonical ->> '$.body.closing', canonical ->> '$.body.number'
) WHERE kind = 'closing-printed';
