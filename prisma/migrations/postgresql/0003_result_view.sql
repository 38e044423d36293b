-- One row per value for people who query; every version is here, so ask for the newest or say so.
CREATE VIEW "result" AS
SELECT
  entry ->> 'a' AS "analyte",
  entry ->> 't' AS "text",
  entry ->> 'u' AS "unit",
  (entry ->> 'v')::double precision AS "value",
  entry ->> 'c' AS "comparator",
  entry ->> 's' AS "state",
  entry ->> 'f' AS "flag",
  (entry ->> 'lo')::double precision AS "low",
  (entry ->> 'hi')::double precision AS "high",
  entry ->> 'src' AS "source",
  report."reportKey" AS "report_key",
  report."version" AS "version",
  report."patientId" AS "patient_id",
  report."collectedOn" AS "collected_on",
  report."specimen" AS "specimen",
  report."status" AS "status"
FROM "Report" AS report, jsonb_array_elements(report."results"::jsonb) AS entry;
