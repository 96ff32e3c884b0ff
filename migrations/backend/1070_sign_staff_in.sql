-- People of the shop at the office: who may come in there, who is in, and who was wrong.

create table office_account (
  tenant text not null,
  store text not null,
  person text not null,
  -- In small letters; nobody else of the shop has it.
  sign_in_name text not null,
  -- store: of the store that they work in. shop: of every store.
  reach text not null check (reach in ('store', 'shop')),
  -- As a PIN is kept: {"salt": "…", "hash": "…", "cost": 65536}.
  password jsonb not null,
  primary key (tenant, store, person)
);

create unique index office_account_by_name on office_account (tenant, sign_in_name);

create table office_session (
  tenant text not null,
  -- SHA-256 of the token, in hex.
  token_hash text not null,
  store text not null,
  person text not null,
  began_at bigint not null,
  -- When it was last used, to a minute.
  seen_at bigint not null,
  primary key (tenant, token_hash)
);

create index office_session_by_token on office_session (token_hash);

create index office_session_by_person on office_session (tenant, store, person);

-- Wrong tries in a row, by the keyed hash of the name that was typed, known or not.
create table office_attempt (
  tenant text not null,
  name_hash text not null,
  wrong bigint not null,
  last_at bigint not null,
  primary key (tenant, name_hash)
);

create index office_attempt_by_time on office_attempt (tenant, last_at);
