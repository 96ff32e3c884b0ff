-- What is known of an epoch beyond the entries that came, and which of them will never come.

-- The key that its first entry names: all entries of the epoch bear it.
alter table epoch add column key_id text;

-- The last number that anybody ever told of, by a report of the terminal or by the next epoch.
alter table epoch add column known_seq bigint not null default 0;

-- The end of the gap-free run that the terminal can still send, as it said last; null: never.
alter table epoch add column own_seq bigint;

-- A later epoch names this one as the one before it.
alter table epoch add column ended_at bigint;

-- Nobody can fill its holes any more, or a person said so: what follows them applies.
alter table epoch add column closed_at bigint;

alter table epoch add column closed_by text check (closed_by in ('next-epoch', 'person'));

-- Numbers of a closed epoch that nobody sent, from and to included. Late entries shrink them.
create table entry_gap (
  tenant text not null,
  terminal text not null,
  epoch text not null,
  from_seq bigint not null,
  to_seq bigint not null,
  found_at bigint not null,
  primary key (tenant, terminal, epoch, from_seq)
);
