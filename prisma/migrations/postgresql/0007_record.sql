-- What a course of radiation was aimed at, whose stem cells a transplant gave and how much came before it.
ALTER TABLE "Course" ADD COLUMN "radiation" text NOT NULL DEFAULT '[]' CHECK (jsonb_typeof("radiation"::jsonb) = 'array');
ALTER TABLE "Course" ADD COLUMN "transplantFrom" text CHECK ("transplantFrom" IN ('autologous', 'donor'));
ALTER TABLE "Course" ADD COLUMN "transplantIntensity" text CHECK ("transplantIntensity" IN ('full', 'mini'));

-- The disease as it was found; Philadelphia is read from the markers, the white cells from the counts.
CREATE TABLE "Diagnosis" (
  "patientId" text NOT NULL CONSTRAINT "Diagnosis_pkey" PRIMARY KEY,
  "on" text CHECK (is_date("on")),
  "lineage" text CHECK ("lineage" IN ('B', 'T')),
  "cns" text CHECK ("cns" IN ('1', '2a', '2b', '2c', '3a', '3b', '3c')),
  "wbc" double precision CHECK ("wbc" BETWEEN 0 AND 2000),
  "riskFactors" text NOT NULL DEFAULT '[]' CHECK (jsonb_typeof("riskFactors"::jsonb) = 'array'),
  "otherRisk" text,
  "version" integer NOT NULL DEFAULT 1 CHECK ("version" >= 1),
  "createdAt" text NOT NULL CHECK (is_instant("createdAt")),
  "createdBy" text NOT NULL CHECK (length("createdBy") > 0),
  "updatedAt" text NOT NULL CHECK (is_instant("updatedAt")),
  CONSTRAINT "Diagnosis_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE TABLE "Procedure" (
  "id" text NOT NULL CONSTRAINT "Procedure_pkey" PRIMARY KEY CHECK (length("id") > 0),
  "patientId" text NOT NULL,
  "kind" text NOT NULL CHECK ("kind" IN ('marrow', 'lumbar-puncture', 'x-ray', 'ct', 'ultrasound')),
  "on" text NOT NULL CHECK (is_date("on")),
  "reportKey" text,
  "detail" text NOT NULL DEFAULT '{}' CHECK (jsonb_typeof("detail"::jsonb) = 'object'),
  "version" integer NOT NULL DEFAULT 1 CHECK ("version" >= 1),
  "createdAt" text NOT NULL CHECK (is_instant("createdAt")),
  "createdBy" text NOT NULL CHECK (length("createdBy") > 0),
  "withdrawnAt" text CHECK (is_instant("withdrawnAt")),
  CONSTRAINT "Procedure_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
);
CREATE INDEX "Procedure_patientId_idx" ON "Procedure" ("patientId");

-- One finding of one test; a later one is another row, and the newest by date is what holds.
CREATE TABLE "Marker" (
  "id" text NOT NULL CONSTRAINT "Marker_pkey" PRIMARY KEY CHECK (length("id") > 0),
  "patientId" text NOT NULL,
  "test" text NOT NULL
    CHECK ("test" IN ('karyotype', 'bcr-abl1', 'etv6-runx1', 'kmt2a', 'hyperdiploidy', 'hypodiploidy', 'ph-like', 'ikzf1', 'iamp21')),
  "on" text NOT NULL CHECK (is_date("on")),
  "result" text CHECK ("result" IN ('positive', 'negative', 'pending', 'not-done')),
  "text" text,
  "version" integer NOT NULL DEFAULT 1 CHECK ("version" >= 1),
  "createdAt" text NOT NULL CHECK (is_instant("createdAt")),
  "createdBy" text NOT NULL CHECK (length("createdBy") > 0),
  "withdrawnAt" text CHECK (is_instant("withdrawnAt")),
  CHECK ("result" IS NOT NULL OR "text" IS NOT NULL),
  CONSTRAINT "Marker_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
);
CREATE INDEX "Marker_patientId_idx" ON "Marker" ("patientId");

-- A planned test; whether it is overdue is a matter of today and never stored.
CREATE TABLE "FollowUp" (
  "id" text NOT NULL CONSTRAINT "FollowUp_pkey" PRIMARY KEY CHECK (length("id") > 0),
  "patientId" text NOT NULL,
  "test" text NOT NULL CHECK (length("test") > 0),
  "due" text NOT NULL CHECK (is_date("due")),
  "doneOn" text CHECK (is_date("doneOn")),
  "note" text,
  "version" integer NOT NULL DEFAULT 1 CHECK ("version" >= 1),
  "createdAt" text NOT NULL CHECK (is_instant("createdAt")),
  "createdBy" text NOT NULL CHECK (length("createdBy") > 0),
  "withdrawnAt" text CHECK (is_instant("withdrawnAt")),
  CONSTRAINT "FollowUp_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
);
CREATE INDEX "FollowUp_patientId_idx" ON "FollowUp" ("patientId");

CREATE TABLE "Note" (
  "id" text NOT NULL CONSTRAINT "Note_pkey" PRIMARY KEY CHECK (length("id") > 0),
  "patientId" text NOT NULL,
  "kind" text NOT NULL CHECK ("kind" IN ('problem', 'note')),
  "text" text NOT NULL CHECK (length("text") > 0),
  "version" integer NOT NULL DEFAULT 1 CHECK ("version" >= 1),
  "createdAt" text NOT NULL CHECK (is_instant("createdAt")),
  "createdBy" text NOT NULL CHECK (length("createdBy") > 0),
  "updatedAt" text NOT NULL CHECK (is_instant("updatedAt")),
  "updatedBy" text NOT NULL CHECK (length("updatedBy") > 0),
  "withdrawnAt" text CHECK (is_instant("withdrawnAt")),
  CONSTRAINT "Note_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
);
CREATE INDEX "Note_patientId_idx" ON "Note" ("patientId");

CREATE TABLE "Trial" (
  "id" text NOT NULL CONSTRAINT "Trial_pkey" PRIMARY KEY CHECK (length("id") > 0),
  "patientId" text NOT NULL,
  "nct" text NOT NULL CHECK ("nct" ~ '^NCT[0-9]{8}$'),
  "arm" text,
  "on" text CHECK (is_date("on")),
  "version" integer NOT NULL DEFAULT 1 CHECK ("version" >= 1),
  "createdAt" text NOT NULL CHECK (is_instant("createdAt")),
  "createdBy" text NOT NULL CHECK (length("createdBy") > 0),
  "withdrawnAt" text CHECK (is_instant("withdrawnAt")),
  CONSTRAINT "Trial_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
);
CREATE INDEX "Trial_patientId_idx" ON "Trial" ("patientId");

-- The next planned test that is not done.
ALTER TABLE "PatientSummary" ADD COLUMN "nextDue" text CHECK (is_date("nextDue"));
CREATE INDEX "PatientSummary_siteId_nextDue_idx" ON "PatientSummary" ("siteId", "nextDue");

-- No policy has this version: rows made before this column are made anew at the next start.
UPDATE "PatientSummary" SET "policyVersion" = '0';
