-- Instants are ISO-8601 UTC text with milliseconds, local dates "YYYY-MM-DD" text, on both engines.

-- Text is sorted byte by byte (COLLATE "C") where people sort by it, as on SQLite.
CREATE FUNCTION is_instant(value text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN value IS NULL THEN true
    WHEN value ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z$'
      THEN to_char(value::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') = value
    ELSE false
  END
$$;

CREATE FUNCTION is_date(value text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE
    WHEN value IS NULL THEN true
    WHEN value ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' THEN to_char(value::date, 'YYYY-MM-DD') = value
    ELSE false
  END
$$;

-- Text that is not JSON raises instead of answering false; either way the row is refused.
CREATE FUNCTION is_json(value text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT value IS NULL OR value::jsonb IS NOT NULL
$$;

CREATE TABLE "Site" (
  "id" text NOT NULL CONSTRAINT "Site_pkey" PRIMARY KEY CHECK (length("id") > 0),
  "name" text NOT NULL CHECK (length("name") > 0),
  "timeZone" text NOT NULL CHECK (length("timeZone") > 0),
  "version" integer NOT NULL DEFAULT 1 CHECK ("version" >= 1)
);

CREATE TABLE "User" (
  "id" text NOT NULL CONSTRAINT "User_pkey" PRIMARY KEY CHECK (length("id") > 0),
  "email" text NOT NULL CHECK (length("email") > 0),
  "name" text NOT NULL CHECK (length("name") > 0),
  "passwordHash" text NOT NULL CHECK (length("passwordHash") > 0),
  "disabledAt" text CHECK (is_instant("disabledAt")),
  "credentialVersion" integer NOT NULL DEFAULT 1 CHECK ("credentialVersion" >= 1),
  "createdAt" text NOT NULL CHECK (is_instant("createdAt"))
);

CREATE UNIQUE INDEX "User_email_key" ON "User" ("email");

CREATE TABLE "Membership" (
  "userId" text NOT NULL,
  "siteId" text NOT NULL,
  "role" text NOT NULL CHECK ("role" IN ('oncologist', 'nurse', 'monitor', 'board', 'admin')),
  CONSTRAINT "Membership_pkey" PRIMARY KEY ("userId", "siteId", "role"),
  CONSTRAINT "Membership_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT "Membership_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "Site" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE TABLE "Session" (
  "id" text NOT NULL CONSTRAINT "Session_pkey" PRIMARY KEY CHECK (length("id") > 0),
  "userId" text NOT NULL,
  "siteId" text NOT NULL,
  "credentialVersion" integer NOT NULL CHECK ("credentialVersion" >= 1),
  "createdAt" text NOT NULL CHECK (is_instant("createdAt")),
  "lastSeenAt" text NOT NULL CHECK (is_instant("lastSeenAt")),
  "revokedAt" text CHECK (is_instant("revokedAt")),
  "agent" text,
  CONSTRAINT "Session_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX "Session_userId_revokedAt_idx" ON "Session" ("userId", "revokedAt");

CREATE TABLE "SignInFailure" (
  "id" text NOT NULL CONSTRAINT "SignInFailure_pkey" PRIMARY KEY CHECK (length("id") > 0),
  "subject" text NOT NULL CHECK (length("subject") > 0),
  "at" text NOT NULL CHECK (is_instant("at"))
);

CREATE INDEX "SignInFailure_subject_at_idx" ON "SignInFailure" ("subject", "at");

CREATE TABLE "Patient" (
  "id" text NOT NULL CONSTRAINT "Patient_pkey" PRIMARY KEY CHECK (length("id") > 0),
  "siteId" text NOT NULL,
  "mrn" text COLLATE "C" NOT NULL CHECK (length("mrn") > 0),
  "studyCode" text COLLATE "C",
  "familyName" text NOT NULL,
  "givenName" text NOT NULL,
  "nameKey" text COLLATE "C" NOT NULL,
  "birthDate" text NOT NULL CHECK (is_date("birthDate")),
  "sex" text NOT NULL CHECK ("sex" IN ('female', 'male', 'unknown')),
  "intervals" text NOT NULL DEFAULT '[]' CHECK (jsonb_typeof("intervals"::jsonb) = 'array'),
  "version" integer NOT NULL DEFAULT 1 CHECK ("version" >= 1),
  "createdAt" text NOT NULL CHECK (is_instant("createdAt")),
  "createdBy" text NOT NULL CHECK (length("createdBy") > 0),
  CONSTRAINT "Patient_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "Site" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE UNIQUE INDEX "Patient_siteId_mrn_key" ON "Patient" ("siteId", "mrn");
CREATE INDEX "Patient_siteId_nameKey_idx" ON "Patient" ("siteId", "nameKey");

CREATE TABLE "Course" (
  "id" text NOT NULL CONSTRAINT "Course_pkey" PRIMARY KEY CHECK (length("id") > 0),
  "patientId" text NOT NULL,
  "phase" text NOT NULL
    CHECK ("phase" IN ('prephase', 'induction', 're-induction', 'consolidation', 'interim-maintenance', 'delayed-intensification', 'maintenance', 'conditioning')),
  "start" text NOT NULL CHECK (is_date("start")),
  "end" text CHECK (is_date("end")),
  "protocol" text,
  "kinds" text NOT NULL DEFAULT '[]' CHECK (jsonb_typeof("kinds"::jsonb) = 'array'),
  "agents" text NOT NULL DEFAULT '[]' CHECK (jsonb_typeof("agents"::jsonb) = 'array'),
  "version" integer NOT NULL DEFAULT 1 CHECK ("version" >= 1),
  "createdAt" text NOT NULL CHECK (is_instant("createdAt")),
  "createdBy" text NOT NULL CHECK (length("createdBy") > 0),
  "withdrawnAt" text CHECK (is_instant("withdrawnAt")),
  CHECK ("end" IS NULL OR "end" >= "start"),
  CONSTRAINT "Course_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX "Course_patientId_idx" ON "Course" ("patientId");

CREATE TABLE "Support" (
  "id" text NOT NULL CONSTRAINT "Support_pkey" PRIMARY KEY CHECK (length("id") > 0),
  "patientId" text NOT NULL,
  "kind" text NOT NULL CHECK ("kind" IN ('platelets', 'red-cells', 'g-csf')),
  "on" text NOT NULL CHECK (is_date("on")),
  "version" integer NOT NULL DEFAULT 1 CHECK ("version" >= 1),
  "createdAt" text NOT NULL CHECK (is_instant("createdAt")),
  "createdBy" text NOT NULL CHECK (length("createdBy") > 0),
  "withdrawnAt" text CHECK (is_instant("withdrawnAt")),
  CONSTRAINT "Support_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX "Support_patientId_idx" ON "Support" ("patientId");

CREATE TABLE "Extramedullary" (
  "id" text NOT NULL CONSTRAINT "Extramedullary_pkey" PRIMARY KEY CHECK (length("id") > 0),
  "patientId" text NOT NULL,
  "finding" text NOT NULL CHECK ("finding" IN ('absent', 'present', 'suspected', 'not-assessed')),
  "on" text CHECK (is_date("on")),
  "sites" text NOT NULL DEFAULT '[]' CHECK (jsonb_typeof("sites"::jsonb) = 'array'),
  "version" integer NOT NULL DEFAULT 1 CHECK ("version" >= 1),
  "createdAt" text NOT NULL CHECK (is_instant("createdAt")),
  "createdBy" text NOT NULL CHECK (length("createdBy") > 0),
  "withdrawnAt" text CHECK (is_instant("withdrawnAt")),
  CONSTRAINT "Extramedullary_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE INDEX "Extramedullary_patientId_idx" ON "Extramedullary" ("patientId");

CREATE TABLE "Report" (
  "seq" integer NOT NULL CONSTRAINT "Report_pkey" PRIMARY KEY CHECK ("seq" >= 1),
  "reportKey" text NOT NULL CHECK (length("reportKey") > 0),
  "version" integer NOT NULL CHECK ("version" >= 1),
  "patientId" text NOT NULL,
  "siteId" text NOT NULL CHECK (length("siteId") > 0),
  "specimen" text NOT NULL CHECK ("specimen" IN ('blood', 'marrow', 'csf')),
  "subId" text,
  "accession" text,
  "source" text NOT NULL CHECK (length("source") > 0),
  "status" text NOT NULL
    CHECK ("status" IN ('preliminary', 'final', 'corrected', 'amended', 'cancelled', 'entered-in-error')),
  "adequate" integer NOT NULL DEFAULT 1 CHECK ("adequate" IN (0, 1)),
  "collectedOn" text NOT NULL CHECK (is_date("collectedOn")),
  "collectedMinute" integer CHECK ("collectedMinute" IS NULL OR "collectedMinute" BETWEEN 0 AND 1439),
  "collectedAt" text CHECK (is_instant("collectedAt")),
  "receivedAt" text NOT NULL CHECK (is_instant("receivedAt")),
  "knownSince" text NOT NULL CHECK (is_instant("knownSince")),
  "author" text NOT NULL CHECK (length("author") > 0),
  "reason" text,
  "note" text,
  "batchId" text,
  "results" text NOT NULL CHECK (jsonb_typeof("results"::jsonb) = 'array'),
  "prevHash" text NOT NULL,
  "hash" text NOT NULL CHECK (length("hash") > 0),
  CHECK (("collectedMinute" IS NULL) = ("collectedAt" IS NULL)),
  CONSTRAINT "Report_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
);

CREATE UNIQUE INDEX "Report_reportKey_version_key" ON "Report" ("reportKey", "version");
CREATE INDEX "Report_patientId_collectedOn_idx" ON "Report" ("patientId", "collectedOn");
CREATE INDEX "Report_siteId_accession_idx" ON "Report" ("siteId", "accession");
CREATE INDEX "Report_batchId_idx" ON "Report" ("batchId");

CREATE TABLE "AuditEntry" (
  "seq" integer NOT NULL CONSTRAINT "AuditEntry_pkey" PRIMARY KEY CHECK ("seq" >= 1),
  "at" text NOT NULL CHECK (is_instant("at")),
  "actorId" text,
  "actorName" text,
  "sessionId" text,
  "siteId" text,
  "action" text NOT NULL CHECK (length("action") > 0),
  "outcome" text NOT NULL CHECK (length("outcome") > 0),
  "objectKind" text,
  "objectId" text,
  "objectVersion" integer CHECK ("objectVersion" IS NULL OR "objectVersion" >= 1),
  "patientId" text,
  "detail" text CHECK (is_json("detail")),
  "reason" text,
  "requestId" text NOT NULL CHECK (length("requestId") > 0),
  "prevHash" text NOT NULL,
  "hash" text NOT NULL CHECK (length("hash") > 0)
);

CREATE INDEX "AuditEntry_patientId_seq_idx" ON "AuditEntry" ("patientId", "seq");
CREATE INDEX "AuditEntry_siteId_seq_idx" ON "AuditEntry" ("siteId", "seq");
CREATE INDEX "AuditEntry_actorId_seq_idx" ON "AuditEntry" ("actorId", "seq");

CREATE TABLE "ChainHead" (
  "chain" text NOT NULL CONSTRAINT "ChainHead_pkey" PRIMARY KEY CHECK ("chain" IN ('report', 'audit')),
  "seq" integer NOT NULL CHECK ("seq" >= 0),
  "hash" text NOT NULL
);

-- Each chain starts from a head that no row has yet.
INSERT INTO "ChainHead" ("chain", "seq", "hash") VALUES
  ('report', 0, '0000000000000000000000000000000000000000000000000000000000000000'),
  ('audit', 0, '0000000000000000000000000000000000000000000000000000000000000000');

CREATE TABLE "PatientSummary" (
  "patientId" text NOT NULL CONSTRAINT "PatientSummary_pkey" PRIMARY KEY,
  "siteId" text NOT NULL CHECK (length("siteId") > 0),
  "nameKey" text COLLATE "C" NOT NULL,
  "mrn" text COLLATE "C" NOT NULL,
  "birthDate" text NOT NULL CHECK (is_date("birthDate")),
  "dayZero" text CHECK (is_date("dayZero")),
  "phase" text
    CHECK ("phase" IS NULL OR "phase" IN ('prephase', 'induction', 're-induction', 'consolidation', 'interim-maintenance', 'delayed-intensification', 'maintenance', 'conditioning')),
  "phaseStart" text CHECK (is_date("phaseStart")),
  "lastCountOn" text CHECK (is_date("lastCountOn")),
  "wbc" double precision,
  "anc" double precision,
  "hgb" double precision,
  "plt" double precision,
  "lastMarrowOn" text CHECK (is_date("lastMarrowOn")),
  "marrowBlasts" double precision,
  "remission" text NOT NULL CHECK ("remission" IN ('met', 'not-met', 'indeterminate', 'not-applicable')),
  "milestone" text NOT NULL CHECK ("milestone" IN ('met', 'late-met', 'not-met', 'indeterminate', 'open')),
  "milestoneOn" text CHECK (is_date("milestoneOn")),
  "windowOpens" text CHECK (is_date("windowOpens")),
  "windowCloses" text CHECK (is_date("windowCloses")),
  "lastReportOn" text CHECK (is_date("lastReportOn")),
  "changedAt" text NOT NULL CHECK (is_instant("changedAt")),
  "display" text NOT NULL CHECK (is_json("display")),
  "policyVersion" text NOT NULL CHECK (length("policyVersion") > 0),
  CONSTRAINT "PatientSummary_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
);

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
  "id" text NOT NULL CONSTRAINT "Import_pkey" PRIMARY KEY CHECK (length("id") > 0),
  "siteId" text NOT NULL CHECK (length("siteId") > 0),
  "createdBy" text NOT NULL CHECK (length("createdBy") > 0),
  "createdAt" text NOT NULL CHECK (is_instant("createdAt")),
  "format" text NOT NULL CHECK (length("format") > 0),
  "digest" text NOT NULL CHECK ("digest" ~ '^[0-9a-f]{64}$'),
  "payload" bytea NOT NULL,
  "state" text NOT NULL CHECK ("state" IN ('open', 'committed')),
  "answers" text NOT NULL DEFAULT '{}' CHECK (is_json("answers")),
  "outcome" text CHECK (is_json("outcome")),
  "batchId" text,
  "committedAt" text CHECK (is_instant("committedAt")),
  "version" integer NOT NULL DEFAULT 1 CHECK ("version" >= 1)
);

CREATE INDEX "Import_siteId_createdAt_idx" ON "Import" ("siteId", "createdAt");

CREATE TABLE "IdempotencyKey" (
  "actorId" text NOT NULL CHECK (length("actorId") > 0),
  "key" text NOT NULL CHECK (length("key") > 0),
  "operation" text NOT NULL CHECK (length("operation") > 0),
  "inputHash" text NOT NULL CHECK (length("inputHash") > 0),
  "body" text NOT NULL,
  "at" text NOT NULL CHECK (is_instant("at")),
  CONSTRAINT "IdempotencyKey_pkey" PRIMARY KEY ("actorId", "key")
);
