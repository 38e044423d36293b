-- One row per value for people who query; every version is here, so ask for the newest or say so.
CREATE VIEW "result" AS
SELECT
  json_extract(entry.value, '$.a') AS "analyte",
  json_extract(entry.value, '$.t') AS "text",
  json_extract(entry.value, '$.u') AS "unit",
  CAST(json_extract(entry.value, '$.v') AS REAL) AS "value",
  json_extract(entry.value, '$.c') AS "comparator",
  json_extract(entry.value, '$.s') AS "state",
  json_extract(entry.value, '$.f') AS "flag",
  CAST(json_extract(entry.value, '$.lo') AS REAL) AS "low",
  CAST(json_extract(entry.value, '$.hi') AS REAL) AS "high",
  json_extract(entry.value, '$.src') AS "source",
  report."reportKey" AS "report_key",
  report."version" AS "version",
  report."patientId" AS "patient_id",
  report."collectedOn" AS "collected_on",
  report."specimen" AS "specimen",
  report."status" AS "status"
FROM "Report" AS report, json_each(report."results") AS entry;
