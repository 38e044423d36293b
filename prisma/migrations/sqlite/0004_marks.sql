-- What was done once to this database as a whole ("demo-begun", "demo-done"); not part of the record.
CREATE TABLE "_day29_marks" (
  "name" TEXT NOT NULL PRIMARY KEY,
  "at" TEXT NOT NULL
) STRICT;
