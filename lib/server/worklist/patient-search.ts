import "server-only";
import { patientSearchInput } from "@/lib/contract/worklist";
import type { Db } from "@/lib/server/database/db";
import { operation } from "@/lib/server/door/operation";
import { patientsOf } from "@/lib/server/door/visibility";
import { foldName } from "@/lib/server/patients/name-key";
import { presentVersion } from "@/lib/server/patients/policy-in-force";
import { viewOf } from "./worklist";
import { rowsOf } from "./worklist-query";
import { worklistRow } from "./worklist-row";

const FOUND = { id: true, mergedInto: true } as const;
interface Found {
  readonly id: string;
  readonly mergedInto: string | null;
}

/** A range walks the index; the columns compare byte by byte on both engines. */
const beginsWith = (text: string) => ({ gte: text, lt: `${text}\u{10FFFF}` });

/** Every word that was typed begins a word of the name; the longest is looked up, the others are asked of what it finds. */
async function byName(db: Db, siteId: string, text: string, take: number): Promise<Found[]> {
  const words = foldName(text)
    .split(" ")
    .filter((word) => word !== "")
    .sort((a, b) => b.length - a.length);
  const [longest, ...others] = words;
  if (longest === undefined) return [];
  const rows = await db.nameWord.findMany({
    where: {
      siteId,
      word: beginsWith(longest),
      ...(others.length === 0
        ? {}
        : {
            patient: {
              AND: others.map((word) => ({ nameWords: { some: { siteId, word: beginsWith(word) } } })),
            },
          }),
    },
    orderBy: [{ word: "asc" }, { patientId: "asc" }],
    // Two words of one name may begin alike.
    take: take * 2,
    select: { patient: { select: FOUND } },
  });
  return rows.map(({ patient }) => patient);
}

async function byNumber(
  db: Db,
  siteId: string,
  column: "mrn" | "studyCode",
  text: string,
  take: number,
): Promise<Found[]> {
  return await db.patient.findMany({
    where: { siteId, [column]: beginsWith(text) },
    orderBy: { [column]: "asc" },
    take,
    select: FOUND,
  });
}

export const searchPatients = operation({
  name: "patients.search",
  kind: "read",
  permission: "patient:read",
  subject: null,
  input: patientSearchInput,
  run: async ({ db, input, actor, now }) => {
    const view = viewOf(actor, now);
    const { siteId } = patientsOf(actor);
    const [named, numbered, coded, policy] = await Promise.all([
      byName(db, siteId, input.text, input.limit),
      byNumber(db, siteId, "mrn", input.text, input.limit),
      byNumber(db, siteId, "studyCode", input.text, input.limit),
      presentVersion(db, siteId),
    ]);
    const found = [...named, ...numbered, ...coded];
    // A record that was merged is found by what it was called, as the one it is read as part of.
    const ids = [...new Set(found.map(({ id, mergedInto }) => mergedInto ?? id))];
    const distinct = await rowsOf(db, ids, view);
    const order = (row: { nameKey: string; patientId: string }) => `${row.nameKey}\u0000${row.patientId}`;
    const items = distinct
      .sort((a, b) => (order(a) < order(b) ? -1 : 1))
      .slice(0, input.limit)
      .map((row) => worklistRow(row, view.here, policy));
    return {
      answer: { items, next: null, total: items.length },
      // What was typed may be a name: the audit says who was found, not what was typed.
      audit: { objectKind: "worklist", detail: { ids: items.map((item) => item.id) } },
    };
  },
});
