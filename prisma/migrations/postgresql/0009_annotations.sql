-- Remarks pinned to a day of the course; the figure numbers them.
CREATE TABLE "Annotation" (
  "id" text NOT NULL CONSTRAINT "Annotation_pkey" PRIMARY KEY CHECK (length("id") > 0),
  "patientId" text NOT NULL,
  "on" text NOT NULL CHECK (is_date("on")),
  "text" text NOT NULL CHECK (length("text") > 0),
  "version" integer NOT NULL DEFAULT 1 CHECK ("version" >= 1),
  "createdAt" text NOT NULL CHECK (is_instant("createdAt")),
  "createdBy" text NOT NULL CHECK (length("createdBy") > 0),
  "updatedAt" text NOT NULL CHECK (is_instant("updatedAt")),
  "updatedBy" text NOT NULL CHECK (length("updatedBy") > 0),
  "withdrawnAt" text CHECK (is_instant("withdrawnAt")),
  CONSTRAINT "Annotation_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
);
CREATE INDEX "Annotation_patientId_idx" ON "Annotation" ("patientId");
