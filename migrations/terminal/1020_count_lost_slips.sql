-- What stands on a slip of which a second one is a counted copy, as JSON; null for all others.
ALTER TABLE print_job ADD COLUMN about TEXT;
