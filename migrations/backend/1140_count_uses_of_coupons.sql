-- How many sales use a code in all, where it is good for several and not for any number.
alter table coupon add column uses integer check (
  uses is null or (uses >= 2 and not single_use)
);
