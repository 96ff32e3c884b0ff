-- Sessions of this terminal that a person closed from elsewhere, as JSON: its own Z notes it.
ALTER TABLE till_news ADD COLUMN elsewhere TEXT NOT NULL DEFAULT '[]';
