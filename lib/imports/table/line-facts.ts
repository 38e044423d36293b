import type { Instant } from "@/lib/branded";
import type { ReportStatus, Specimen } from "@/lib/clinical/record";
import { localDateOf } from "@/lib/clinical/zone";
import type { ImportInput } from "../import-format";
import { matchSide, matchSpecimen } from "../match-specimen";
import type { CollectionReading } from "../observation";
import type { ValueStatus } from "../report-status";
import type { TableField } from "./match-heading";
import { momentReader } from "./table-moment";
import { type TablePatients, tablePatients } from "./table-patients";
import { columnOf, MOMENT_FIELDS, type PlacedLine, type TablePlan } from "./table-plan";

/** What every value of a line has in common. */
export interface LineFacts {
  readonly patientKey: string | null;
  readonly accession: string | null;
  readonly specimen: Specimen | "unstated" | "unknown";
  readonly subId: string | null;
  readonly collected: CollectionReading;
  readonly orderStatus: ReportStatus | null;
  readonly valueStatus: ValueStatus | null;
}

export interface FactReader {
  readonly factsOf: (line: PlacedLine) => LineFacts;
  readonly patients: TablePatients["patients"];
  /** The text of a field; empty where no column holds it. */
  readonly textOf: (line: PlacedLine, field: TableField) => string;
}

const STATUS: Readonly<Record<string, ValueStatus>> = {
  f: "final",
  final: "final",
  verified: "final",
  complete: "final",
  completed: "final",
  p: "preliminary",
  r: "preliminary",
  preliminary: "preliminary",
  prelim: "preliminary",
  pending: "preliminary",
  c: "corrected",
  corrected: "corrected",
  a: "amended",
  amended: "amended",
  x: "absent",
  cancelled: "absent",
  canceled: "absent",
  d: "entered-in-error",
  w: "entered-in-error",
  withdrawn: "entered-in-error",
  "entered-in-error": "entered-in-error",
  "entered in error": "entered-in-error",
};

/** As long as a report's own number may be typed. */
const ACCESSION_LENGTH = 80;

/**
 * Reads what lines say beside their values. A table without a column of statuses is somebody's list of results and
 * is taken as final, as a typed report is; where there is one and it says nothing known, the value is preliminary.
 */
export function factReader(
  plan: TablePlan,
  { timeZone, received }: Pick<ImportInput, "timeZone"> & { received: Instant },
): FactReader {
  const register = tablePatients(localDateOf(received, timeZone), plan.birthOrder);
  const readMoment = momentReader(timeZone, received, plan.dateOrder);
  const places = new Map<TableField, number | undefined>();
  const placeOf = (field: TableField) => {
    if (!places.has(field)) places.set(field, columnOf(plan.columns, [field])?.index);
    return places.get(field);
  };
  const textOf = (line: PlacedLine, field: TableField): string => {
    const place = placeOf(field);
    return place === undefined ? "" : (line.cells[place] ?? "");
  };
  const stated = placeOf("status") !== undefined;
  const moment = columnOf(plan.columns, MOMENT_FIELDS)?.index;
  const specimens = new Map<string, LineFacts["specimen"]>();
  const specimenOf = (text: string) => {
    const known = specimens.get(text) ?? matchSpecimen({ code: text.trim(), text: "" });
    specimens.set(text, known);
    return known;
  };
  return {
    patients: register.patients,
    textOf,
    factsOf(line) {
      const specimenText = textOf(line, "specimen");
      const specimen = specimenOf(specimenText);
      const accession = textOf(line, "accession").trim();
      return {
        patientKey: register.enter(
          {
            mrn: textOf(line, "mrn"),
            familyName: textOf(line, "familyName"),
            givenName: textOf(line, "givenName"),
            birthDate: textOf(line, "birthDate"),
            sex: textOf(line, "sex"),
          },
          `row ${line.row}`,
        ),
        accession: accession === "" || accession.length > ACCESSION_LENGTH ? null : accession,
        specimen,
        subId: specimen === "marrow" ? matchSide(specimenText) : null,
        collected: readMoment(moment === undefined ? "" : (line.cells[moment] ?? ""), textOf(line, "time")),
        orderStatus: stated ? null : "final",
        valueStatus: stated ? (STATUS[textOf(line, "status").trim().toLowerCase()] ?? null) : null,
      };
    },
  };
}
