-- Instants are ISO-8601 UTC text with milliseconds, local dates "YYYY-MM-DD" text, on both engines.
-- `x IS strftime(form, x)` holds only where x has exactly that form and is a real moment: 30 February comes back as 2 March.

CREATE TABLE "Site" (
  "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") > 0),
  "name" TEXT NOT NULL CHECK (length("name") > 0),
  "timeZone" TEXT NOT NULL CHECK (length("timeZone") > 0),
  "version" INTEGER NOT NULL DEFAULT 1 CHECK ("version" >= 1)
) STRICT;

CREATE TABLE "User" (
  "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") > 0),
  "email" TEXT NOT NULL CHECK (length("email") > 0),
  "name" TEXT NOT NULL CHECK (length("name") > 0),
  "passwordHash" TEXT NOT NULL CHECK (length("passwordHash") > 0),
  "disabledAt" TEXT CHECK ("disabledAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "disabledAt")),
  "credentialVersion" INTEGER NOT NULL DEFAULT 1 CHECK ("credentialVersion" >= 1),
  "createdAt" TEXT NOT NULL CHECK ("createdAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "createdAt"))
) STRICT;

CREATE UNIQUE INDEX "User_email_key" ON "User" ("email");

CREATE TABLE "Membership" (
  "userId" TEXT NOT NULL,
  "siteId" TEXT NOT NULL,
  "role" TEXT NOT NULL CHECK ("role" IN ('oncologist', 'nurse', 'monitor', 'board', 'admin')),
  PRIMARY KEY ("userId", "siteId", "role"),
  CONSTRAINT "Membership_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT "Membership_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "Site" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
) STRICT;

CREATE TABLE "Session" (
  "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") > 0),
  "userId" TEXT NOT NULL,
  "siteId" TEXT NOT NULL,
  "credentialVersion" INTEGER NOT NULL CHECK ("credentialVersion" >= 1),
  "createdAt" TEXT NOT NULL CHECK ("createdAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "createdAt")),
  "lastSeenAt" TEXT NOT NULL CHECK ("lastSeenAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "lastSeenAt")),
  "revokedAt" TEXT CHECK ("revokedAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "revokedAt")),
  "agent" TEXT,
  CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
) STRICT;

CREATE INDEX "Session_userId_revokedAt_idx" ON "Session" ("userId", "revokedAt");

CREATE TABLE "SignInFailure" (
  "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") > 0),
  "subject" TEXT NOT NULL CHECK (length("subject") > 0),
  "at" TEXT NOT NULL CHECK ("at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "at"))
) STRICT;

CREATE INDEX "SignInFailure_subject_at_idx" ON "SignInFailure" ("subject", "at");

CREATE TABLE "Patient" (
  "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") > 0),
  "siteId" TEXT NOT NULL,
  "mrn" TEXT NOT NULL CHECK (length("mrn") > 0),
  "studyCode" TEXT,
  "familyName" TEXT NOT NULL,
  "givenName" TEXT NOT NULL,
  "nameKey" TEXT NOT NULL,
  "birthDate" TEXT NOT NULL CHECK ("birthDate" IS date("birthDate")),
  "sex" TEXT NOT NULL CHECK ("sex" IN ('female', 'male', 'unknown')),
  "intervals" TEXT NOT NULL DEFAULT '[]' CHECK (json_valid("intervals") AND json_type("intervals") = 'array'),
  "version" INTEGER NOT NULL DEFAULT 1 CHECK ("version" >= 1),
  "createdAt" TEXT NOT NULL CHECK ("createdAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "createdAt")),
  "createdBy" TEXT NOT NULL CHECK (length("createdBy") > 0),
  CONSTRAINT "Patient_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "Site" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
) STRICT;

CREATE UNIQUE INDEX "Patient_siteId_mrn_key" ON "Patient" ("siteId", "mrn");
CREATE INDEX "Patient_siteId_nameKey_idx" ON "Patient" ("siteId", "nameKey");

