import "server-only";
import type { Instant, LocalDate } from "@/lib/branded";
import type { AsOf } from "@/lib/clinical/assessment";
import { asOfInstant, localDateOf } from "@/lib/clinical/zone";

/** The calendar date at the site at a moment of the server's clock. */
export const today = (now: string, timeZone: string): LocalDate =>
  localDateOf(Date.parse(now) as Instant, timeZone);

export const asOfNow = (now: string, timeZone: string): AsOf =>
  asOfInstant(Date.parse(now) as Instant, timeZone);
