-- Needs PRAGMA recursive_triggers: without it INSERT OR REPLACE deletes the old row and no trigger sees it.

CREATE TRIGGER "Report_refuses_update" BEFORE UPDATE ON "Report"
BEGIN
  SELECT RAISE(ABORT, 'Report is append-only: a correction is a new version');
END;

CREATE TRIGGER "Report_refuses_delete" BEFORE DELETE ON "Report"
BEGIN
  SELECT RAISE(ABORT, 'Report is append-only: a report is withdrawn, never deleted');
END;

CREATE TRIGGER "AuditEntry_refuses_update" BEFORE UPDATE ON "AuditEntry"
BEGIN
  SELECT RAISE(ABORT, 'AuditEntry is append-only: what was recorded stays');
END;

CREATE TRIGGER "AuditEntry_refuses_delete" BEFORE DELETE ON "AuditEntry"
BEGIN
  SELECT RAISE(ABORT, 'AuditEntry is append-only: what was recorded stays');
END;
