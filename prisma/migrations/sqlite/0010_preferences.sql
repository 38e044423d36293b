-- At which side of the flowsheet a person wants the newest column.
ALTER TABLE "User" ADD COLUMN "newest" TEXT NOT NULL DEFAULT 'right' CHECK ("newest" IN ('right', 'left'));
