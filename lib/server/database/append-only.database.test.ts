import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "@/lib/server/testing/fresh-database";
import { fillSamples, MOMENT, SAMPLE_AUDIT, SAMPLE_REPORT } from "@/lib/server/testing/sample-rows";

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await fillSamples(database.prisma);
});
afterAll(() => database.close());

const postgresql = process.env.DAY29_TEST_ENGINE === "postgresql";

function insert(table: string, row: object): string {
  const columns = Object.keys(row).map((name) => `"${name}"`);
  const values = Object.values(row).map((value) =>
    typeof value === "number" ? value : `'${String(value).replaceAll("'", "''")}'`,
  );
  return `INTO "${table}" (${columns.join(", ")}) VALUES (${values.join(", ")})`;
}

const rows = { Report: { ...SAMPLE_REPORT, hash: "h2" }, AuditEntry: { ...SAMPLE_AUDIT, hash: "h2" } };

const attempts = (table: keyof typeof rows) => [
  ["UPDATE", `UPDATE "${table}" SET "hash" = 'h2'`],
  ["UPDATE of a column to itself", `UPDATE "${table}" SET "seq" = "seq"`],
  ["DELETE", `DELETE FROM "${table}"`],
  [
    "UPSERT",
    `INSERT ${insert(table, rows[table])} ON CONFLICT ("seq") DO UPDATE SET "hash" = excluded."hash"`,
  ],
  ...(postgresql
    ? [
        ["TRUNCATE", `TRUNCATE "${table}"`],
        ["TRUNCATE of everything before it", `TRUNCATE "Site" CASCADE`],
      ].slice(0, table === "Report" ? 2 : 1)
    : [
        ["INSERT OR REPLACE", `INSERT OR REPLACE ${insert(table, rows[table])}`],
        ["REPLACE", `REPLACE ${insert(table, rows[table])}`],
        ["UPDATE OR REPLACE", `UPDATE OR REPLACE "${table}" SET "hash" = 'h2'`],
      ]),
];

describe.each(["Report", "AuditEntry"] as const)("%s is append-only", (table) => {
  const read = () => database.prisma.$queryRawUnsafe(`SELECT * FROM "${table}"`);

  test.each(attempts(table))("%s is refused and changes nothing", async (_name, sql) => {
    const before = await read();
    await expect(database.prisma.$executeRawUnsafe(sql)).rejects.toThrow(/append-only/);
    await expect(database.prisma.$transaction((tx) => tx.$executeRawUnsafe(sql))).rejects.toThrow(
      /append-only/,
    );
    expect(await read()).toEqual(before);
  });

  test("a row beside it is accepted", async () => {
    const key = table === "Report" ? { version: 2 } : {};
    await database.prisma.$executeRawUnsafe(`INSERT ${insert(table, { ...rows[table], ...key, seq: 2 })}`);
    expect(await read()).toHaveLength(2);
  });
});

if (!postgresql)
  test("REPLACE of a report through its other key, with a new sequence number, is refused too", async () => {
    const row = { ...SAMPLE_REPORT, seq: 99, hash: "h9" };
    await expect(database.prisma.$executeRawUnsafe(`REPLACE ${insert("Report", row)}`)).rejects.toThrow(
      /append-only/,
    );
    expect(await database.prisma.report.findFirst({ where: { seq: 1 } })).toMatchObject({ hash: "h1" });
  });

const KEPT = {
  SitePolicy: {
    row: { siteId: "s", version: 2, settings: "{}", inForceFrom: MOMENT, author: "u", reason: "because" },
    key: ["siteId", "version"],
    change: "reason",
  },
  DiseaseStatus: {
    row: {
      id: "d",
      patientId: "p",
      version: 1,
      status: "untreated",
      since: "2026-03-01",
      at: MOMENT,
      author: "u",
    },
    key: ["id"],
    change: "author",
  },
} as const;

describe.each(["SitePolicy", "DiseaseStatus"] as const)("%s is append-only", (table) => {
  const { row, key, change } = KEPT[table];
  const read = () => database.prisma.$queryRawUnsafe(`SELECT * FROM "${table}"`);
  const same = insert(table, { ...row, [change]: "another" });
  const target = key.map((name) => `"${name}"`).join(", ");
  const refused: readonly (readonly [string, string])[] = [
    ["UPDATE", `UPDATE "${table}" SET "${change}" = 'another'`],
    ["UPDATE of a column to itself", `UPDATE "${table}" SET "version" = "version"`],
    ["DELETE", `DELETE FROM "${table}"`],
    ["UPSERT", `INSERT ${same} ON CONFLICT (${target}) DO UPDATE SET "${change}" = excluded."${change}"`],
    postgresql ? ["TRUNCATE", `TRUNCATE "${table}"`] : ["REPLACE", `REPLACE ${same}`],
  ];

  beforeAll(() => database.prisma.$executeRawUnsafe(`INSERT ${insert(table, row)}`));

  test.each(refused)("%s is refused and changes nothing", async (_name, sql) => {
    const before = await read();
    await expect(database.prisma.$executeRawUnsafe(sql)).rejects.toThrow(/append-only/);
    expect(await read()).toEqual(before);
  });

  test("a next version beside it is accepted, the same one again is not", async () => {
    const next = { ...row, version: row.version + 1, ...("id" in row ? { id: "e" } : {}) };
    await database.prisma.$executeRawUnsafe(`INSERT ${insert(table, next)}`);
    const again = { ...next, ...("id" in row ? { id: "f" } : {}) };
    await expect(database.prisma.$executeRawUnsafe(`INSERT ${insert(table, again)}`)).rejects.toThrow();
    expect(await read()).toHaveLength(2);
  });
});

test("the view gives one row per value, numbers as numbers", async () => {
  const found = await database.prisma.$queryRawUnsafe(
    `SELECT * FROM "result" WHERE "version" = 1 ORDER BY "analyte"`,
  );
  const report = {
    report_key: "r",
    version: 1,
    patient_id: "p",
    collected_on: "2026-03-31",
    specimen: "blood",
    status: "final",
  };
  const empty = {
    unit: null,
    value: null,
    comparator: null,
    state: null,
    flag: null,
    low: null,
    high: null,
    source: null,
  };
  expect(found).toEqual([
    {
      ...report,
      analyte: "HGB",
      text: "12.4",
      unit: "g/dL",
      value: 12.4,
      comparator: null,
      state: "ok",
      flag: "N",
      low: 12,
      high: 16,
      source: "table",
    },
    { ...report, ...empty, analyte: "WBC", text: "DNR" },
  ]);
});
