-- What entries of a till session add to its Z beside money: lines that were taken out, carts that
-- were given up, drawers opened without a sale, approvals, refusals. One that comes late is a
-- correction like a sale. The figures of reports are made anew, and with them what is missing here.

alter table till_entry drop constraint till_entry_kind_check;

alter table till_entry add constraint till_entry_kind_check
  check (kind in ('sale', 'cash', 'other'));

-- Null where no money moved.
alter table till_entry alter column currency drop not null;

-- [{"figure": "removals", "count": 1, "amount": 250}]; null of what was kept before it was.
alter table till_entry add column watched jsonb;

-- As its Z has them; null of what was closed before a till wrote any Z.
alter table till_closing add column watched jsonb;
