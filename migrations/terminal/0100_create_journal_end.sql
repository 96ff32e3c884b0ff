-- How far each epoch has come, said a second time: a journal whose last rows were taken away ends
-- before it. Kept by the journal alone.
CREATE TABLE journal_end (
  epoch_ordinal INTEGER PRIMARY KEY REFERENCES epoch (ordinal),
  seq INTEGER NOT NULL CHECK (seq >= 1)
) STRICT;

INSERT INTO journal_end (epoch_ordinal, seq)
SELECT epoch_ordinal, max(seq) FROM journal GROUP BY epoch_ordinal;

CREATE TRIGGER journal_end_follows AFTER INSERT ON journal
BEGIN
  INSERT INTO journal_end (epoch_ordinal, seq) VALUES (NEW.epoch_ordinal, NEW.seq)
  ON CONFLICT (epoch_ordinal) DO UPDATE SET seq = excluded.seq;
END;
