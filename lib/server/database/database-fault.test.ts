import { expect, test } from "vitest";
import { databaseFault } from "./database-fault";

const prisma = (code: string, cause?: object) => ({ code, meta: { driverAdapterError: { cause } } });

test.each([
  ["Prisma's write conflict", prisma("P2034"), "retry"],
  [
    "a serialization failure in raw SQL",
    prisma("P2010", { originalCode: "40001", kind: "TransactionWriteConflict" }),
    "retry",
  ],
  ["a deadlock", { code: "40P01" }, "retry"],
  ["a busy SQLite file", prisma("P1008", { originalCode: "SQLITE_BUSY", kind: "SocketTimeout" }), "retry"],
  ["a full disk", prisma("P2039", { originalCode: "SQLITE_FULL", kind: "sqlite" }), "unavailable"],
  ["an unreadable disk", prisma("P2039", { originalCode: "SQLITE_IOERR_WRITE" }), "unavailable"],
  ["a shut-down PostgreSQL", prisma("P2010", { originalCode: "57P01" }), "unavailable"],
  ["a full PostgreSQL disk", prisma("P2010", { originalCode: "53100" }), "unavailable"],
  ["nobody listening", prisma("P1001", { kind: "DatabaseNotReachable" }), "unavailable"],
  ["a lost connection without any code", new Error("Connection terminated unexpectedly"), "unavailable"],
  ["a unique index", prisma("P2002", { originalCode: "SQLITE_CONSTRAINT_UNIQUE" }), null],
  ["a CHECK", prisma("P2039", { originalCode: "23514" }), null],
  ["an error of our own", new Error("no"), null],
  ["no error at all", null, null],
])("%s", (_name, error, fault) => {
  expect(databaseFault(error)).toBe(fault);
});

test("causes that point at each other end", () => {
  const first: { cause?: unknown } = {};
  first.cause = { cause: first };
  expect(databaseFault(first)).toBeNull();
});
