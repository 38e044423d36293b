import { z } from "./schema";

/** A date that exists in the calendar, "YYYY-MM-DD". */
export const localDateText = z.iso.date({
  error: "A date is written YYYY-MM-DD and must exist in the calendar.",
});

/** Local time at the site, a date alone, or an instant with its offset; the core decides which. */
export const momentText = z
  .string()
  .max(40)
  .regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?$/, {
    error: "A moment is written YYYY-MM-DD or YYYY-MM-DDTHH:MM, with an offset if it is not local time.",
  });

/** One line of text: trimmed, no control characters, never empty. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1, { error: "This cannot be empty." })
    .max(max, { error: `At most ${max} characters.` })
    .regex(/^\P{Cc}*$/u, { error: "Control characters are not allowed." });

export const note = (max: number) => z.string().trim().max(max).nullable().default(null);

/** Lines of plain text: trimmed, no control characters but line ends and tabs, never empty. */
export const passage = (max: number) =>
  z
    .string()
    .overwrite((text) => text.replaceAll("\r\n", "\n"))
    .trim()
    .min(1, { error: "This cannot be empty." })
    .max(max, { error: `At most ${max} characters.` })
    .regex(/^[\P{Cc}\n\t]*$/u, { error: "Control characters are not allowed." });
