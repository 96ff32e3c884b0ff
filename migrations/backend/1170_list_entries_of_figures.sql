-- What stands behind figures of reports that are not of sales: till sessions that were counted,
-- what was vouched for and what was refused. Made with the figures, and anew with them.
create table figure_entry (
  tenant text not null,
  store text not null,
  -- As its figure in the reports has them.
  part text not null,
  key text not null,
  business_date text not null,
  at bigint not null,
  -- The entry's place and hash, and which of those that it adds to.
  entry text not null,
  line bigint not null,
  terminal text not null,
  person text,
  approver text,
  -- {"permission", "extent", "reason", "difference", "currency", "session", "z"}
  told jsonb not null,
  primary key (tenant, store, part, key, business_date, at, entry, line)
);
