import { afterEach, beforeEach, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "@/lib/server/testing/fresh-database";
import { fillSamples } from "@/lib/server/testing/sample-rows";
import { demoState, markDemo } from "./demo-mark";

let database: FreshDatabase;
beforeEach(async () => {
  database = await freshDatabase();
});
afterEach(() => database.close());

test("a new database gets the demo once", async () => {
  expect(await demoState(database.url, true)).toBe("needed");
  await markDemo(database.url, "begun");
  await fillSamples(database.prisma);
  expect(await demoState(database.url, true)).toBe("needed");
  await markDemo(database.url, "done");
  await markDemo(database.url, "done");
  expect(await demoState(database.url, true)).toBe("done");
});

test("a database somebody else filled never gets it, nor one where it is turned off", async () => {
  await fillSamples(database.prisma);
  expect(await demoState(database.url, true)).toBe("none");
  expect(await demoState(database.url, false)).toBe("off");
});
