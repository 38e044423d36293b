/** Runs once before the server answers anything. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NEXT_PHASE === "phase-production-build") return;
  const { startDatabase } = await import("./lib/server/database/start-database");
  await startDatabase();
  const { finishReassessments } = await import("./lib/server/patients/reassess-site");
  // Not waited for: until a patient's turn has come the worklist marks its verdicts.
  finishReassessments();
}
