-- What a course of radiation was aimed at, whose stem cells a transplant gave and how much came before it.
ALTER TABLE "Course" ADD COLUMN "radiation" TEXT NOT NULL DEFAULT '[]' CHECK (json_valid("radiation") AND json_type("radiation") = 'array');
ALTER TABLE "Course" ADD COLUMN "transplantFrom" TEXT CHECK ("transplantFrom" IN ('autologous', 'donor'));
ALTER TABLE "Course" ADD COLUMN "transplantIntensity" TEXT CHECK ("transplantIntensity" IN ('full', 'mini'));

-- The disease as it was found; Philadelphia is read from the markers, the white cells from the counts.
CREATE TABLE "Diagnosis" (
  "patientId" TEXT NOT NULL PRIMARY KEY,
  "on" TEXT CHECK ("on" IS date("on")),
  "lineage" TEXT CHECK ("lineage" IN ('B', 'T')),
  "cns" TEXT CHECK ("cns" IN ('1', '2a', '2b', '2c', '3a', '3b', '3c')),
  "wbc" REAL CHECK ("wbc" BETWEEN 0 AND 2000),
  "riskFactors" TEXT NOT NULL DEFAULT '[]' CHECK (json_valid("riskFactors") AND json_type("riskFactors") = 'array'),
  "otherRisk" TEXT,
  "version" INTEGER NOT NULL DEFAULT 1 CHECK ("version" >= 1),
  "createdAt" TEXT NOT NULL CHECK ("createdAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "createdAt")),
  "createdBy" TEXT NOT NULL CHECK (length("createdBy") > 0),
  "updatedAt" TEXT NOT NULL CHECK ("updatedAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "updatedAt")),
  CONSTRAINT "Diagnosis_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
) STRICT;

CREATE TABLE "Procedure" (
  "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") > 0),
  "patientId" TEXT NOT NULL,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('marrow', 'lumbar-puncture', 'x-ray', 'ct', 'ultrasound')),
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
CREATE INDEX "Procedure_patientId_idx" ON "Procedure" ("patientId");

-- One finding of one test; a later one is another row, and the newest by date is what holds.
CREATE TABLE "Marker" (
  "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") > 0),
  "patientId" TEXT NOT NULL,
  "test" TEXT NOT NULL
    CHECK ("test" IN ('karyotype', 'bcr-abl1', 'etv6-runx1', 'kmt2a', 'hyperdiploidy', 'hypodiploidy', 'ph-like', 'ikzf1', 'iamp21')),
  "on" TEXT NOT NULL CHECK ("on" IS date("on")),
  "result" TEXT CHECK ("result" IN ('positive', 'negative', 'pending', 'not-done')),
  "text" TEXT,
  "version" INTEGER NOT NULL DEFAULT 1 CHECK ("version" >= 1),
  "createdAt" TEXT NOT NULL CHECK ("createdAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "createdAt")),
  "createdBy" TEXT NOT NULL CHECK (length("createdBy") > 0),
  "withdrawnAt" TEXT CHECK ("withdrawnAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "withdrawnAt")),
  CHECK ("result" IS NOT NULL OR "text" IS NOT NULL),
  CONSTRAINT "Marker_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
) STRICT;
CREATE INDEX "Marker_patientId_idx" ON "Marker" ("patientId");

-- A planned test; whether it is overdue is a matter of today and never stored.
CREATE TABLE "FollowUp" (
  "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") > 0),
  "patientId" TEXT NOT NULL,
  "test" TEXT NOT NULL CHECK (length("test") > 0),
  "due" TEXT NOT NULL CHECK ("due" IS date("due")),
  "doneOn" TEXT CHECK ("doneOn" IS date("doneOn")),
  "note" TEXT,
  "version" INTEGER NOT NULL DEFAULT 1 CHECK ("version" >= 1),
  "createdAt" TEXT NOT NULL CHECK ("createdAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "createdAt")),
  "createdBy" TEXT NOT NULL CHECK (length("createdBy") > 0),
  "withdrawnAt" TEXT CHECK ("withdrawnAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "withdrawnAt")),
  CONSTRAINT "FollowUp_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
) STRICT;
CREATE INDEX "FollowUp_patientId_idx" ON "FollowUp" ("patientId");

CREATE TABLE "Note" (
  "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") > 0),
  "patientId" TEXT NOT NULL,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('problem', 'note')),
  "text" TEXT NOT NULL CHECK (length("text") > 0),
  "version" INTEGER NOT NULL DEFAULT 1 CHECK ("version" >= 1),
  "createdAt" TEXT NOT NULL CHECK ("createdAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "createdAt")),
  "createdBy" TEXT NOT NULL CHECK (length("createdBy") > 0),
  "updatedAt" TEXT NOT NULL CHECK ("updatedAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "updatedAt")),
  "updatedBy" TEXT NOT NULL CHECK (length("updatedBy") > 0),
  "withdrawnAt" TEXT CHECK ("withdrawnAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "withdrawnAt")),
  CONSTRAINT "Note_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
) STRICT;
CREATE INDEX "Note_patientId_idx" ON "Note" ("patientId");

CREATE TABLE "Trial" (
  "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") > 0),
  "patientId" TEXT NOT NULL,
  "nct" TEXT NOT NULL CHECK ("nct" GLOB 'NCT[0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]'),
  "arm" TEXT,
  "on" TEXT CHECK ("on" IS date("on")),
  "version" INTEGER NOT NULL DEFAULT 1 CHECK ("version" >= 1),
  "createdAt" TEXT NOT NULL CHECK ("createdAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "createdAt")),
  "createdBy" TEXT NOT NULL CHECK (length("createdBy") > 0),
  "withdrawnAt" TEXT CHECK ("withdrawnAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "withdrawnAt")),
  CONSTRAINT "Trial_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
) STRICT;
CREATE INDEX "Trial_patientId_idx" ON "Trial" ("patientId");

-- The next planned test that is not done.
ALTER TABLE "PatientSummary" ADD COLUMN "nextDue" TEXT CHECK ("nextDue" IS date("nextDue"));
CREATE INDEX "PatientSummary_siteId_nextDue_idx" ON "PatientSummary" ("siteId", "nextDue");

-- No policy has this version: rows made before this column are made anew at the next start.
UPDATE "PatientSummary" SET "policyVersion" = '0';
