-- What only so much of can be taken, by whoever comes first: what was taken, what is promised.

-- The line's own id, which a return of its goods names.
alter table sale_line add column line text;

update sale_line set line = entry.canonical::jsonb -> 'body' -> 'lines'
    -> sale_line.position::int ->> 'id'
from entry
where entry.tenant = sale_line.tenant and entry.store = sale_line.store
  and entry.hash = split_part(sale_line.entry, '/', 2) and entry.state in ('applied', 'forked');

create index sale_by_id on sale (tenant, id);

-- A row is made when something is first claimed or taken; `most` is null while nobody knows how
-- much there is: goods may come back before the backend hears that they were sold.
create table claimable (
  tenant text not null,
  kind text not null,
  key text not null,
  most bigint,
  -- By journal entries, for good: this one may go beyond `most`, and then it is an exception.
  taken bigint not null default 0,
  -- Promised to terminals until it expires: taken + held never goes beyond `most` by a promise.
  held bigint not null default 0,
  taken_at bigint not null default 0,
  primary key (tenant, kind, key)
);

create index claimable_unknown on claimable (tenant, kind) where most is null;

create index claimable_over on claimable (tenant, taken_at) where taken > most;

-- Promises: a row counts for as long as it is there.
create table claim (
  tenant text not null,
  id text not null,
  store text not null,
  terminal text not null,
  kind text not null,
  key text not null,
  amount bigint not null,
  draft text not null,
  expires_at bigint not null,
  primary key (tenant, id)
);

create index claim_by_key on claim (tenant, kind, key);

create index claim_by_terminal on claim (tenant, terminal, expires_at);

-- What entries took, once each: both branches of a fork did.
create table claim_use (
  tenant text not null,
  -- Entry id / its hash.
  entry text not null,
  id text not null,
  store text not null,
  terminal text not null,
  kind text not null,
  key text not null,
  amount bigint not null,
  primary key (tenant, entry, id)
);

create index claim_use_by_key on claim_use (tenant, kind, key);
