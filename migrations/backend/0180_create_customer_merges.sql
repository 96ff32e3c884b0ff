-- Two rows that are one person: the one points at the other, and points there no more when a person
-- says that it was a mistake. Nothing is moved, so nothing has to be moved back.

alter table customer add column merged_into text;

alter table customer add column merged_at bigint;

create index customer_merged on customer (tenant, merged_into) where merged_into is not null;
