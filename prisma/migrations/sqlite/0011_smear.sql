-- A look at the blood smear is a procedure told by its conclusion. SQLite changes a check by making the table anew.
CREATE TABLE "Procedure_with_smear" (
  "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") > 0),
  "patientId" TEXT NOT NULL,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('marrow', 'lumbar-puncture', 'smear', 'x-ray', 'ct', 'ultrasound')),
  "on" TEXT NOT NULL CHECK ("on" IS date("on")),
  "reportKey" TEXT,
  "detail" TEXT NOT NULL DEFAULT '{}' CHECK (json_valid("detail") AND json_type("detail") = 'object'),
  "version" INTEGER NOT NULL DEFAULT 1 CHECK ("version" >= 1),
  "createdAt" TEXT NOT NULL CHECK ("createdAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "createdAt")),
  "createdBy" TEXT NOT NULL CHECK (length("createdBy") > 0),
  "withdrawnAt" TEXT CHECK ("withdrawnAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "withdrawnAt")),
  CONSTRAINT "Procedure_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
) STRICT;
INSERT INTO "Procedure_with_smear" ("id", "patientId", "kind", "on", "reportKey", "detail", "version", "createdAt", "createdBy", "withdrawnAt")
  SELECT "id", "patientId", "kind", "on", "reportKey", "detail", "version", "createdAt", "createdBy", "withdrawnAt" FROM "Procedure";
DROP TABLE "Procedure";
ALTER TABLE "Procedure_with_smear" RENAME TO "Procedure";
CREATE INDEX "Procedure_patientId_idx" ON "Procedure" ("patientId");
