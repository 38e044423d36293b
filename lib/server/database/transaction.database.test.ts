import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "@/lib/server/testing/fresh-database";
import { databaseFault } from "./database-fault";
import { databaseStatus } from "./database-status";
import { transaction } from "./db";
import { SQLITE_SETTINGS } from "./sqlite-settings";

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await database.prisma.site.create({ data: { id: "s", name: "North", timeZone: "UTC" } });
});
afterAll(() => database.close());

const names = () =>
  database.prisma.site.findMany({ orderBy: { id: "asc" } }).then((all) => all.map(({ id }) => id));
const site = (id: string) => ({ data: { id, name: id, timeZone: "UTC" } });

test("fifty writers that read, add and write back lose nothing", async () => {
  const before = await database.prisma.chainHead.findUniqueOrThrow({ where: { chain: "audit" } });
  await Promise.all(
    Array.from({ length: 50 }, () =>
      transaction(async (tx) => {
        await tx.$executeRaw`UPDATE "ChainHead" SET "hash" = "hash" WHERE "chain" = 'audit'`;
        const head = await tx.chainHead.findUniqueOrThrow({ where: { chain: "audit" } });
        await tx.chainHead.update({ where: { chain: "audit" }, data: { seq: head.seq + 1 } });
      }, database.prisma),
    ),
  );
  const after = await database.prisma.chainHead.findUniqueOrThrow({ where: { chain: "audit" } });
  expect(after.seq - before.seq).toBe(50);
});

test("a read beside an open transaction does not see what is not committed", async () => {
  const undo = new Error("undo");
  const work = transaction(async (tx) => {
    await tx.site.create(site("uncommitted"));
    expect(await names()).toEqual(["s"]);
    throw undo;
  }, database.prisma);
  await expect(work).rejects.toBe(undo);
  expect(await names()).toEqual(["s"]);
});

test("a write beside a transaction that is rolled back stays", async () => {
  let beside: Promise<unknown> = Promise.resolve();
  const work = transaction(async (tx) => {
    await tx.site.create(site("rolled-back"));
    // A Prisma query starts when it is awaited; `then` starts it now, beside the transaction.
    beside = database.prisma.site.create(site("beside")).then(() => {});
    await new Promise((resolve) => setTimeout(resolve, 50));
    throw new Error("undo");
  }, database.prisma);
  await expect(work).rejects.toThrow("undo");
  await beside;
  expect(await names()).toEqual(["beside", "s"]);
});

test("a COMMIT that fails leaves nothing behind and the next transaction works", async () => {
  const orphan = transaction(async (tx) => {
    if (database.engine === "sqlite") await tx.$executeRawUnsafe("PRAGMA defer_foreign_keys = ON");
    else
      await tx.$executeRawUnsafe(`ALTER TABLE "Membership" ALTER CONSTRAINT "Membership_userId_fkey"
      DEFERRABLE INITIALLY DEFERRED`);
    await tx.membership.create({ data: { userId: "nobody", siteId: "s", role: "nurse" } });
  }, database.prisma);
  await expect(orphan).rejects.toBeDefined();
  expect(await database.prisma.membership.count()).toBe(0);
  await transaction((tx) => tx.site.create(site("after")), database.prisma);
  expect(await names()).toContain("after");
});

test("what the database asks to try again is tried again, from the start", async () => {
  let tries = 0;
  const answer = await transaction(async (tx) => {
    tries += 1;
    await tx.site.upsert({ where: { id: "retried" }, update: {}, create: site("retried").data });
    if (tries < 3) throw Object.assign(new Error("deadlock"), { code: "40P01" });
    return tries;
  }, database.prisma);
  expect(answer).toBe(3);
});

test("an ordinary error is thrown at once", async () => {
  let tries = 0;
  const work = transaction(async () => {
    tries += 1;
    throw new Error("no");
  }, database.prisma);
  await expect(work).rejects.toThrow("no");
  expect(tries).toBe(1);
});

if (process.env.DAY29_TEST_ENGINE === "postgresql") {
  test("a real serialization failure is recognised, and a killed backend is", async () => {
    const bump = (tx: { $executeRawUnsafe(sql: string): Promise<number> }) =>
      tx.$executeRawUnsafe(`UPDATE "Site" SET "version" = "version" + 1 WHERE "id" = 's'`);
    const failed = await database.prisma
      .$transaction(
        async (tx) => {
          await tx.site.count();
          await bump(database.prisma);
          await bump(tx);
        },
        { isolationLevel: "Serializable" as never },
      )
      .catch((error: unknown) => error);
    expect(databaseFault(failed)).toBe("retry");

    const killed = await database.prisma
      .$transaction(async (tx) => {
        const [backend] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
        await database.prisma.$queryRawUnsafe(`SELECT pg_terminate_backend(${backend?.pid})`);
        await tx.site.count();
      })
      .catch((error: unknown) => error);
    expect(databaseFault(killed)).toBe("unavailable");
    expect(await database.prisma.site.count()).toBeGreaterThan(0);
  });

  test("an acknowledged commit is on the disk", async () => {
    expect(await databaseStatus(database.prisma, database.url)).toEqual({
      database: "postgresql",
      synchronousCommit: "on",
    });
  });
} else {
  test("every connection keeps what it acknowledges and fires triggers on REPLACE, in and out of transactions", async () => {
    for (const [name, wanted] of Object.entries(SQLITE_SETTINGS)) {
      const value = (rows: unknown) => String(Object.values((rows as object[])[0] ?? {})[0]);
      const outside = await database.prisma.$queryRawUnsafe(`PRAGMA ${name}`);
      const inside = await transaction((tx) => tx.$queryRawUnsafe(`PRAGMA ${name}`), database.prisma);
      expect([name, value(outside), value(inside)]).toEqual([name, String(wanted), String(wanted)]);
    }
    expect(await databaseStatus(database.prisma, database.url)).toEqual({
      database: "sqlite",
      journalMode: "wal",
      synchronous: "full",
      foreignKeys: true,
      recursiveTriggers: true,
    });
  });

  test("a write that looks like a read is refused by the reading connection", async () => {
    const sql = `SELECT 1 FROM pragma_user_version; UPDATE "Site" SET "version" = 9`;
    await expect(database.prisma.$queryRawUnsafe(sql)).rejects.toBeDefined();
    await expect(database.prisma.$queryRawUnsafe("PRAGMA user_version = 7")).rejects.toThrow(/readonly/);
  });
}
