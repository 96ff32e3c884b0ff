-- What tills wanted of departments, and what became of it. One that was ended stays, so that what
-- was sold from it keeps its name, and stands again as soon as goods come into it.
ALTER TABLE department ADD COLUMN is_ended boolean NOT NULL DEFAULT false;

CREATE TABLE department_change (
  tenant text NOT NULL,
  -- Of the wish, as its till gave it.
  id text NOT NULL,
  department text NOT NULL,
  -- Runs on within the department, under the lock of its row.
  place bigint NOT NULL,
  -- What terminals pull of it.
  outcome jsonb NOT NULL,
  PRIMARY KEY (tenant, id)
);

CREATE INDEX department_change_by_department ON department_change (tenant, department, place);
