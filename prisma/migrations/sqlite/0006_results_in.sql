-- What a site's people type as a decimal mark: entry reads it, storage keeps text as received.
ALTER TABLE "Site" ADD COLUMN "decimalMark" TEXT NOT NULL DEFAULT '.' CHECK ("decimalMark" IN ('.', ','));

-- Two records of one person: this one is read as part of the other until the merge is undone.
ALTER TABLE "Patient" ADD COLUMN "mergedInto" TEXT CHECK ("mergedInto" <> "id")
  CONSTRAINT "Patient_mergedInto_fkey" REFERENCES "Patient" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "Patient" ADD COLUMN "mergedAt" TEXT CHECK ("mergedAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "mergedAt"));
CREATE INDEX "Patient_mergedInto_idx" ON "Patient" ("mergedInto");
CREATE INDEX "Patient_siteId_birthDate_idx" ON "Patient" ("siteId", "birthDate");
CREATE INDEX "Patient_siteId_studyCode_idx" ON "Patient" ("siteId", "studyCode");

-- Every word of a patient's name, folded for search, so that any of them is found by its beginning through an index.
CREATE TABLE "NameWord" (
  "siteId" TEXT NOT NULL,
  "word" TEXT NOT NULL CHECK (length("word") > 0),
  "patientId" TEXT NOT NULL,
  PRIMARY KEY ("siteId", "word", "patientId"),
  CONSTRAINT "NameWord_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
) STRICT;
CREATE INDEX "NameWord_patientId_idx" ON "NameWord" ("patientId");

-- A folded name has single spaces; as a JSON list its words come apart.
CREATE TRIGGER "Patient_names_insert" AFTER INSERT ON "Patient"
BEGIN
  INSERT INTO "NameWord" ("siteId", "word", "patientId")
    SELECT DISTINCT NEW."siteId", "value", NEW."id"
    FROM json_each('[' || replace(json_quote(NEW."nameKey"), ' ', '","') || ']') WHERE "value" <> '';
END;

CREATE TRIGGER "Patient_names_update" AFTER UPDATE OF "nameKey", "siteId" ON "Patient"
BEGIN
  DELETE FROM "NameWord" WHERE "patientId" = NEW."id";
  INSERT INTO "NameWord" ("siteId", "word", "patientId")
    SELECT DISTINCT NEW."siteId", "value", NEW."id"
    FROM json_each('[' || replace(json_quote(NEW."nameKey"), ' ', '","') || ']') WHERE "value" <> '';
END;

INSERT INTO "NameWord" ("siteId", "word", "patientId")
  SELECT DISTINCT "Patient"."siteId", "value", "Patient"."id"
  FROM "Patient", json_each('[' || replace(json_quote("Patient"."nameKey"), ' ', '","') || ']') WHERE "value" <> '';

-- Which sender or which table layout a file came from; how many of its rows wait for a person; its rows as they were committed.
ALTER TABLE "Import" ADD COLUMN "source" TEXT;
ALTER TABLE "Import" ADD COLUMN "waiting" INTEGER NOT NULL DEFAULT 0 CHECK ("waiting" >= 0);
ALTER TABLE "Import" ADD COLUMN "revertedAt" TEXT CHECK ("revertedAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "revertedAt"));
ALTER TABLE "Import" ADD COLUMN "revertedBy" TEXT;
ALTER TABLE "Import" ADD COLUMN "rows" BLOB;
CREATE INDEX "Import_siteId_waiting_idx" ON "Import" ("siteId", "waiting");

-- What a person answered once about a source: the analyte of its code, or the columns of its table.
CREATE TABLE "SourceMapping" (
  "siteId" TEXT NOT NULL,
  "source" TEXT NOT NULL CHECK (length("source") BETWEEN 1 AND 200),
  "kind" TEXT NOT NULL CHECK ("kind" IN ('analyte', 'table')),
  "code" TEXT NOT NULL CHECK (length("code") <= 200),
  "value" TEXT NOT NULL CHECK (json_valid("value")),
  "version" INTEGER NOT NULL DEFAULT 1 CHECK ("version" >= 1),
  "author" TEXT NOT NULL CHECK (length("author") > 0),
  "updatedAt" TEXT NOT NULL CHECK ("updatedAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "updatedAt")),
  PRIMARY KEY ("siteId", "source", "kind", "code"),
  CONSTRAINT "SourceMapping_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "Site" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
) STRICT;

-- Values typed and not yet saved, one person's own; the only table whose rows may go.
CREATE TABLE "Draft" (
  "userId" TEXT NOT NULL,
  "siteId" TEXT NOT NULL,
  "key" TEXT NOT NULL CHECK (length("key") BETWEEN 1 AND 120),
  "patientId" TEXT,
  "body" TEXT NOT NULL CHECK (json_valid("body")),
  "version" INTEGER NOT NULL DEFAULT 1 CHECK ("version" >= 1),
  "updatedAt" TEXT NOT NULL CHECK ("updatedAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "updatedAt")),
  PRIMARY KEY ("userId", "siteId", "key"),
  CONSTRAINT "Draft_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT "Draft_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "Site" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT "Draft_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
) STRICT;

-- A program's own way in: one site, named permissions, the secret only as its hash.
CREATE TABLE "ServiceToken" (
  "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") > 0),
  "siteId" TEXT NOT NULL,
  "name" TEXT NOT NULL CHECK (length("name") > 0),
  "permissions" TEXT NOT NULL CHECK (json_valid("permissions") AND json_type("permissions") = 'array'),
  "secretHash" TEXT NOT NULL CHECK (length("secretHash") = 64 AND "secretHash" NOT GLOB '*[^0-9a-f]*'),
  "createdAt" TEXT NOT NULL CHECK ("createdAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "createdAt")),
  "createdBy" TEXT NOT NULL CHECK (length("createdBy") > 0),
  "lastUsedAt" TEXT CHECK ("lastUsedAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "lastUsedAt")),
  "revokedAt" TEXT CHECK ("revokedAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "revokedAt")),
  "version" INTEGER NOT NULL DEFAULT 1 CHECK ("version" >= 1),
  CONSTRAINT "ServiceToken_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "Site" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
) STRICT;
CREATE UNIQUE INDEX "ServiceToken_secretHash_key" ON "ServiceToken" ("secretHash");
CREATE INDEX "ServiceToken_siteId_idx" ON "ServiceToken" ("siteId");

-- What the live feed received and how it answered; never a value of a result.
CREATE TABLE "FeedMessage" (
  "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") > 0),
  "siteId" TEXT NOT NULL,
  "receivedAt" TEXT NOT NULL CHECK ("receivedAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "receivedAt")),
  "peer" TEXT,
  "controlId" TEXT,
  "messageType" TEXT,
  "digest" TEXT NOT NULL CHECK (length("digest") = 64 AND "digest" NOT GLOB '*[^0-9a-f]*'),
  "size" INTEGER NOT NULL CHECK ("size" >= 0),
  "ack" TEXT NOT NULL CHECK ("ack" IN ('AA', 'AE', 'AR')),
  "reason" TEXT,
  "importId" TEXT,
  CONSTRAINT "FeedMessage_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "Site" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT "FeedMessage_importId_fkey" FOREIGN KEY ("importId") REFERENCES "Import" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
) STRICT;
CREATE INDEX "FeedMessage_siteId_receivedAt_idx" ON "FeedMessage" ("siteId", "receivedAt");
