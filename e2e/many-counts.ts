import { type Api, made } from "./api";
import { type Admitted, daysAfter, daysAgo } from "./hospital-day";

const TESTS = [
  ["6690-2", "WBC", "10*9/L", 5],
  ["789-8", "RBC", "10*12/L", 4.2],
  ["718-7", "Hb", "g/dL", 12],
  ["4544-3", "Hct", "%", 38],
  ["787-2", "MCV", "fL", 88],
  ["785-6", "MCH", "pg", 29],
  ["786-4", "MCHC", "g/dL", 33],
  ["788-0", "RDW", "%", 13],
  ["777-3", "PLT", "10*9/L", 210],
  ["32623-1", "MPV", "fL", 9],
  ["751-8", "Neut", "10*9/L", 2.5],
  ["731-0", "Lymph", "10*9/L", 1.5],
  ["742-7", "Mono", "10*9/L", 0.4],
  ["711-2", "Eos", "10*9/L", 0.1],
  ["704-7", "Baso", "10*9/L", 0.03],
  ["770-8", "Neut %", "%", 55],
  ["736-9", "Lymph %", "%", 30],
  ["5905-5", "Mono %", "%", 8],
  ["713-8", "Eos %", "%", 3],
  ["709-6", "Blasts %", "%", 0],
] as const;

/** Messages of one upload. */
const AT_ONCE = 250;

/** So many invented counts of twenty analytes each, one a day, the newest yesterday. */
export async function manyCounts(api: Api, patient: Admitted, count: number): Promise<{ first: string }> {
  const first = daysAgo(count);
  const message = (at: number) => {
    const collected = `${daysAfter(first, at).replaceAll("-", "")}0830`;
    const accession = `${patient.mrn}-${at}`;
    return [
      `MSH|^~\\&|LAB|Invented|DAY29|Clinic|${collected}||ORU^R01^ORU_R01|${accession}-1|P|2.5.1`,
      `PID|1||${patient.mrn}^^^INV^MR||${patient.familyName}^${patient.givenName}||19920301|F`,
      `OBR|1|P-${accession}|${accession}|58410-2^CBC^LN|||${collected}||||||||||||||||||F`,
      ...TESTS.map(([code, name, unit, level], place) => {
        const value = (level * (1 + 0.1 * Math.sin(at / 9 + place))).toFixed(2);
        return `OBX|${place + 1}|NM|${code}^${name}^LN||${value}|${unit}|||||F|||${collected}`;
      }),
      "",
    ].join("\r");
  };
  for (let from = 0; from < count; from += AT_ONCE) {
    const size = Math.min(AT_ONCE, count - from);
    const file = Array.from({ length: size }, (_, index) => message(from + index)).join("");
    const { id } = await made(api.upload(file));
    await made(api.post(`imports/${id}/commit`, {}));
  }
  return { first };
}
