-- What this terminal wants of departments and the backend has not answered, and those that it made
-- itself: goods are put in them until their twins come down.

CREATE TABLE own_department_change (
  -- Of the wish; what became of it comes down by the same id.
  id TEXT NOT NULL PRIMARY KEY,
  entry TEXT NOT NULL REFERENCES journal (id),
  department TEXT NOT NULL,
  epoch_ordinal INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  -- The body of the entry.
  data TEXT NOT NULL CHECK (json_type(data) = 'object')
) STRICT, WITHOUT ROWID;

CREATE TABLE own_department (
  -- Of the document, here and when it comes down.
  id TEXT NOT NULL PRIMARY KEY,
  -- The department that it stands after; none for the first place.
  after TEXT,
  data TEXT NOT NULL CHECK (json_type(data) = 'object')
) STRICT, WITHOUT ROWID;

CREATE TRIGGER own_department_came AFTER INSERT ON catalogue
WHEN NEW.kind = 'department'
BEGIN
  DELETE FROM own_department WHERE id = NEW.id;
END;

CREATE TRIGGER own_departments_were_answered AFTER INSERT ON catalogue
WHEN NEW.kind = 'department-change'
BEGIN
  DELETE FROM own_department_change WHERE id = NEW.id;
END;
