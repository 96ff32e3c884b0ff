-- What tills wanted of goods, and what became of it. What has no date of its own (all but prices)
-- and shall be later waits here until its moment.
CREATE TABLE goods_change (
  tenant text NOT NULL,
  -- Of the wish, as its till gave it.
  id text NOT NULL,
  variant text NOT NULL,
  -- Runs on within the variant, under the lock of its row.
  place bigint NOT NULL,
  state text NOT NULL,
  -- From when it shall be; null for at once.
  due bigint,
  -- What terminals pull of it.
  outcome jsonb NOT NULL,
  PRIMARY KEY (tenant, id)
);

CREATE INDEX goods_change_by_variant ON goods_change (tenant, variant, place);

CREATE INDEX goods_change_due ON goods_change (tenant, due) WHERE state = 'waiting';
