import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readEnv } from "../env";
import { StartRefusal } from "../start-refusal";
import { type FreshDatabase, freshDatabase } from "../testing/fresh-database";
import { setDatabase } from "./db";
import { refuseExposedDemo, refuseLostKey, refuseOpenDoor } from "./start-database";

let database: FreshDatabase;
let giveBack: () => void;
let folder: string;

beforeAll(async () => {
  database = await freshDatabase();
  giveBack = setDatabase(database);
  folder = mkdtempSync(join(tmpdir(), "day29-start-"));
});
afterAll(async () => {
  giveBack();
  await database.close();
  rmSync(folder, { recursive: true, force: true });
});

const served = { HOST: "0.0.0.0", DAY29_HTTPS: "1", NEXTAUTH_SECRET: "kQ8v2LwYzT4nRb7XcJ1mHs6DfGp9Ua3E" };
const local = () => readEnv({}, folder);
const exposed = () => readEnv(served, folder);

describe("the record key", () => {
  test("is made for a database that has nothing sealed", async () => {
    await expect(refuseLostKey(local())).resolves.toBeUndefined();
  });

  test("is never made anew for one that has: the records could not be checked any more", async () => {
    await database.prisma.chainHead.upsert({
      where: { chain: "audit" },
      create: { chain: "audit", seq: 3, hash: "h" },
      update: { seq: 3 },
    });
    await expect(refuseLostKey(local())).rejects.toThrow(StartRefusal);
    await expect(refuseLostKey(local())).rejects.toThrow(/record key .*record\.key is missing/);
    expect(local().recordKey).toHaveLength(32);
    await expect(refuseLostKey(local())).resolves.toBeUndefined();
  });
});

test("a database with a demo sign-in is not served to anybody else, unless it is disabled", async () => {
  await expect(refuseExposedDemo(exposed())).resolves.toBeUndefined();
  const email = "nurse@north.example";
  const moment = "2026-03-31T08:30:00.000Z";
  await database.prisma.user.create({
    data: { id: "u", email, name: "N", passwordHash: "x", createdAt: moment },
  });
  await expect(refuseExposedDemo(exposed())).rejects.toThrow(/demo sign-in nurse@north\.example/);
  await expect(refuseExposedDemo(local())).resolves.toBeUndefined();
  await database.prisma.user.update({ where: { id: "u" }, data: { disabledAt: moment } });
  await expect(refuseExposedDemo(exposed())).resolves.toBeUndefined();
});

describe("a server without HTTPS in front", () => {
  test.each([
    ["next start", []],
    ["next start -p 3000", ["-p", "3000"]],
    ["next start -H 0.0.0.0", ["-H", "0.0.0.0"]],
    ["next start --hostname=192.168.1.5", ["--hostname=192.168.1.5"]],
  ])("started as %s would listen on the network, and does not start", (_name, argv) => {
    expect(() => refuseOpenDoor(argv, undefined, local())).toThrow(/Start Day 29 with npm start/);
  });

  test.each([
    ["-H 127.0.0.1", ["-H", "127.0.0.1"], undefined],
    ["--hostname=localhost", ["--hostname=localhost"], undefined],
    ["npm start", [], "127.0.0.1"],
  ])("started with %s starts", (_name, argv, listen) => {
    expect(() => refuseOpenDoor(argv, listen, local())).not.toThrow();
  });

  test("is not asked where HTTPS is in front", () => {
    expect(() => refuseOpenDoor([], undefined, exposed())).not.toThrow();
  });
});
