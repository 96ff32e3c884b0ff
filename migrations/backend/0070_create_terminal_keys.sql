-- A terminal's keys, of which the last is the one in use, and what a restore took from the feeds.

create table terminal_key (
  tenant text not null,
  terminal text not null,
  key_id text not null,
  public_key text not null,
  enrolled_at bigint not null,
  primary key (tenant, terminal, key_id)
);

insert into terminal_key (tenant, terminal, key_id, public_key, enrolled_at)
select tenant, id, key_id, public_key, enrolled_at from terminal;

-- The terminal that a code replaces; null where it enrols a new one.
alter table enrolment_code add column terminal text;

-- Changes that terminals had pulled and this backend no longer knows.
create table feed_loss (
  tenant text not null,
  feed text not null,
  -- The generation that ended with it.
  generation text not null,
  from_n bigint not null,
  -- The furthest that any terminal was.
  to_n bigint not null,
  -- The latest moment that this backend remembers: what is lost happened after it.
  since bigint not null,
  found_at bigint not null,
  primary key (tenant, feed, generation)
);
