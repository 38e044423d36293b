-- Remarks pinned to a day of the course; the figure numbers them.
CREATE TABLE "Annotation" (
  "id" TEXT NOT NULL PRIMARY KEY CHECK (length("id") > 0),
  "patientId" TEXT NOT NULL,
  "on" TEXT NOT NULL CHECK ("on" IS date("on")),
  "text" TEXT NOT NULL CHECK (length("text") > 0),
  "version" INTEGER NOT NULL DEFAULT 1 CHECK ("version" >= 1),
  "createdAt" TEXT NOT NULL CHECK ("createdAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "createdAt")),
  "createdBy" TEXT NOT NULL CHECK (length("createdBy") > 0),
  "updatedAt" TEXT NOT NULL CHECK ("updatedAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "updatedAt")),
  "updatedBy" TEXT NOT NULL CHECK (length("updatedBy") > 0),
  "withdrawnAt" TEXT CHECK ("withdrawnAt" IS strftime('%Y-%m-%dT%H:%M:%fZ', "withdrawnAt")),
  CONSTRAINT "Annotation_patientId_fkey" FOREIGN KEY ("patientId") REFERENCES "Patient" ("id")
    ON DELETE RESTRICT ON UPDATE RESTRICT
) STRICT;
CREATE INDEX "Annotation_patientId_idx" ON "Annotation" ("patientId");
