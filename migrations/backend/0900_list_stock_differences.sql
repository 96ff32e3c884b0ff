-- What stands behind lost and found stock in reports, line by line: what was lost, by whose word.
create table stock_difference (
  tenant text not null,
  store text not null,
  -- As its figure in the reports has them.
  part text not null,
  reason text not null,
  business_date text not null,
  at bigint not null,
  -- The entry's place and hash, and the line within it.
  entry text not null,
  line bigint not null,
  terminal text not null,
  actor text,
  -- What the person said of it.
  note text,
  name text not null,
  unit text not null,
  quantity bigint not null,
  -- Null where nobody knew.
  worth bigint,
  cost bigint,
  primary key (tenant, store, part, reason, business_date, at, entry, line)
);
