-- A word from elsewhere that a further one took the place of, as it was. The one that stands is in
-- till_closed_elsewhere.
create table till_corrected_word (
  tenant text not null,
  store text not null,
  session text not null,
  -- From 1, in the order in which they were said.
  number bigint not null,
  at bigint not null,
  person text not null,
  person_id text,
  reason text not null,
  counted bigint,
  sales bigint not null,
  turnover bigint not null,
  expected bigint not null,
  primary key (tenant, store, session, number)
);
