-- Who did what at the office; and whose word closed a till session from elsewhere.

create table office_act (
  tenant text not null,
  id text not null,
  at bigint not null,
  -- Which store it was about; null of all of a shop.
  store text,
  -- Null of the owner's token.
  person text,
  -- What they were called then.
  name text,
  -- The procedure, as the API's contract calls it, and the permission that it needs.
  act text not null,
  permission text,
  -- The id of what it was done to, and the names of what was said of it: never what was said.
  subject text,
  fields jsonb not null,
  -- Null while it is under way, or where the backend ended meanwhile; otherwise 'done', or the code
  -- of the failure.
  outcome text,
  primary key (tenant, id)
);

-- Of a person who was signed in; null of a name that came with the owner's token.
alter table till_closed_elsewhere add column person_id text;
