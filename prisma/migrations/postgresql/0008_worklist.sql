-- Why a patient needs somebody, as far as it does not depend on who asks or which day it is.
ALTER TABLE "PatientSummary" ADD COLUMN "lineagePh" text;
ALTER TABLE "PatientSummary" ADD COLUMN "criticalOn" text CHECK (is_date("criticalOn"));
ALTER TABLE "PatientSummary" ADD COLUMN "criterionOn" text CHECK (is_date("criterionOn"));
ALTER TABLE "PatientSummary" ADD COLUMN "silentSince" text CHECK (is_date("silentSince"));
ALTER TABLE "PatientSummary" ADD COLUMN "phaseEnd" text CHECK (is_date("phaseEnd"));
ALTER TABLE "PatientSummary" ADD COLUMN "unsettled" integer NOT NULL DEFAULT 0 CHECK ("unsettled" >= 0);

-- The worklist walks an index in the order of its column and then of the patient: a page begins after a patient.
DROP INDEX "PatientSummary_siteId_nameKey_idx";
DROP INDEX "PatientSummary_siteId_mrn_idx";
DROP INDEX "PatientSummary_siteId_birthDate_idx";
DROP INDEX "PatientSummary_siteId_dayZero_idx";
DROP INDEX "PatientSummary_siteId_lastCountOn_idx";
DROP INDEX "PatientSummary_siteId_lastMarrowOn_idx";
DROP INDEX "PatientSummary_siteId_remission_idx";
DROP INDEX "PatientSummary_siteId_milestone_idx";
DROP INDEX "PatientSummary_siteId_windowCloses_idx";
DROP INDEX "PatientSummary_siteId_changedAt_idx";
DROP INDEX "PatientSummary_siteId_status_idx";
DROP INDEX "PatientSummary_siteId_recurrence_idx";
DROP INDEX "PatientSummary_siteId_nextDue_idx";
CREATE INDEX "PatientSummary_siteId_nameKey_patientId_idx" ON "PatientSummary" ("siteId", "nameKey", "patientId");
CREATE INDEX "PatientSummary_siteId_mrn_patientId_idx" ON "PatientSummary" ("siteId", "mrn", "patientId");
CREATE INDEX "PatientSummary_siteId_birthDate_patientId_idx" ON "PatientSummary" ("siteId", "birthDate", "patientId");
CREATE INDEX "PatientSummary_siteId_lineagePh_patientId_idx" ON "PatientSummary" ("siteId", "lineagePh", "patientId");
CREATE INDEX "PatientSummary_siteId_phaseStart_patientId_idx" ON "PatientSummary" ("siteId", "phaseStart", "patientId");
CREATE INDEX "PatientSummary_siteId_phase_patientId_idx" ON "PatientSummary" ("siteId", "phase", "patientId");
CREATE INDEX "PatientSummary_siteId_dayZero_patientId_idx" ON "PatientSummary" ("siteId", "dayZero", "patientId");
CREATE INDEX "PatientSummary_siteId_lastCountOn_patientId_idx" ON "PatientSummary" ("siteId", "lastCountOn", "patientId");
CREATE INDEX "PatientSummary_siteId_wbc_patientId_idx" ON "PatientSummary" ("siteId", "wbc", "patientId");
CREATE INDEX "PatientSummary_siteId_anc_patientId_idx" ON "PatientSummary" ("siteId", "anc", "patientId");
CREATE INDEX "PatientSummary_siteId_hgb_patientId_idx" ON "PatientSummary" ("siteId", "hgb", "patientId");
CREATE INDEX "PatientSummary_siteId_plt_patientId_idx" ON "PatientSummary" ("siteId", "plt", "patientId");
CREATE INDEX "PatientSummary_siteId_lastMarrowOn_patientId_idx" ON "PatientSummary" ("siteId", "lastMarrowOn", "patientId");
CREATE INDEX "PatientSummary_siteId_remission_patientId_idx" ON "PatientSummary" ("siteId", "remission", "patientId");
CREATE INDEX "PatientSummary_siteId_milestone_patientId_idx" ON "PatientSummary" ("siteId", "milestone", "patientId");
CREATE INDEX "PatientSummary_siteId_status_patientId_idx" ON "PatientSummary" ("siteId", "status", "patientId");
CREATE INDEX "PatientSummary_siteId_nextDue_patientId_idx" ON "PatientSummary" ("siteId", "nextDue", "patientId");
CREATE INDEX "PatientSummary_siteId_changedAt_patientId_idx" ON "PatientSummary" ("siteId", "changedAt", "patientId");

