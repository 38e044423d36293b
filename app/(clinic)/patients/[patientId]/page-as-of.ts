import { AppError } from "@/lib/errors";
import { today } from "@/lib/server/clock";
import type { Asker } from "@/lib/server/door/actor";
import { type PatientPage, readPatientPage } from "@/lib/server/patients/patient-page";
import { foundOr404 } from "../../found-or-404";

interface PageAsOf {
  readonly page: PatientPage;
  /** The moment it is replayed as of; null: now. */
  readonly asOf: string | null;
  /** Why the moment that was asked for cannot be shown; the page is then of now. */
  readonly refused: string | null;
}

/** A link to a moment that is none shows the present with a word about it, not a fault. */
export async function pageAsOf(asker: Asker, id: string, asOf: string | null): Promise<PageAsOf> {
  const now = async (refused: string | null) => ({
    page: await foundOr404(readPatientPage(asker, { id })),
    asOf: null,
    refused,
  });
  if (asOf === null) return await now(null);
  if (asOf.slice(0, 10) > today(asker.now, asker.actor.site.timeZone) && /^\d{4}-/.test(asOf)) {
    return await now("it lies ahead.");
  }
  try {
    return { page: await foundOr404(readPatientPage(asker, { id, input: { asOf } })), asOf, refused: null };
  } catch (reason) {
    if (!(reason instanceof AppError) || reason.code !== "invalid") throw reason;
    return await now(reason.fields[0]?.message ?? reason.message);
  }
}
