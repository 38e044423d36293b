import "server-only";

/** "retry": the same again may work. "unavailable": the database cannot be reached or cannot write. Null: neither. */
export type DatabaseFault = "retry" | "unavailable" | null;

const RETRY_CODES = new Set(["P2034", "40001", "40P01"]);
const RETRY_KINDS = new Set(["TransactionWriteConflict"]);
const UNAVAILABLE_CODES = new Set([
  "P1001",
  "P1002",
  "P1003",
  "P1008",
  "P1017",
  "P2024",
  "P2028",
  "P2037",
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOENT",
  "EPIPE",
  "ETIMEDOUT",
]);
const UNAVAILABLE_KINDS = new Set([
  "DatabaseNotReachable",
  "ConnectionClosed",
  "SocketTimeout",
  "TooManyConnections",
  "TlsConnectionError",
  "TransactionAlreadyClosed",
]);

/** The pg driver gives these no code: its own words are all there is to know a lost connection by. */
const LOST_CONNECTION = new Set([
  "Client has encountered a connection error and is not queryable",
  "Client was closed and is not queryable",
  "Connection terminated",
  "Connection terminated unexpectedly",
  "Connection terminated due to connection timeout",
  "timeout exceeded when trying to connect",
]);

interface Fault {
  code?: unknown;
  kind?: unknown;
  originalCode?: unknown;
  cause?: unknown;
  meta?: { driverAdapterError?: unknown };
  message?: unknown;
}

/** PostgreSQL classes 08 connection, 53 resources, 57 operator intervention, 58 system error; SQLite full, I/O, read-only. */
function unavailableState(code: string): boolean {
  return (
    /^(08|53|57|58)[0-9A-Z]{3}$/.test(code) ||
    /^SQLITE_(FULL|IOERR|READONLY|CANTOPEN|CORRUPT|NOTADB)/.test(code)
  );
}

/** What a database error means for the caller, by its codes, wherever in the chain of causes they are. */
export function databaseFault(error: unknown): DatabaseFault {
  let unavailable = false;
  for (let at = error, depth = 0; typeof at === "object" && at !== null && depth < 6; depth += 1) {
    const fault = at as Fault;
    const codes = [fault.code, fault.originalCode].filter((code) => typeof code === "string");
    if (codes.some((code) => RETRY_CODES.has(code) || code.startsWith("SQLITE_BUSY"))) return "retry";
    if (typeof fault.kind === "string" && RETRY_KINDS.has(fault.kind)) return "retry";
    if (codes.some((code) => UNAVAILABLE_CODES.has(code) || unavailableState(code))) unavailable = true;
    if (typeof fault.kind === "string" && UNAVAILABLE_KINDS.has(fault.kind)) unavailable = true;
    if (typeof fault.message === "string" && LOST_CONNECTION.has(fault.message)) unavailable = true;
    at = fault.meta?.driverAdapterError ?? fault.cause;
  }
  return unavailable ? "unavailable" : null;
}
