import type { Tx } from "@/lib/server/database/db";

export const MOMENT = "2026-03-31T08:30:00.000Z";

/** For tests of the tables: the least a row needs, one patient "p" at site "s". */
export const SAMPLE_REPORT = {
  seq: 1,
  reportKey: "r",
  version: 1,
  patientId: "p",
  siteId: "s",
  specimen: "blood",
  source: "manual",
  status: "final",
  collectedOn: "2026-03-31",
  collectedMinute: 510,
  collectedAt: MOMENT,
  receivedAt: MOMENT,
  knownSince: MOMENT,
  author: "u",
  results:
    '[{"a":"HGB","t":"12.4","u":"g/dL","v":12.4,"s":"ok","f":"N","lo":12,"hi":16,"src":"table"},{"a":"WBC","t":"DNR"}]',
  prevHash: "",
  hash: "h1",
};

export const SAMPLE_AUDIT = {
  seq: 1,
  at: MOMENT,
  action: "patient.read",
  outcome: "done",
  requestId: "q",
  prevHash: "",
  hash: "h1",
};

export async function fillSamples(tx: Tx): Promise<void> {
  await tx.site.create({ data: { id: "s", name: "North", timeZone: "UTC" } });
  await tx.user.create({
    data: { id: "u", email: "a@north.example", name: "A", passwordHash: "x", createdAt: MOMENT },
  });
  await tx.patient.create({
    data: {
      id: "p",
      siteId: "s",
      mrn: "X1",
      familyName: "A",
      givenName: "B",
      nameKey: "a b",
      birthDate: "1992-03-01",
      sex: "female",
      createdAt: MOMENT,
      createdBy: "u",
    },
  });
  await tx.report.create({ data: SAMPLE_REPORT });
  await tx.auditEntry.create({ data: SAMPLE_AUDIT });
}
