-- What each sale of a till session was paid with, and what a Z says of it: the office shows what
-- was taken and what went back by tender, and holds the one to the other.

-- [{"kind": "cash", "amount": 500}]; below zero it went back. Null of cash without a sale.
alter table till_entry add column tenders jsonb;

-- As its Z has them; null of one that was written before a till told them apart.
alter table till_closing add column tenders jsonb;

update till_entry set tenders = (
  select jsonb_agg(jsonb_build_object('kind', paid.kind, 'amount', paid.amount))
  from jsonb_to_recordset(entry.canonical::jsonb #> '{body,tenders}') as paid (
    kind text, amount bigint)
)
from till_session, entry
where till_entry.kind = 'sale'
  and till_session.tenant = till_entry.tenant and till_session.store = till_entry.store
  and till_session.id = till_entry.session
  and entry.tenant = till_entry.tenant and entry.terminal = till_session.terminal
  and entry.epoch = till_entry.epoch and entry.seq = till_entry.seq
  and entry.hash = right(till_entry.entry, 64);
