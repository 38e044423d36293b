import type { Note } from "./assessment";

/** Every remark an assessment can carry, with the sentence a clinician reads. */
export const NOTE_SENTENCES = {
  THRESHOLD_EDGE: "The value lies exactly on a limit, where definitions of response disagree.",
  ROUNDING_HIDES_THRESHOLD: "Rounded as usual the value would read as the limit; it is judged unrounded.",
  UNIT_CONVERTED: "The value was sent in another unit and converted.",
  PAIR_GAP: "The blood count was taken on another day than the marrow.",
  NO_PAIRED_CBC: "No usable blood count was taken within the pairing window of the marrow.",
  DISCORDANT_CBC: "Another count within the pairing window would answer differently.",
  NO_MARROW: "There is no usable marrow after the start of treatment.",
  MISSING: "A value the criterion needs is missing; missing is never taken as normal.",
  ANC_DERIVED:
    "The neutrophil count was not reported; it is computed from the white cells and the differential.",
  SEX_REQUIRED:
    "The normal interval depends on sex, which is not recorded, and the answer differs between them.",
  BAD_REFERENCE_RANGE:
    "An interval sent with the value cannot be used (inverted, or in another unit); the next source was taken.",
  FAILED_HIGH: "The value fails because it is above its interval, not below.",
  NONCORE_ABNORMAL:
    "A value outside the core set is outside its interval; the core criterion does not ask for it.",
  BLOOD_BLASTS: "Blasts are reported in the blood.",
  BLOOD_BLASTS_NOT_REPORTED: "Blood blasts were not reported; absence of a report is allowed, not proof.",
  EXTRAMEDULLARY: "Extramedullary disease is present or suspected.",
  EM_NOT_ASSESSED: "Extramedullary disease was not assessed.",
  MRD_POSITIVE: "Measurable residual disease is at or above the cut-off.",
  MRD_INSUFFICIENT_SENSITIVITY: "The residual disease assay cannot see as far down as the cut-off.",
  SUPPORTED: "The value was taken under transfusion or growth-factor support: it can fail but cannot pass.",
  EARLY_SAMPLE: "A marrow was taken before the window opened; it does not count for the milestone.",
  BASELINE_MARROW: "A marrow on or before the first day of treatment is the baseline, never a response.",
  CONFLICTING_MARROWS: "Marrows of the same date differ; the worse one governs.",
  INADEQUATE_SAMPLE: "A marrow was inadequate and is not used.",
  SPECIMEN_MISMATCH: "A value was reported on the wrong kind of specimen; it is shown and never used.",
  PRELIMINARY: "A preliminary report is shown and not used.",
  CORRECTED: "A corrected version of the report is used.",
  ENTERED_IN_ERROR: "A report was withdrawn as entered in error and counts as absent.",
  POSSIBLE_RECURRENCE: "The criterion was met and has been lost: possible recurrence.",
  CONFIRMATION_REQUIRED: "A clinician has to confirm this before the disease status changes.",
  HARD_LIMIT: "The value is beyond what is possible and is not used.",
  SOFT_UNCONFIRMED: "The value is unusual and nobody has confirmed it; its number is not used.",
  UNIT_ERROR: "The value has no unit, or one this analyte does not accept; it is not used.",
  DIFF_SUM: "The differential does not add up to 100 %.",
  DELTA_MCV:
    "The mean cell volume changed more than cells can within a week without a transfusion: whose sample?",
  DUPLICATE: "The same report was received twice; it is counted once.",
} as const satisfies Record<string, string>;

export type NoteCode = keyof typeof NOTE_SENTENCES;

/** A remark with its sentence, and the particulars of this patient after it. */
export function note(
  code: NoteCode,
  reportId: string | null = null,
  particulars: string | null = null,
): Note {
  const sentence = NOTE_SENTENCES[code];
  return { code, reportId, text: particulars === null ? sentence : `${sentence} ${particulars}` };
}
