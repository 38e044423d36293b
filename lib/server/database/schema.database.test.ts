import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FreshDatabase, freshDatabase } from "@/lib/server/testing/fresh-database";
import { type Column, readColumns, readForeignKeys, readIndexes, readTables } from "./read-catalogue";

/** schema.prisma is regular enough to be read line by line: `name Type? attributes`. */
function schemaModels() {
  const text = readFileSync("prisma/schema.prisma", "utf8");
  return [...text.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].map(([, name = "", body = ""]) => {
    const columns: Column[] = [];
    const indexes: string[] = [];
    const references: string[] = [];
    for (const line of body.split("\n")) {
      const field = line.match(/^ {2}(\w+)\s+(String|Int|Float|Bytes)(\?)?(.*)$/);
      if (field) {
        const [, column = "", type = "", optional, rest = ""] = field;
        columns.push({
          name: column,
          type,
          nullable: optional === "?",
          hasDefault: rest.includes("@default("),
        });
        if (rest.includes("@unique")) indexes.push(`${name}_${column}_key`);
      }
      const relation = line.match(
        /^ {2}\w+\s+(\w+)\??\s+@relation\((?:"\w+", )?fields: \[(\w+)\], references: \[(\w+)\], (.*)\)/,
      );
      if (relation) {
        const [, target, column, referenced, action] = relation;
        expect(action).toBe("onDelete: Restrict");
        references.push(`${column} -> ${target}.${referenced}`);
      }
      const index = line.match(/^ {2}@@(index|unique)\(\[([^\]]+)\]\)/);
      if (index) {
        const [, kind, list = ""] = index;
        indexes.push(`${name}_${list.split(", ").join("_")}_${kind === "unique" ? "key" : "idx"}`);
      }
    }
    return { name, columns, indexes: indexes.sort(), references: references.sort() };
  });
}

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

const models = schemaModels();

test("the schema names the tables the migrations make, and no others", async () => {
  expect(models.length).toBeGreaterThan(10);
  const tables = (await readTables(database)).filter((name) => !name.startsWith("_day29_"));
  expect(tables).toEqual(models.map(({ name }) => name).sort());
});

test.each(models)(
  "$name has the columns, types, nullability, indexes and references the schema says",
  async (model) => {
    const byName = (a: Column, b: Column) => (a.name < b.name ? -1 : 1);
    expect((await readColumns(database, model.name)).sort(byName)).toEqual(model.columns.sort(byName));
    expect((await readIndexes(database, model.name)).sort()).toEqual(model.indexes);
    expect(await readForeignKeys(database, model.name)).toEqual(
      model.references.map((reference) => `${reference} RESTRICT RESTRICT`),
    );
  },
);

if (process.env.DAY29_TEST_ENGINE !== "postgresql")
  test("every table of a SQLite database is STRICT", async () => {
    const loose = await database.prisma.$queryRaw`
      SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0
      AND name NOT LIKE 'sqlite_%' AND name <> '_day29_migrations'`;
    expect(loose).toEqual([]);
  });
