-- The terminals' entries as they were received, and how far each epoch has been applied.

create table entry (
  tenant text not null,
  store text not null,
  terminal text not null,
  -- SHA-256 in hex over the envelope as received: however often sent, it is one row.
  fingerprint text not null,
  -- What the envelope says of its place; null where even that cannot be read.
  epoch text,
  seq bigint,
  hash text,
  prev_hash text,
  -- waiting: for its predecessor; forked: applied, as the second with its number.
  state text not null check (state in ('waiting', 'applied', 'forked', 'parked')),
  reason text,
  -- The sealed entry, byte for byte; null where the envelope could not be read.
  canonical text,
  key_id text,
  signature text,
  -- Personal data beside the entry, which may be erased without breaking its chain.
  personal text,
  -- Of a parked envelope: all of it as JSON text, cut at a limit.
  received text,
  received_at bigint not null,
  primary key (tenant, terminal, fingerprint)
);

-- A parked envelope proves nothing: it may share the place of the entry that it pretends to be.
create unique index entry_by_place on entry (tenant, terminal, epoch, seq, hash)
  where state <> 'parked';

create index entry_by_seq on entry (tenant, terminal, epoch, seq, state);

create index entry_that_waits on entry (tenant, terminal, epoch, seq) where state = 'waiting';

create index entry_by_state on entry (tenant, state);

create table epoch (
  tenant text not null,
  terminal text not null,
  id text not null,
  ordinal bigint not null,
  -- The last entry of the gap-free run from 1 that has been applied, or passed over as parked.
  head_seq bigint not null default 0,
  head_hash text not null,
  primary key (tenant, terminal, id)
);
