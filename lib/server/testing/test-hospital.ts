import { v7 as newId } from "uuid";
import type { Role, TokenScope } from "@/lib/permissions";
import { setDatabase } from "@/lib/server/database/db";
import type { Asker } from "@/lib/server/door/actor";
import { type FreshDatabase, freshDatabase } from "./fresh-database";

/** For tests: two sites with their people on a new database, and askers for them. */
export interface TestHospital {
  readonly database: FreshDatabase;
  /** Somebody of a role at a site, asking at a moment. */
  asker(role: Role, site?: TestSite, now?: string): Asker;
  /** A program with a service token of these scopes. */
  program(scopes: readonly TokenScope[], site?: TestSite, now?: string): Asker;
  close(): Promise<void>;
}

export const TEST_SITES = {
  north: { id: "site-north", name: "North", timeZone: "Europe/London" },
  south: { id: "site-south", name: "South", timeZone: "Asia/Kathmandu" },
} as const;
type TestSite = keyof typeof TEST_SITES;

export const TEST_NOW = "2026-04-10T12:00:00.000Z";

export async function openTestHospital(): Promise<TestHospital> {
  const database = await freshDatabase();
  const { prisma } = database;
  const restore = setDatabase({ prisma, engine: database.engine, close: () => database.close() });
  await prisma.site.createMany({ data: Object.values(TEST_SITES) });
  const roles: readonly Role[] = ["oncologist", "nurse", "admin"];
  for (const site of Object.values(TEST_SITES)) {
    for (const role of roles) {
      const id = `${role}-${site.id}`;
      const user = {
        id,
        email: `${id}@test.example`,
        name: `${role} ${site.name}`,
        passwordHash: "-",
        createdAt: TEST_NOW,
      };
      await prisma.user.create({ data: user });
      await prisma.membership.create({ data: { userId: id, siteId: site.id, role } });
    }
  }
  return {
    database,
    asker: (role, site = "north", now = TEST_NOW) => ({
      actor: {
        userId: `${role}-${TEST_SITES[site].id}`,
        sessionId: `session-${role}-${site}`,
        name: `${role} ${TEST_SITES[site].name}`,
        email: `${role}@test.example`,
        roles: [role],
        site: TEST_SITES[site],
      },
      requestId: newId(),
      now,
    }),
    program: (scopes, site = "north", now = TEST_NOW) => ({
      actor: {
        userId: `token:${site}`,
        sessionId: `token:${site}`,
        name: `program ${TEST_SITES[site].name}`,
        email: "",
        roles: [],
        scopes,
        site: TEST_SITES[site],
      },
      requestId: newId(),
      now,
    }),
    async close() {
      restore();
      await database.close();
    },
  };
}
