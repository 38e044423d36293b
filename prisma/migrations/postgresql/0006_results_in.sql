-- What a site's people type as a decimal mark: entry reads it, storage keeps text as received.
ALTER TABLE "Site" ADD COLUMN "decimalMark" text NOT NULL DEFAULT '.' CHECK ("decimalMark" IN ('.', ','));

-- Two records of one person: this one is read as part of the other until the merge is undone.
ALTER TABLE "Patient" ADD COLUMN "mergedInto" text CHECK ("mergedInto" <> "id")
  CONSTRAINT "Patient_mergedInto_fkey" REFERENCES "Patient" ("id") ON DELETE RESTRICT ON UPDATE RESTRICT;
ALTER TABLE "Patient" ADD COLUMN "mergedAt" text CHECK (is_instant("mergedAt"));
CREATE INDEX "Patient_mergedInto_idx" ON "Patient" ("mergedInto");
CREATE INDEX "Patient_siteId_birthDate_idx" ON "Patient" ("siteId", "birthDate");
CREATE INDEX "Patient_siteId_studyCode_idx" ON "Patient" ("siteId", "studyCode");

-- Every word of a patient's name, folded for search, so that any of them is found by its beginning through an index.
CREATE TABLE "NameWord" (
  "siteId" text NOT NULL,
  "word" text COLLATE "C" NOT NULL CHECK (length("word") > 0),
  "patientId" text NOT NULL,
  CONSTRAINT "NameWord_pkey" PRIMARY KEY ("siteId", "word", "patientId"),
  CONSTRAINT "NameWord_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
);
CREATE INDEX "NameWord_patientId_idx" ON "NameWord" ("patientId");

CREATE FUNCTION name_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    DELETE FROM "NameWord" WHERE "patientId" = NEW."id";
  END IF;
  INSERT INTO "NameWord" ("siteId", "word", "patientId")
    SELECT DISTINCT NEW."siteId", "word", NEW."id"
    FROM string_to_table(NEW."nameKey", ' ') AS "words"("word") WHERE "word" <> '';
  RETURN NULL;
END
$$;

CREATE TRIGGER "Patient_names_insert" AFTER INSERT ON "Patient" FOR EACH ROW EXECUTE FUNCTION name_words();
CREATE TRIGGER "Patient_names_update" AFTER UPDATE OF "nameKey", "siteId" ON "Patient"
  FOR EACH ROW EXECUTE FUNCTION name_words();

INSERT INTO "NameWord" ("siteId", "word", "patientId")
  SELECT DISTINCT "Patient"."siteId", "word", "Patient"."id"
  FROM "Patient", string_to_table("Patient"."nameKey", ' ') AS "words"("word") WHERE "word" <> '';

-- Which sender or which table layout a file came from; how many of its rows wait for a person; its rows as they were committed.
ALTER TABLE "Import" ADD COLUMN "source" text;
ALTER TABLE "Import" ADD COLUMN "waiting" integer NOT NULL DEFAULT 0 CHECK ("waiting" >= 0);
ALTER TABLE "Import" ADD COLUMN "revertedAt" text CHECK (is_instant("revertedAt"));
ALTER TABLE "Import" ADD COLUMN "revertedBy" text;
ALTER TABLE "Import" ADD COLUMN "rows" bytea;
CREATE INDEX "Import_siteId_waiting_idx" ON "Import" ("siteId", "waiting");

-- What a person answered once about a source: the analyte of its code, or the columns of its table.
CREATE TABLE "SourceMapping" (
  "siteId" text NOT NULL,
  "source" text NOT NULL CHECK (length("source") BETWEEN 1 AND 200),
  "kind" text NOT NULL CHECK ("kind" IN ('analyte', 'table')),
  "code" text NOT NULL CHECK (length("code") <= 200),
  "value" text NOT NULL CHECK (is_json("value")),
  "version" integer NOT NULL DEFAULT 1 CHECK ("version" >= 1),
  "author" text NOT NULL CHECK (length("author") > 0),
  "updatedAt" text NOT NULL CHECK (is_instant("updatedAt")),
  CONSTRAINT "SourceMapping_pkey" PRIMARY KEY ("siteId", "source", "kind", "code"),
  CONSTRAINT "SourceMapping_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "Site" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- Values typed and not yet saved, one person's own; the only table whose rows may go.
CREATE TABLE "Draft" (
  "userId" text NOT NULL,
  "siteId" text NOT NULL,
  "key" text NOT NULL CHECK (length("key") BETWEEN 1 AND 120),
  "patientId" text,
  "body" text NOT NULL CHECK (is_json("body")),
  "version" integer NOT NULL DEFAULT 1 CHECK ("version" >= 1),
  "updatedAt" text NOT NULL CHECK (is_instant("updatedAt")),
  CONSTRAINT "Draft_pkey" PRIMARY KEY ("userId", "siteId", "key"),
  CONSTRAINT "Draft_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT "Draft_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "Site" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT "Draft_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
);

-- A program's own way in: one site, named permissions, the secret only as its hash.
CREATE TABLE "ServiceToken" (
  "id" text NOT NULL CONSTRAINT "ServiceToken_pkey" PRIMARY KEY CHECK (length("id") > 0),
  "siteId" text NOT NULL,
  "name" text NOT NULL CHECK (length("name") > 0),
  "permissions" text NOT NULL CHECK (jsonb_typeof("permissions"::jsonb) = 'array'),
  "secretHash" text NOT NULL CHECK ("secretHash" ~ '^[0-9a-f]{64}$'),
  "createdAt" text NOT NULL CHECK (is_instant("createdAt")),
  "createdBy" text NOT NULL CHECK (length("createdBy") > 0),
  "lastUsedAt" text CHECK (is_instant("lastUsedAt")),
  "revokedAt" text CHECK (is_instant("revokedAt")),
  "version" integer NOT NULL DEFAULT 1 CHECK ("version" >= 1),
  CONSTRAINT "ServiceToken_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "Site" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
);
CREATE UNIQUE INDEX "ServiceToken_secretHash_key" ON "ServiceToken" ("secretHash");
CREATE INDEX "ServiceToken_siteId_idx" ON "ServiceToken" ("siteId");

-- What the live feed received and how it answered; never a value of a result.
CREATE TABLE "FeedMessage" (
  "id" text NOT NULL CONSTRAINT "FeedMessage_pkey" PRIMARY KEY CHECK (length("id") > 0),
  "siteId" text NOT NULL,
  "receivedAt" text NOT NULL CHECK (is_instant("receivedAt")),
  "peer" text,
  "controlId" text,
  "messageType" text,
  "digest" text NOT NULL CHECK ("digest" ~ '^[0-9a-f]{64}$'),
  "size" integer NOT NULL CHECK ("size" >= 0),
  "ack" text NOT NULL CHECK ("ack" IN ('AA', 'AE', 'AR')),
  "reason" text,
  "importId" text,
  CONSTRAINT "FeedMessage_siteId_fkey" FOREIGN KEY ("siteId") REFERENCES "Site" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT,
  CONSTRAINT "FeedMessage_importId_fkey" FOREIGN KEY ("importId") REFERENCES "Import" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
);
CREATE INDEX "FeedMessage_siteId_receivedAt_idx" ON "FeedMessage" ("siteId", "receivedAt");
