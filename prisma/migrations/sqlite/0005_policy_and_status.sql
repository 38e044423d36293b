CREATE TABLE "SitePolicy" (
  "siteId" TEXT NOT NULL,
  "version" INTEGER NOT NULL CHECK ("version" >= 2),
  "settings" TEXT NOT NULL CHECK (json_valid("settings") AND json_type("settings") = 'object'),
  "inForceFrom" TEXT NOT NULL CHECK ("inForceFrom" IS strftime('%Y-%m-%dT%H:%M:%fZ', "inForceFrom")),
  "author" TEXT NOT NULL CHECK (length("author") > 0),
  "reason" TEXT NOT NULL CHECK (length("reason") > 0),
  PRIMARY KEY ("siteId", "version"),
  CONSTRAINT "SitePolicy_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "Site" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
) STRICT;

CREATE TABLE "DiseaseStatus" (
  "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") > 0),
  "patientId" TEXT NOT NULL,
  "version" INTEGER NOT NULL CHECK ("version" >= 1),
  "status" TEXT NOT NULL CHECK ("status" IN ('untreated', 'in-treatment', 'remission', 'recurrent')),
  "remission" INTEGER CHECK ("remission" BETWEEN 1 AND 9),
  "since" TEXT NOT NULL CHECK ("since" IS date("since")),
  "proposed" TEXT CHECK ("proposed" IS NULL OR json_valid("proposed")),
  "at" TEXT NOT NULL CHECK ("at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "at")),
  "author" TEXT NOT NULL CHECK (length("author") > 0),
  "note" TEXT,
  CHECK (("status" = 'remission') = ("remission" IS NOT NULL)),
  CONSTRAINT "DiseaseStatus_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
) STRICT;

CREATE UNIQUE INDEX "DiseaseStatus_patientId_version_key" ON "DiseaseStatus" ("patientId", "version");

CREATE TRIGGER "SitePolicy_refuses_update" BEFORE UPDATE ON "SitePolicy"
BEGIN
  SELECT RAISE(ABORT, 'SitePolicy is append-only: a change is a new version');
END;

CREATE TRIGGER "SitePolicy_refuses_delete" BEFORE DELETE ON "SitePolicy"
BEGIN
  SELECT RAISE(ABORT, 'SitePolicy is append-only: a change is a new version');
END;

CREATE TRIGGER "DiseaseStatus_refuses_update" BEFORE UPDATE ON "DiseaseStatus"
BEGIN
  SELECT RAISE(ABORT, 'DiseaseStatus is append-only: a new status is a new row');
END;

CREATE TRIGGER "DiseaseStatus_refuses_delete" BEFORE DELETE ON "DiseaseStatus"
BEGIN
  SELECT RAISE(ABORT, 'DiseaseStatus is append-only: a new status is a new row');
END;

ALTER TABLE "PatientSummary" ADD COLUMN "status" TEXT
  CHECK ("status" IS NULL OR "status" IN ('untreated', 'in-treatment', 'remission', 'recurrent'));

ALTER TABLE "PatientSummary" ADD COLUMN "recurrence" INTEGER NOT NULL DEFAULT 0 CHECK ("recurrence" IN (0, 1));

CREATE INDEX "PatientSummary_siteId_status_idx" ON "PatientSummary" ("siteId", "status");
CREATE INDEX "PatientSummary_siteId_recurrence_idx" ON "PatientSummary" ("siteId", "recurrence");

-- No policy has this version: rows made before these columns are made anew at the next start.
UPDATE "PatientSummary" SET "policyVersion" = '0';