-- The groups of the worklist: small beside the table, so their patients are found and counted without it.
CREATE INDEX "PatientSummary_siteId_criticalOn_patientId_idx" ON "PatientSummary" ("siteId", "criticalOn", "patientId") WHERE "criticalOn" IS NOT NULL;
CREATE INDEX "PatientSummary_siteId_windowOpens_patientId_idx" ON "PatientSummary" ("siteId", "windowOpens", "patientId") INCLUDE ("dayZero", "milestone") WHERE "milestone" = 'open';
CREATE INDEX "PatientSummary_siteId_windowCloses_patientId_idx" ON "PatientSummary" ("siteId", "windowCloses", "patientId") INCLUDE ("windowOpens", "milestone") WHERE "milestone" = 'open';
CREATE INDEX "PatientSummary_siteId_criterionOn_patientId_idx" ON "PatientSummary" ("siteId", "criterionOn", "patientId") WHERE "criterionOn" IS NOT NULL;
CREATE INDEX "PatientSummary_siteId_recurrence_patientId_idx" ON "PatientSummary" ("siteId", "recurrence", "patientId") WHERE "recurrence" = 1;
CREATE INDEX "PatientSummary_siteId_unsettled_patientId_idx" ON "PatientSummary" ("siteId", "unsettled", "patientId") WHERE "unsettled" > 0;
CREATE INDEX "PatientSummary_siteId_silentSince_patientId_idx" ON "PatientSummary" ("siteId", "silentSince", "patientId") INCLUDE ("phaseStart", "phaseEnd") WHERE "silentSince" IS NOT NULL;

-- Every filter of the worklist can be counted from this alone.
CREATE INDEX "PatientSummary_siteId_remission_milestone_idx" ON "PatientSummary" ("siteId", "remission", "milestone") INCLUDE ("status", "recurrence", "phase", "dayZero", "windowOpens", "windowCloses", "patientId");

-- What one person has seen of one patient: the state of the record (its changedAt) and the criterion then. Undone, the one before is back.
CREATE TABLE "Review" (
  "userId" text NOT NULL,
  "patientId" text NOT NULL,
  "siteId" text NOT NULL CHECK (length("siteId") > 0),
  "at" text CHECK (is_instant("at")),
  "seen" text CHECK (is_instant("seen")),
  "remission" text CHECK ("remission" IN ('met', 'not-met', 'indeterminate', 'not-applicable')),
  "before" text CHECK (is_json("before")),
  "version" integer NOT NULL DEFAULT 1 CHECK ("version" >= 1),
  CHECK (("at" IS NULL) = ("seen" IS NULL) AND ("at" IS NULL) = ("remission" IS NULL)),
  CONSTRAINT "Review_pkey" PRIMARY KEY ("userId", "patientId"),
  CONSTRAINT "Review_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT "Review_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
);
CREATE INDEX "Review_userId_siteId_at_patientId_idx" ON "Review" ("userId", "siteId", "at", "patientId") WHERE "at" IS NOT NULL;
CREATE INDEX "Review_patientId_idx" ON "Review" ("patientId");

-- A clinician has seen a critical value; the alarm itself is derived from the results.
CREATE TABLE "CriticalSeen" (
  "id" text NOT NULL CONSTRAINT "CriticalSeen_pkey" PRIMARY KEY CHECK (length("id") > 0),
  "patientId" text NOT NULL,
  "analyte" text NOT NULL CHECK (length("analyte") > 0),
  "flag" text NOT NULL CHECK ("flag" IN ('LL', 'HH')),
  "depth" integer NOT NULL CHECK ("depth" >= 1),
  "reportKey" text NOT NULL CHECK (length("reportKey") > 0),
  "reportVersion" integer NOT NULL CHECK ("reportVersion" >= 1),
  "at" text NOT NULL CHECK (is_instant("at")),
  "author" text NOT NULL CHECK (length("author") > 0),
  CONSTRAINT "CriticalSeen_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
);
CREATE INDEX "CriticalSeen_patientId_idx" ON "CriticalSeen" ("patientId");

CREATE TRIGGER "CriticalSeen_refuses_change" BEFORE UPDATE OR DELETE ON "CriticalSeen"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER "CriticalSeen_refuses_truncate" BEFORE TRUNCATE ON "CriticalSeen"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A person's own name for a view of the worklist: the query of its address, never search text.
CREATE TABLE "SavedView" (
  "id" text NOT NULL CONSTRAINT "SavedView_pkey" PRIMARY KEY CHECK (length("id") > 0),
  "userId" text NOT NULL,
  "siteId" text NOT NULL,
  "name" text NOT NULL CHECK (length("name") > 0),
  "query" text NOT NULL,
  "opens" integer NOT NULL DEFAULT 0 CHECK ("opens" IN (0, 1)),
  "version" integer NOT NULL DEFAULT 1 CHECK ("version" >= 1),
  "createdAt" text NOT NULL CHECK (is_instant("createdAt")),
  "updatedAt" text NOT NULL CHECK (is_instant("updatedAt")),
  "withdrawnAt" text CHECK (is_instant("withdrawnAt")),
  CONSTRAINT "SavedView_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT "SavedView_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "Site" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
);
CREATE INDEX "SavedView_userId_siteId_idx" ON "SavedView" ("userId", "siteId");

-- No policy has this version: rows made before these columns are made anew at the next start.
UPDATE "PatientSummary" SET "policyVersion" = '0';
