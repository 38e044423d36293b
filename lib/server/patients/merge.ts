import "server-only";
import { mergeInput, unmergeInput } from "@/lib/contract/patient";
import { AppError, type FieldProblem } from "@/lib/errors";
import type { Tx } from "@/lib/server/database/db";
import { notFound, operation } from "@/lib/server/door/operation";
import { takeTurn } from "@/lib/server/door/turn";
import { visibleSubject } from "@/lib/server/door/visibility";
import { refreshSummary } from "./patient-summary";
import { changedMeanwhile, field, patientAnswer } from "./patients";

/**
 * Two records of one person: this one is read as part of the other from now on. Nothing stored is rewritten, so that
 * undoing it leaves both as they were.
 */
export const mergePatient = operation({
  name: "patient.merge",
  kind: "write",
  versioned: true,
  permission: "patient:write",
  subject: "patient",
  input: mergeInput,
  run: async ({ tx, id, input, ifMatch, actor, now }) => {
    if ((await visibleSubject(tx, actor, "patient", input.into)) === null) throw notFound();
    if (input.into === id) throw field("into", "same-record", "A record cannot be merged into itself.");
    await takeTurn(tx, input.into);
    const gone = await tx.patient.findUniqueOrThrow({ where: { id } });
    const kept = await tx.patient.findUniqueOrThrow({ where: { id: input.into } });
    if (gone.version !== ifMatch) throw changedMeanwhile(patientAnswer(gone));
    if (kept.mergedInto !== null) {
      throw field("into", "merged-already", "That record was itself merged into another; choose that one.");
    }
    await refuseChain(tx, id);
    await refuseBeforeBirth(tx, id, kept.birthDate);
    const differences = differencesBetween(gone, kept);
    if (differences.length > 0 && !input.confirmDifferences) {
      throw new AppError("invalid", "The two records differ; say that they are one person all the same.", {
        fields: differences,
      });
    }
    await tx.patient.update({
      where: { id },
      data: { mergedInto: kept.id, mergedAt: now, version: gone.version + 1 },
    });
    await tx.patientSummary.deleteMany({ where: { patientId: id } });
    await refreshSummary(tx, kept.id, now);
    return {
      answer: { ...patientAnswer(gone), version: gone.version + 1, mergedInto: kept.id },
      audit: {
        objectVersion: gone.version + 1,
        reason: input.reason,
        detail: { into: kept.id, differ: differences.map(({ code }) => code) },
        patients: [
          { patientId: kept.id, objectId: kept.id, objectVersion: kept.version, detail: { includes: id } },
        ],
      },
    };
  },
});

/** What was entered in the other record since stays there. */
export const unmergePatient = operation({
  name: "patient.unmerge",
  kind: "write",
  versioned: false,
  onMerged: true,
  permission: "patient:write",
  subject: "patient",
  input: unmergeInput,
  run: async ({ tx, id, input, now }) => {
    const row = await tx.patient.findUniqueOrThrow({ where: { id } });
    const from = row.mergedInto;
    if (from === null) {
      throw new AppError("conflict", "This record stands for itself; there is no merge to undo.", {
        current: patientAnswer(row),
      });
    }
    const version = row.version + 1;
    const kept = await tx.patient.findUniqueOrThrow({ where: { id: from }, select: { version: true } });
    await tx.patient.update({ where: { id }, data: { mergedInto: null, mergedAt: null, version } });
    await refreshSummary(tx, id, now);
    await refreshSummary(tx, from, now);
    return {
      answer: { ...patientAnswer(row), version, mergedInto: null },
      audit: {
        objectVersion: version,
        reason: input.reason,
        detail: { from },
        patients: [
          { patientId: from, objectId: from, objectVersion: kept.version, detail: { noLongerIncludes: id } },
        ],
      },
    };
  },
});

async function refuseChain(tx: Tx, id: string): Promise<void> {
  const included = await tx.patient.findFirst({ where: { mergedInto: id }, select: { mrn: true } });
  if (included === null) return;
  throw field(
    "into",
    "includes-another",
    `This record includes MRN ${included.mrn}; keep this one, or undo that first.`,
  );
}

async function refuseBeforeBirth(tx: Tx, id: string, birthDate: string): Promise<void> {
  const first = await tx.report.findFirst({ where: { patientId: id }, orderBy: { collectedOn: "asc" } });
  if (first === null || first.collectedOn >= birthDate) return;
  throw field(
    "into",
    "before-birth",
    `This record has a report of ${first.collectedOn}, before the birth date of the other, ${birthDate}.`,
  );
}

interface Facts {
  readonly mrn: string;
  readonly birthDate: string;
  readonly sex: string;
}

function differencesBetween(gone: Facts, kept: Facts): FieldProblem[] {
  const differs = (fact: "birthDate" | "sex", code: string, words: string): FieldProblem[] =>
    gone[fact] === kept[fact]
      ? []
      : [
          {
            path: "confirmDifferences",
            code,
            message: `${words}: ${gone[fact]} in MRN ${gone.mrn}, ${kept[fact]} in MRN ${kept.mrn}, which counts.`,
          },
        ];
  return [
    ...differs("birthDate", "birth-date-differs", "The birth date differs"),
    ...differs("sex", "sex-differs", "The sex differs"),
  ];
}
