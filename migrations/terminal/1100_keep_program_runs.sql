-- Whether the program that ran last stopped in good order, and when: the entry of its next start
-- says so. No row before a start was recorded; without an instant it runs, or broke off.

CREATE TABLE program_run (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  stopped_at INTEGER
) STRICT;
