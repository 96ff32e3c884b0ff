-- Who said that two customers are one, as they were called then; null of the owner's token, and of
-- what was merged before.
alter table customer add column merged_by text;

create index customer_merged_at on customer (tenant, merged_at desc, id)
  where merged_into is not null;
