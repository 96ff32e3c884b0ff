-- A tenant, its stores and their terminals, and who may work there.

create table tenant (
  id text primary key,
  name text not null,
  -- SHA-256 of the owner's token, in hex.
  owner_token_hash text not null,
  -- The next terminal becomes T<this>.
  next_terminal bigint not null default 1,
  created_at bigint not null
);

create unique index tenant_by_owner_token on tenant (owner_token_hash);

create table location (
  tenant text not null,
  store text not null,
  id text not null,
  name text not null,
  primary key (tenant, store, id)
);

create table store (
  tenant text not null,
  id text not null,
  name text not null,
  currency text not null,
  zone text not null,
  price_list text not null,
  location text not null,
  settings jsonb not null,
  created_at bigint not null,
  primary key (tenant, id)
);

create table staff (
  tenant text not null,
  store text not null,
  id text not null,
  name text not null,
  role text not null,
  pin jsonb not null,
  disabled boolean not null default false,
  primary key (tenant, store, id)
);

create table terminal (
  tenant text not null,
  id text not null,
  store text not null,
  code text not null,
  name text not null,
  -- SHA-256 of the terminal's own credential, in hex.
  credential_hash text not null,
  key_id text not null,
  public_key text not null,
  disabled boolean not null default false,
  -- Two entries for one number were seen: the terminal was cloned and must be enrolled anew.
  forked boolean not null default false,
  enrolled_at bigint not null,
  primary key (tenant, id)
);

create unique index terminal_by_code on terminal (tenant, code);

create unique index terminal_by_credential on terminal (credential_hash, tenant);

create table terminal_settings (
  tenant text not null,
  store text not null,
  terminal text not null,
  settings jsonb not null,
  primary key (tenant, store, terminal)
);

create table enrolment_code (
  tenant text not null,
  code_hash text not null,
  store text not null,
  terminal_name text not null,
  -- What stands at the counter: printer, scanners, payment terminal.
  devices jsonb not null,
  expires_at bigint not null,
  used_at bigint,
  primary key (tenant, code_hash)
);

create index enrolment_code_by_hash on enrolment_code (code_hash);
