import "server-only";

/**
 * What every connection to a SQLite file must have, as SQLite answers when asked.
 * synchronous FULL (2): an acknowledged commit is on the disk; NORMAL loses it with the power.
 * recursive_triggers: else INSERT OR REPLACE walks through the append-only triggers.
 */
export const SQLITE_SETTINGS = {
  journal_mode: "wal",
  synchronous: 2,
  foreign_keys: 1,
  recursive_triggers: 1,
} as const;

export const settingsSql = Object.entries(SQLITE_SETTINGS)
  .map(([name, value]) => `PRAGMA ${name} = ${value};`)
  .join("");
