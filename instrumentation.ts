/** Runs once before the server answers anything. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs" || process.env.NEXT_PHASE === "phase-production-build") return;
  const { startDatabase } = await import("./lib/server/database/start-database");
  await startDatabase();
}
