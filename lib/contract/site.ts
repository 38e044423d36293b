import { line } from "./primitives";
import { z } from "./schema";

export const siteEdit = z.strictObject({
  name: z.exactOptional(line(120)),
  /** What its people type; a comma reads "0,25" as a quarter. */
  decimalMark: z.exactOptional(z.enum([".", ","])),
});

export interface SiteAnswer {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  /** Not to be changed: stored dates were read by it. */
  readonly timeZone: string;
  readonly decimalMark: "." | ",";
}
