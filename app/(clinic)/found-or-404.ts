import { notFound } from "next/navigation";
import { AppError } from "@/lib/errors";

/** The answer of an operation, or the page that does not tell a missing row from another site's. */
export async function foundOr404<Answer>(answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (reason) {
    if (reason instanceof AppError && (reason.code === "not-found" || reason.code === "forbidden"))
      notFound();
    throw reason;
  }
}
