-- Till sessions, as their terminals' entries tell of them: they outlive the device.

create table till_session (
  tenant text not null,
  store text not null,
  id text not null,
  terminal text not null,
  -- Of its opening; null while that has not come.
  business_date text,
  currency text,
  float bigint,
  opened_at bigint,
  opened_by text,
  counted_at bigint,
  counts bigint not null default 0,
  -- Whether its terminal wrote a Z of it.
  closed boolean not null default false,
  -- The latest entry that came of it, and the highest epoch that it lasted into.
  last_at bigint not null,
  epoch text not null,
  epoch_ordinal bigint not null,
  primary key (tenant, store, id)
);

create index till_session_by_time on till_session (tenant, store, closed, last_at);

-- What closes a session: one entry, unless two copies of a terminal closed it. The first stands.
create table till_closing (
  tenant text not null,
  store text not null,
  session text not null,
  entry text not null,
  terminal text not null,
  epoch text not null,
  epoch_ordinal bigint not null,
  seq bigint not null,
  -- Whether another entry had its number before it.
  second boolean not null,
  -- Ends of earlier epochs that it contains: [{"epoch": {…}, "seq": 1}].
  earlier jsonb not null,
  -- Null of what was closed before a till wrote any Z.
  z bigint,
  at bigint not null,
  actor text,
  sales bigint not null,
  turnover bigint,
  float bigint,
  expected bigint not null,
  counted bigint not null,
  difference bigint not null,
  reason text,
  -- What the backend had not confirmed when it was written.
  unsent_entries bigint not null,
  unsent_sales bigint not null,
  primary key (tenant, store, session, entry)
);

create index till_closing_by_z on till_closing (tenant, store, terminal, z);

-- A sale or cash without one, and what it adds to its session.
create table till_entry (
  tenant text not null,
  store text not null,
  session text not null,
  entry text not null,
  epoch text not null,
  seq bigint not null,
  second boolean not null,
  kind text not null check (kind in ('sale', 'cash')),
  at bigint not null,
  actor text,
  -- The receipt of a sale, the reason of cash.
  name text not null,
  currency text not null,
  sales bigint not null,
  turnover bigint not null,
  cash bigint not null,
  -- Its number among the entries that came late and that the session's close does not contain.
  correction bigint,
  primary key (tenant, store, session, entry)
);

create index till_entry_late on till_entry (tenant, store, session, correction)
  where correction is not null;

-- A person's word, from elsewhere, that a session is over; its terminal's own Z takes its place.
create table till_closed_elsewhere (
  tenant text not null,
  store text not null,
  session text not null,
  at bigint not null,
  person text not null,
  reason text not null,
  -- What was counted, where the drawer could be had.
  counted bigint,
  -- What the entries came to that had come then.
  sales bigint not null,
  turnover bigint not null,
  expected bigint not null,
  primary key (tenant, store, session)
);
