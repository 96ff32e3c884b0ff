-- What a till's clock is off by, as it told last with its heads; null before it told.
alter table terminal add column clock jsonb;
