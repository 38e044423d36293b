// Makes both Prisma clients: the SQLite one from prisma/schema.prisma, the PostgreSQL one from the same text with another provider.
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const schema = readFileSync(`${root}prisma/schema.prisma`, "utf8");
const twin = `${root}prisma/generated/schema-postgresql.prisma`;

mkdirSync(`${root}prisma/generated`, { recursive: true });
writeFileSync(
  twin,
  schema
    .replace('provider = "sqlite"', 'provider = "postgresql"')
    .replace("./generated/sqlite", "./postgresql"),
);

for (const file of [`${root}prisma/schema.prisma`, twin]) {
  const run = spawnSync(
    process.execPath,
    [`${root}node_modules/prisma/build/index.js`, "generate", "--schema", file],
    {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, PRISMA_HIDE_UPDATE_MESSAGE: "1", CHECKPOINT_DISABLE: "1" },
    },
  );
  if (run.status !== 0) {
    console.error(run.stdout, run.stderr);
    console.error(
      "The database clients could not be generated; the message above names the line of prisma/schema.prisma.",
    );
    process.exit(1);
  }
}
