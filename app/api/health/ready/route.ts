import { readiness } from "@/lib/server/database/readiness";

export const dynamic = "force-dynamic";

export async function GET(): Promise<Response> {
  const { status, body } = await readiness();
  return Response.json(body, { status, headers: { "Cache-Control": "no-store" } });
}
