CREATE TABLE "SitePolicy" (
  "siteId" text NOT NULL,
  "version" integer NOT NULL CHECK ("version" >= 2),
  "settings" text NOT NULL CHECK (jsonb_typeof("settings"::jsonb) = 'object'),
  "inForceFrom" text NOT NULL CHECK (is_instant("inForceFrom")),
  "author" text NOT NULL CHECK (length("author") > 0),
  "reason" text NOT NULL CHECK (length("reason") > 0),
  CONSTRAINT "SitePolicy_pkey" PRIMARY KEY ("siteId", "version"),
  CONSTRAINT "SitePolicy_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "Site" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE TABLE "DiseaseStatus" (
  "id" text NOT NULL CONSTRAINT "DiseaseStatus_pkey" PRIMARY KEY CHECK (length("id") > 0),
  "patientId" text NOT NULL,
  "version" integer NOT NULL CHECK ("version" >= 1),
  "status" text NOT NULL CHECK ("status" IN ('untreated', 'in-treatment', 'remission', 'recurrent')),
  "remission" integer CHECK ("remission" BETWEEN 1 AND 9),
  "since" text NOT NULL CHECK (is_date("since")),
  "proposed" text CHECK (is_json("proposed")),
  "at" text NOT NULL CHECK (is_instant("at")),
  "author" text NOT NULL CHECK (length("author") > 0),
  "note" text,
  CHECK (("status" = 'remission') = ("remission" IS NOT NULL)),
  CONSTRAINT "DiseaseStatus_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE UNIQUE INDEX "DiseaseStatus_patientId_version_key" ON "DiseaseStatus" ("patientId", "version");

CREATE TRIGGER "SitePolicy_refuses_change" BEFORE UPDATE OR DELETE ON "SitePolicy"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER "SitePolicy_refuses_truncate" BEFORE TRUNCATE ON "SitePolicy"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TRIGGER "DiseaseStatus_refuses_change" BEFORE UPDATE OR DELETE ON "DiseaseStatus"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();

CREATE TRIGGER "DiseaseStatus_refuses_truncate" BEFORE TRUNCATE ON "DiseaseStatus"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

ALTER TABLE "PatientSummary" ADD COLUMN "status" text
  CHECK ("status" IN ('untreated', 'in-treatment', 'remission', 'recurrent'));

ALTER TABLE "PatientSummary" ADD COLUMN "recurrence" integer NOT NULL DEFAULT 0 CHECK ("recurrence" IN (0, 1));

CREATE INDEX "PatientSummary_siteId_status_idx" ON "PatientSummary" ("siteId", "status");
CREATE INDEX "PatientSummary_siteId_recurrence_idx" ON "PatientSummary" ("siteId", "recurrence");

-- No policy has this version: rows made before these columns are made anew at the next start.
UPDATE "PatientSummary" SET "policyVersion" = '0';
