import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { daysAgo, newMrn } from "./hospital-day";

const stamp = (date: string, time: string) => `${date.replaceAll("-", "")}${time}`;

const DEFAULTS = {
  FAMILY: "Invented",
  GIVEN: "Ida",
  BORN: "19920301",
  PLATELETS: "188",
  TEST: "718-7^Hemoglobin",
  VALUE: "11.8",
  UNIT: "g/dL",
};

export type Filling = Partial<
  Record<keyof typeof DEFAULTS | "MRN" | "ACCESSION" | "COLLECTED" | "SENT", string>
>;

/** An invented HL7 file; record and accession number are new ones unless they are given. */
export function hl7File(name: "blood-count" | "one-value", filling: Filling = {}): string {
  const values: Record<string, string> = {
    ...DEFAULTS,
    MRN: newMrn(),
    ACCESSION: newMrn(),
    COLLECTED: stamp(daysAgo(3), "0830"),
    SENT: stamp(daysAgo(3), "1015"),
    ...filling,
  };
  const template = readFileSync(new URL(`fixtures/${name}.hl7`, import.meta.url), "utf8");
  return template.replace(/\{([A-Z]+)\}/g, (_, key: string) => values[key] ?? "").replaceAll("\n", "\r");
}

/** One value whose test stands under the laboratory's own code, and one everybody knows. */
export const localMessage = (code: string, filling: Filling = {}) =>
  hl7File("one-value", { TEST: `${code}^Leukocytes`, VALUE: "5.2", UNIT: "10*9/L", ...filling }).replace(
    `${code}^Leukocytes^LN`,
    `${code}^Leukocytes^L`,
  );

/** The published NIST message, kept beside the repository; null where it is not. */
export function nistSample(): string | null {
  const path = fileURLToPath(new URL("../../shared/samples/nist-lri-cbc.hl7", import.meta.url));
  return existsSync(path) ? readFileSync(path, "utf8") : null;
}
