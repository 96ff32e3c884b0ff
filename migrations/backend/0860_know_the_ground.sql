-- On which state of which server the online counter last wrote: another one may lack its entries.
alter table web_counter add column ground text;
