-- Why a patient needs somebody, as far as it does not depend on who asks or which day it is.
ALTER TABLE "PatientSummary" ADD COLUMN "lineagePh" TEXT;
ALTER TABLE "PatientSummary" ADD COLUMN "criticalOn" TEXT CHECK ("criticalOn" IS date("criticalOn"));
ALTER TABLE "PatientSummary" ADD COLUMN "criterionOn" TEXT CHECK ("criterionOn" IS date("criterionOn"));
ALTER TABLE "PatientSummary" ADD COLUMN "silentSince" TEXT CHECK ("silentSince" IS date("silentSince"));
ALTER TABLE "PatientSummary" ADD COLUMN "phaseEnd" TEXT CHECK ("phaseEnd" IS date("phaseEnd"));
ALTER TABLE "PatientSummary" ADD COLUMN "unsettled" INTEGER NOT NULL DEFAULT 0 CHECK ("unsettled" >= 0);

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
CREATE INDEX "PatientSummary_siteId_windowOpens_patientId_idx" ON "PatientSummary" ("siteId", "windowOpens", "patientId", "dayZero", "milestone") WHERE "milestone" = 'open';
CREATE INDEX "PatientSummary_siteId_windowCloses_patientId_idx" ON "PatientSummary" ("siteId", "windowCloses", "patientId", "windowOpens", "milestone") WHERE "milestone" = 'open';
CREATE INDEX "PatientSummary_siteId_criterionOn_patientId_idx" ON "PatientSummary" ("siteId", "criterionOn", "patientId") WHERE "criterionOn" IS NOT NULL;
CREATE INDEX "PatientSummary_siteId_recurrence_patientId_idx" ON "PatientSummary" ("siteId", "recurrence", "patientId") WHERE "recurrence" = 1;
CREATE INDEX "PatientSummary_siteId_unsettled_patientId_idx" ON "PatientSummary" ("siteId", "unsettled", "patientId") WHERE "unsettled" > 0;
CREATE INDEX "PatientSummary_siteId_silentSince_patientId_idx" ON "PatientSummary" ("siteId", "silentSince", "patientId", "phaseStart", "phaseEnd") WHERE "silentSince" IS NOT NULL;

-- Every filter of the worklist can be counted from this alone.
CREATE INDEX "PatientSummary_siteId_remission_milestone_idx" ON "PatientSummary" ("siteId", "remission", "milestone", "status", "recurrence", "phase", "dayZero", "windowOpens", "windowCloses", "patientId");

-- What one person has seen of one patient: the state of the record (its changedAt) and the criterion then. Undone, the one before is back.
CREATE TABLE "Review" (
  "userId" TEXT NOT NULL,
  "patientId" TEXT NOT NULL,
  "siteId" TEXT NOT NULL CHECK (length("siteId") > 0),
  "at" TEXT CHECK ("at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "at")),
  "seen" TEXT CHECK ("seen" IS strftime('%Y-%m-%dT%H:%M:%fZ', "seen")),
  "remission" TEXT CHECK ("remission" IN ('met', 'not-met', 'indeterminate', 'not-applicable')),
  "before" TEXT CHECK ("before" IS NULL OR json_valid("before")),
  "version" INTEGER NOT NULL DEFAULT 1 CHECK ("version" >= 1),
  CHECK (("at" IS NULL) = ("seen" IS NULL) AND ("at" IS NULL) = ("remission" IS NULL)),
  PRIMARY KEY ("userId", "patientId"),
  CONSTRAINT "Review_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT "Review_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
) STRICT;
CREATE INDEX "Review_userId_siteId_at_patientId_idx" ON "Review" ("userId", "siteId", "at", "patientId") WHERE "at" IS NOT NULL;
CREATE INDEX "Review_patientId_idx" ON "Review" ("patientId");

-- A clinician has seen a critical value; the alarm itself is derived from the results.
CREATE TABLE "CriticalSeen" (
  "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") > 0),
  "patientId" TEXT NOT NULL,
  "analyte" TEXT NOT NULL CHECK (length("analyte") > 0),
  "flag" TEXT NOT NULL CHECK ("flag" IN ('LL', 'HH')),
  "depth" INTEGER NOT NULL CHECK ("depth" >= 1),
  "reportKey" TEXT NOT NULL CHECK (length("reportKey") > 0),
  "reportVersion" INTEGER NOT NULL CHECK ("reportVersion" >= 1),
  "at" TEXT NOT NULL CHECK ("at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "at")),
  "author" TEXT NOT NULL CHECK (length("author") > 0),
  CONSTRAINT "CriticalSeen_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
) STRICT;
CREATE INDEX "CriticalSeen_patientId_idx" ON "CriticalSeen" ("patientId");

CREATE TRIGGER "CriticalSeen_refuses_update" BEFORE UPDATE ON "CriticalSeen"
BEGIN
  SELECT RAISE(ABORT, 'CriticalSeen is append-only: what was seen stays seen');
END;
CREATE TRIGGER "CriticalSeen_refuses_delete" BEFORE DELETE ON "CriticalSeen"
BEGIN
  SELECT RAISE(ABORT, 'CriticalSeen is append-only: what was seen stays seen');
END;

-- A person's own name for a view of the worklist: the query of its address, never search text.
CREATE TABLE "SavedView" (
  "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") > 0),
  "userId" TEXT NOT NULL,
  "siteId" TEXT NOT NULL,
  "name" TEXT NOT NULL CHECK (length("name") > 0),
  "query" TEXT NOT NULL,
  "opens" INTEGER NOT NULL DEFAULT 0 CHECK ("opens" IN (0, 1)),
  "version" INTEGER NOT NULL DEFAULT 1 CHECK ("version" >= 1),
  "createdAt" TEXT NOT NULL CHECK ("createdAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "createdAt")),
  "updatedAt" TEXT NOT NULL CHECK ("updatedAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "updatedAt")),
  "withdrawnAt" TEXT CHECK ("withdrawnAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "withdrawnAt")),
  CONSTRAINT "SavedView_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT "SavedView_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "Site" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
) STRICT;
CREATE INDEX "SavedView_userId_siteId_idx" ON "SavedView" ("userId", "siteId");

-- No policy has this version: rows made before these columns are made anew at the next start.
UPDATE "PatientSummary" SET "policyVersion" = '0';