CREATE TABLE "Course" (
  "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") > 0),
  "patientId" TEXT NOT NULL,
  "phase" TEXT NOT NULL
    CHECK ("phase" IN ('prephase', 'induction', 're-induction', 'consolidation', 'interim-maintenance', 'delayed-intensification', 'maintenance', 'conditioning')),
  "start" TEXT NOT NULL CHECK ("start" IS date("start")),
  "end" TEXT CHECK ("end" IS date("end")),
  "protocol" TEXT,
  "kinds" TEXT NOT NULL DEFAULT '[]' CHECK (json_valid("kinds") AND json_type("kinds") = 'array'),
  "agents" TEXT NOT NULL DEFAULT '[]' CHECK (json_valid("agents") AND json_type("agents") = 'array'),
  "version" INTEGER NOT NULL DEFAULT 1 CHECK ("version" >= 1),
  "createdAt" TEXT NOT NULL CHECK ("createdAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "createdAt")),
  "createdBy" TEXT NOT NULL CHECK (length("createdBy") > 0),
  "withdrawnAt" TEXT CHECK ("withdrawnAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "withdrawnAt")),
  CHECK ("end" IS NULL OR "end" >= "start"),
  CONSTRAINT "Course_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
) STRICT;

CREATE INDEX "Course_patientId_idx" ON "Course" ("patientId");

CREATE TABLE "Support" (
  "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") > 0),
  "patientId" TEXT NOT NULL,
  "kind" TEXT NOT NULL CHECK ("kind" IN ('platelets', 'red-cells', 'g-csf')),
  "on" TEXT NOT NULL CHECK ("on" IS date("on")),
  "version" INTEGER NOT NULL DEFAULT 1 CHECK ("version" >= 1),
  "createdAt" TEXT NOT NULL CHECK ("createdAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "createdAt")),
  "createdBy" TEXT NOT NULL CHECK (length("createdBy") > 0),
  "withdrawnAt" TEXT CHECK ("withdrawnAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "withdrawnAt")),
  CONSTRAINT "Support_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
) STRICT;

CREATE INDEX "Support_patientId_idx" ON "Support" ("patientId");

CREATE TABLE "Extramedullary" (
  "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") > 0),
  "patientId" TEXT NOT NULL,
  "finding" TEXT NOT NULL CHECK ("finding" IN ('absent', 'present', 'suspected', 'not-assessed')),
  "on" TEXT CHECK ("on" IS date("on")),
  "sites" TEXT NOT NULL DEFAULT '[]' CHECK (json_valid("sites") AND json_type("sites") = 'array'),
  "version" INTEGER NOT NULL DEFAULT 1 CHECK ("version" >= 1),
  "createdAt" TEXT NOT NULL CHECK ("createdAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "createdAt")),
  "createdBy" TEXT NOT NULL CHECK (length("createdBy") > 0),
  "withdrawnAt" TEXT CHECK ("withdrawnAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "withdrawnAt")),
  CONSTRAINT "Extramedullary_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
) STRICT;

CREATE INDEX "Extramedullary_patientId_idx" ON "Extramedullary" ("patientId");

CREATE TABLE "Report" (
  "seq" INTEGER NOT NULL PRIMARY KEY CHECK ("seq" >= 1),
  "reportKey" TEXT NOT NULL CHECK (length("reportKey") > 0),
  "version" INTEGER NOT NULL CHECK ("version" >= 1),
  "patientId" TEXT NOT NULL,
  "siteId" TEXT NOT NULL CHECK (length("siteId") > 0),
  "specimen" TEXT NOT NULL CHECK ("specimen" IN ('blood', 'marrow', 'csf')),
  "subId" TEXT,
  "accession" TEXT,
  "source" TEXT NOT NULL CHECK (length("source") > 0),
  "status" TEXT NOT NULL
    CHECK ("status" IN ('preliminary', 'final', 'corrected', 'amended', 'cancelled', 'entered-in-error')),
  "adequate" INTEGER NOT NULL DEFAULT 1 CHECK ("adequate" IN (0, 1)),
  "collectedOn" TEXT NOT NULL CHECK ("collectedOn" IS date("collectedOn")),
  "collectedMinute" INTEGER CHECK ("collectedMinute" IS NULL OR "collectedMinute" BETWEEN 0 AND 1439),
  "collectedAt" TEXT CHECK ("collectedAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "collectedAt")),
  "receivedAt" TEXT NOT NULL CHECK ("receivedAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "receivedAt")),
  "knownSince" TEXT NOT NULL CHECK ("knownSince" IS strftime('%Y-%m-%dT%H:%M:%fZ', "knownSince")),
  "author" TEXT NOT NULL CHECK (length("author") > 0),
  "reason" TEXT,
  "note" TEXT,
  "batchId" TEXT,
  "results" TEXT NOT NULL CHECK (json_valid("results") AND json_type("results") = 'array'),
  "prevHash" TEXT NOT NULL,
  "hash" TEXT NOT NULL CHECK (length("hash") > 0),
  CHECK (("collectedMinute" IS NULL) = ("collectedAt" IS NULL)),
  CONSTRAINT "Report_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
) STRICT;

CREATE UNIQUE INDEX "Report_reportKey_version_key" ON "Report" ("reportKey", "version");
CREATE INDEX "Report_patientId_collectedOn_idx" ON "Report" ("patientId", "collectedOn");
CREATE INDEX "Report_siteId_accession_idx" ON "Report" ("siteId", "accession");
CREATE INDEX "Report_batchId_idx" ON "Report" ("batchId");

CREATE TABLE "AuditEntry" (
  "seq" INTEGER NOT NULL PRIMARY KEY CHECK ("seq" >= 1),
  "at" TEXT NOT NULL CHECK ("at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "at")),
  "actorId" TEXT,
  "actorName" TEXT,
  "sessionId" TEXT,
  "siteId" TEXT,
  "action" TEXT NOT NULL CHECK (length("action") > 0),
  "outcome" TEXT NOT NULL CHECK (length("outcome") > 0),
  "objectKind" TEXT,
  "objectId" TEXT,
  "objectVersion" INTEGER CHECK ("objectVersion" IS NULL OR "objectVersion" >= 1),
  "patientId" TEXT,
  "detail" TEXT CHECK ("detail" IS NULL OR json_valid("detail")),
  "reason" TEXT,
  "requestId" TEXT NOT NULL CHECK (length("requestId") > 0),
  "prevHash" TEXT NOT NULL,
  "hash" TEXT NOT NULL CHECK (length("hash") > 0)
) STRICT;

CREATE INDEX "AuditEntry_patientId_seq_idx" ON "AuditEntry" ("patientId", "seq");
CREATE INDEX "AuditEntry_siteId_seq_idx" ON "AuditEntry" ("siteId", "seq");
CREATE INDEX "AuditEntry_actorId_seq_idx" ON "AuditEntry" ("actorId", "seq");

CREATE TABLE "ChainHead" (
  "chain" TEXT NOT NULL PRIMARY KEY CHECK ("chain" IN ('report', 'audit')),
  "seq" INTEGER NOT NULL CHECK ("seq" >= 0),
  "hash" TEXT NOT NULL
) STRICT;

-- Each chain starts from a head that no row has yet.
INSERT INTO "ChainHead" ("chain", "seq", "hash") VALUES
  ('report', 0, '0000000000000000000000000000000000000000000000000000000000000000'),
  ('audit', 0, '0000000000000000000000000000000000000000000000000000000000000000');

CREATE TABLE "PatientSummary" (
  "patientId" TEXT NOT NULL PRIMARY KEY,
  "siteId" TEXT NOT NULL CHECK (length("siteId") > 0),
  "nameKey" TEXT NOT NULL,
  "mrn" TEXT NOT NULL,
  "birthDate" TEXT NOT NULL CHECK ("birthDate" IS date("birthDate")),
  "dayZero" TEXT CHECK ("dayZero" IS date("dayZero")),
  "phase" TEXT
    CHECK ("phase" IS NULL OR "phase" IN ('prephase', 'induction', 're-induction', 'consolidation', 'interim-maintenance', 'delayed-intensification', 'maintenance', 'conditioning')),
  "phaseStart" TEXT CHECK ("phaseStart" IS date("phaseStart")),
  "lastCountOn" TEXT CHECK ("lastCountOn" IS date("lastCountOn")),
  "wbc" REAL,
  "anc" REAL,
  "hgb" REAL,
  "plt" REAL,
  "lastMarrowOn" TEXT CHECK ("lastMarrowOn" IS date("lastMarrowOn")),
  "marrowBlasts" REAL,
  "remission" TEXT NOT NULL CHECK ("remission" IN ('met', 'not-met', 'indeterminate', 'not-applicable')),
  "milestone" TEXT NOT NULL CHECK ("milestone" IN ('met', 'late-met', 'not-met', 'indeterminate', 'open')),
  "milestoneOn" TEXT CHECK ("milestoneOn" IS date("milestoneOn")),
  "windowOpens" TEXT CHECK ("windowOpens" IS date("windowOpens")),
  "windowCloses" TEXT CHECK ("windowCloses" IS date("windowCloses")),
  "lastReportOn" TEXT CHECK ("lastReportOn" IS date("lastReportOn")),
  "changedAt" TEXT NOT NULL CHECK ("changedAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "changedAt")),
  "display" TEXT NOT NULL CHECK (json_valid("display")),
  "policyVersion" TEXT NOT NULL CHECK (length("policyVersion") > 0),
  CONSTRAINT "PatientSummary_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
) STRICT;

CREATE INDEX "PatientSummary_siteId_nameKey_idx" ON "PatientSummary" ("siteId", "nameKey");
CREATE INDEX "PatientSummary_siteId_mrn_idx" ON "PatientSummary" ("siteId", "mrn");
CREATE INDEX "PatientSummary_siteId_birthDate_idx" ON "PatientSummary" ("siteId", "birthDate");
CREATE INDEX "PatientSummary_siteId_dayZero_idx" ON "PatientSummary" ("siteId", "dayZero");
CREATE INDEX "PatientSummary_siteId_lastCountOn_idx" ON "PatientSummary" ("siteId", "lastCountOn");
CREATE INDEX "PatientSummary_siteId_lastMarrowOn_idx" ON "PatientSummary" ("siteId", "lastMarrowOn");
CREATE INDEX "PatientSummary_siteId_remission_idx" ON "PatientSummary" ("siteId", "remission");
CREATE INDEX "PatientSummary_siteId_milestone_idx" ON "PatientSummary" ("siteId", "milestone");
CREATE INDEX "PatientSummary_siteId_windowCloses_idx" ON "PatientSummary" ("siteId", "windowCloses");
CREATE INDEX "PatientSummary_siteId_changedAt_idx" ON "PatientSummary" ("siteId", "changedAt");

CREATE TABLE "Import" (
  "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") > 0),
  "siteId" TEXT NOT NULL CHECK (length("siteId") > 0),
  "createdBy" TEXT NOT NULL CHECK (length("createdBy") > 0),
  "createdAt" TEXT NOT NULL CHECK ("createdAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "createdAt")),
  "format" TEXT NOT NULL CHECK (length("format") > 0),
  "digest" TEXT NOT NULL CHECK (length("digest") = 64 AND "digest" NOT GLOB '*[^0-9a-f]*'),
  "payload" BLOB NOT NULL,
  "state" TEXT NOT NULL CHECK ("state" IN ('open', 'committed')),
  "answers" TEXT NOT NULL DEFAULT '{}' CHECK (json_valid("answers")),
  "outcome" TEXT CHECK ("outcome" IS NULL OR json_valid("outcome")),
  "batchId" TEXT,
  "committedAt" TEXT CHECK ("committedAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "committedAt")),
  "version" INTEGER NOT NULL DEFAULT 1 CHECK ("version" >= 1)
) STRICT;

CREATE INDEX "Import_siteId_createdAt_idx" ON "Import" ("siteId", "createdAt");

CREATE TABLE "IdempotencyKey" (
  "actorId" TEXT NOT NULL CHECK (length("actorId") > 0),
  "key" TEXT NOT NULL CHECK (length("key") > 0),
  "operation" TEXT NOT NULL CHECK (length("operation") > 0),
  "inputHash" TEXT NOT NULL CHECK (length("inputHash") > 0),
  "body" TEXT NOT NULL,
  "at" TEXT NOT NULL CHECK ("at" IS strftime('%Y-%m-%dT%H:%M:%fZ', "at")),
  PRIMARY KEY ("actorId", "key")
) STRICT;
