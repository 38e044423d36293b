import { ANALYTE_CODES, type AnalyteCode } from "@/lib/clinical/analytes";
import { readingAnswers } from "./import";
import { z } from "./schema";

export const mappingKey = z.strictObject({
  source: z.string().min(1).max(200),
  kind: z.enum(["analyte", "table"]),
  /** The source's own test code; empty for a table. */
  code: z.string().max(200),
});
export type MappingKey = z.infer<typeof mappingKey>;

const tableMapping = readingAnswers.omit({ analytes: true });
export type TableMapping = z.infer<typeof tableMapping>;

const analyteMapping = z.enum(ANALYTE_CODES as unknown as [AnalyteCode, ...AnalyteCode[]]).nullable();

export const mappingChange = z.discriminatedUnion("kind", [
  /** Null: never an analyte. */
  z.strictObject({ ...mappingKey.shape, kind: z.literal("analyte"), value: analyteMapping }),
  z.strictObject({ ...mappingKey.shape, kind: z.literal("table"), value: tableMapping }),
]);

export interface MappingAnswer extends MappingKey {
  readonly value: AnalyteCode | TableMapping | null;
  readonly version: number;
  readonly author: string;
  readonly updatedAt: string;
}
