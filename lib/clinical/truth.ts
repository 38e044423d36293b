/** What one condition answers; `unknown` is a value, never turned into either of the others (Kleene logic). */
export const ANSWERS = ["met", "not-met", "unknown"] as const;
export type Answer = (typeof ANSWERS)[number];

/** Every one must be met: one failure decides, else one unknown; nothing asked is met. */
export function allOf(answers: Iterable<Answer>): Answer {
  let result: Answer = "met";
  for (const answer of answers) {
    if (answer === "not-met") return "not-met";
    if (answer === "unknown") result = "unknown";
  }
  return result;
}

/** One suffices: one met decides, else one unknown; nothing offered is not met. */
export function anyOf(answers: Iterable<Answer>): Answer {
  let result: Answer = "not-met";
  for (const answer of answers) {
    if (answer === "met") return "met";
    if (answer === "unknown") result = "unknown";
  }
  return result;
}

/** The opposite; unknown stays unknown. */
export function negate(answer: Answer): Answer {
  if (answer === "unknown") return "unknown";
  return answer === "met" ? "not-met" : "met";
}
