-- Whose signature says the taxes of a shop, and what signed packs changed. A pack is never deleted,
-- withdrawn or not.

create table tax_publisher (
  tenant text not null,
  id text not null,
  name text not null,
  -- base64 of the SubjectPublicKeyInfo.
  public_key text not null,
  trusted_at bigint not null,
  primary key (tenant, id)
);

create unique index tax_publisher_by_key on tax_publisher (tenant, public_key);

create table tax_pack (
  tenant text not null,
  name text not null,
  version integer not null,
  -- What was signed, by whom, and what proves it.
  pack jsonb not null,
  publisher text not null,
  public_key text not null,
  signature text not null,
  -- The classes that it changed, as they were and as it left them: [{before, after}].
  changed jsonb not null,
  applied_at bigint not null,
  withdrawn_at bigint,
  primary key (tenant, name, version)
);
