import type { LocalDate } from "../../branded";
import type { Clause, Note } from "../assessment";
import type { KnownRecord } from "../judging/known-record";
import type { ReadReport } from "../judging/read-report";
import { note } from "../notes";
import { bloodBlasts } from "./clauses";
import { extramedullaryAt } from "./extramedullary";
import { byDate, type GoverningMarrow, responseMarrows } from "./governing-marrow";

/** From this percentage of marrow blasts the consensus asks for no second test. */
const RELAPSE_WITHOUT_SECOND_TEST = 25;
export const RECURRENCE_SOURCE = "Ponte-di-Legno consensus (Buchmann, Blood 2022;139:1785)";

/** A remission that seems lost, and since when. */
export interface PossibleRecurrence {
  readonly lostOn: LocalDate;
  readonly notes: readonly Note[];
}

/**
 * Marrow blasts above the limit or blasts in the blood after the criterion had been met: proposed, never decided.
 * Only a clinician sets the disease status.
 */
export function possibleRecurrence(
  known: KnownRecord,
  governing: GoverningMarrow,
  clauses: readonly Clause[],
  isMet: (group: readonly ReadReport[]) => boolean,
): PossibleRecurrence | null {
  const signs = lossesOf(known, governing, clauses);
  const [first] = signs;
  if (!first) return null;
  // The governing marrow itself is met only where the signs came after it.
  if (!byDate(responseMarrows(known)).some(isMet)) return null;
  const least = governing.deciding.reading("MARROW_BLAST")?.range?.low ?? 0;
  const relapse = least >= RELAPSE_WITHOUT_SECOND_TEST;
  const why = relapse
    ? `At ${RELAPSE_WITHOUT_SECOND_TEST} % marrow blasts or more the ${RECURRENCE_SOURCE} calls it relapse without a second test.`
    : `Below ${RELAPSE_WITHOUT_SECOND_TEST} % the ${RECURRENCE_SOURCE} asks for one more test.`;
  return {
    lostOn: first.on,
    notes: [
      note("POSSIBLE_RECURRENCE", first.reportId, signs.map(({ words }) => words).join(" ")),
      note("CONFIRMATION_REQUIRED", first.reportId, why),
    ],
  };
}

interface Loss {
  readonly words: string;
  readonly on: LocalDate;
  readonly reportId: string;
}

function lossesOf(
  known: KnownRecord,
  governing: GoverningMarrow,
  clauses: readonly Clause[],
): readonly Loss[] {
  const losses: Loss[] = [];
  const { date, deciding } = governing;
  const { reportId } = deciding.report;
  const fails = (id: string) => clauses.some((each) => each.id === id && each.answer === "not-met");
  if (fails("marrow-blasts")) {
    losses.push({ words: `Marrow blasts on ${date}.`, on: date, reportId });
  } else if (fails("blood-blasts")) {
    losses.push({ words: `Blood blasts with the marrow of ${date}.`, on: date, reportId });
  }
  const blood = known.bloods.find(
    (report) => report.collected.date > date && bloodBlasts(known.read(report)).answer === "not-met",
  );
  if (blood) {
    const on = blood.collected.date;
    losses.push({ words: `Blood blasts on ${on}.`, on, reportId: blood.reportId });
  }
  if (extramedullaryAt(known, known.asOf.date) === "present" && extramedullaryAt(known, date) !== "present") {
    losses.push({ words: "Extramedullary disease since then.", on: foundAfter(known, date), reportId });
  }
  return losses;
}

/** The first date after a marrow on which extramedullary disease was found. */
function foundAfter({ record, asOf }: KnownRecord, date: LocalDate): LocalDate {
  let first = asOf.date;
  for (const { finding, on } of record.extramedullary) {
    if (finding === "present" && on !== null && on > date && on < first) first = on;
  }
  return first;
}
