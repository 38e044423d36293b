import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/** Folder of a probing file and what it imports. */
type Probe = readonly [folder: string, imported: string];

const REFUSED: readonly Probe[] = [
  ["lib/clinical", "react"],
  ["lib/clinical", "react/jsx-runtime"],
  ["lib/clinical", "react-dom/server"],
  ["lib/clinical", "next/headers"],
  ["lib/clinical", "node:fs"],
  ["lib/clinical", "node:fs/promises"],
  ["lib/clinical", "fs"],
  ["lib/clinical", "@prisma/client"],
  ["lib/clinical", "@/prisma/generated/sqlite/client"],
  ["lib/clinical", "../../prisma/generated/sqlite/client"],
  ["lib/clinical", "@/lib/server/database/db"],
  ["lib/clinical", "../server/db"],
  ["lib/clinical/response", "../../server/db"],
  ["lib/clinical", "@/lib/figures/svg"],
  ["lib/clinical/response", "../../figures/svg"],
  ["lib/clinical", "@/components/ui/button"],
  ["lib/clinical", "../../components/ui/button"],
  ["lib", "./server/db"],
  ["lib", "react"],
  ["lib/contract", "../server/db"],
  ["lib/contract", "next/server"],
  ["lib/figures", "node:fs"],
  ["lib/figures", "../server/db"],
  ["lib/figures", "@/components/ui/button"],
  ["lib/imports", "node:crypto"],
  ["lib/imports/hl7", "../../server/db"],
  ["lib/imports", "@/prisma/generated/sqlite/client"],
  ["lib/exports", "react"],
  ["lib/exports", "@/lib/server/database/db"],
  ["lib/exports/pptx", "../../server/db"],
  ["lib/server", "@/components/ui/button"],
  ["lib/server", "@/app/layout"],
  ["lib/server", "next-auth"],
  ["lib/server", "recharts"],
  ["components", "next-auth/react"],
  ["components", "@/prisma/generated/sqlite/client"],
  ["components/results", "../../prisma/generated/sqlite/client"],
  ["components/results", "../../lib/server/database/db"],
  ["components", "@/lib/server/database/db"],
  ["components", "@/app/layout"],
  ["components", "recharts"],
  ["components/results", "recharts/es6/cartesian/Line"],
  ["components/charts", "@/lib/server/database/db"],
  ["components/charts", "next-auth"],
  ["app", "@/prisma/generated/sqlite/client"],
  ["app/(clinic)", "../../prisma/generated/sqlite/client"],
  ["app", "@prisma/client"],
  ["app", "recharts"],
  ["app", "next-auth/react"],
  ["app/api/auth", "@/prisma/generated/sqlite/client"],
];

const ACCEPTED: readonly Probe[] = [
  ["lib/clinical", "./course"],
  ["lib/clinical/response", "../course"],
  ["lib/clinical", "../branded"],
  ["lib/contract", "zod"],
  ["lib/contract", "@/lib/clinical/record"],
  ["lib/figures", "@/lib/clinical/record"],
  ["lib/figures", "d3-scale"],
  ["lib/imports", "@/lib/clinical/record"],
  ["lib/exports", "@/lib/figures/svg"],
  ["lib/exports", "node:buffer"],
  ["lib/server", "node:fs"],
  ["lib/server", "@/prisma/generated/sqlite/client"],
  ["lib/server", "@/lib/clinical/record"],
  ["components", "react"],
  ["components", "next/link"],
  ["components", "@/lib/clinical/record"],
  ["components/charts", "recharts"],
  ["app", "@/lib/server/database/db"],
  ["app", "@/components/ui/button"],
  ["app/api/auth", "next-auth"],
];

const FLOOR_RULES = /\/(noRestrictedImports|noNodejsModules)$/;

describe("the linter keeps the floors", () => {
  let folder: string;
  let refused: Set<string>;
  const fileOf = (kind: string, index: number, [where]: Probe) => `${where}/probe-${kind}-${index}.tsx`;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "day29-floors-"));
    // The same rules in a folder of its own, where no ignore file hides anything.
    const config = { ...JSON.parse(readFileSync("biome.json", "utf8")), vcs: { enabled: false } };
    delete config.$schema;
    writeFileSync(join(folder, "biome.json"), JSON.stringify(config));
    for (const [kind, probes] of Object.entries({ refused: REFUSED, accepted: ACCEPTED }))
      for (const [index, probe] of probes.entries()) {
        const file = join(folder, fileOf(kind, index, probe));
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, `import { x } from "${probe[1]}";\nx();\n`);
      }
    const biome = join(process.cwd(), "node_modules/@biomejs/biome/bin/biome");
    const run = spawnSync(
      process.execPath,
      [biome, "lint", "--reporter=json", "--max-diagnostics=none", "."],
      { cwd: folder, encoding: "utf8" },
    );
    const { diagnostics } = JSON.parse(run.stdout) as {
      diagnostics: { severity: string; category: string; location: { path: string } }[];
    };
    refused = new Set(
      diagnostics
        .filter(({ severity, category }) => severity === "error" && FLOOR_RULES.test(category))
        .map(({ location }) => location.path),
    );
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each(REFUSED.map((probe, index) => ({ probe, index })))(
    "$probe.0 may not import $probe.1",
    ({ probe, index }) => {
      expect(refused).toContain(fileOf("refused", index, probe));
    },
  );

  test.each(ACCEPTED.map((probe, index) => ({ probe, index })))(
    "$probe.0 may import $probe.1",
    ({ probe, index }) => {
      expect(refused).not.toContain(fileOf("accepted", index, probe));
    },
  );
});

const IGNORED = new Set([
  "node_modules",
  ".next",
  ".git",
  "data",
  "generated",
  "test-results",
  "playwright-report",
]);

function sourceFiles(folder = "."): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = folder === "." ? entry.name : `${folder}/${entry.name}`;
    if (IGNORED.has(entry.name)) return [];
    if (entry.isDirectory()) return sourceFiles(path);
    return /\.(tsx?|mjs|js|css|sql|prisma)$/.test(entry.name) ? [path] : [];
  });
}

const sources = sourceFiles();
const text = (path: string) => readFileSync(path, "utf8");
const offending = (paths: readonly string[], pattern: RegExp) =>
  paths.filter((path) => pattern.test(text(path)));

/** Tables of data, which are read and not followed: path and why it may be long. */
const LONG_FILES: Readonly<Record<string, string>> = {
  "prisma/schema.prisma": "one text of all tables; Prisma reads it whole",
};

describe("every source file", () => {
  test("there are source files", () => {
    expect(sources.length).toBeGreaterThan(100);
    expect(sources).toContain("lib/clinical/record.ts");
  });

  test("has a name that says what is in it", () => {
    const empty = new Set([
      "utils",
      "helpers",
      "common",
      "misc",
      "shared",
      "types",
      "constants",
      "service",
      "manager",
    ]);
    const named = sources.filter((path) =>
      path.split("/").some((part) => empty.has(part.split(".")[0] ?? "")),
    );
    expect(named).toEqual([]);
  });

  test("is under 300 lines, but for tables of data", () => {
    const long = sources.filter((path) => text(path).split("\n").length > 301);
    expect(long.filter((path) => !(path in LONG_FILES))).toEqual([]);
  });

  test("hides nothing from the compiler, the linter or the tests", () => {
    const others = sources.filter((path) => path !== "scripts/floors.test.ts");
    expect(offending(others, /biome-ignore|@ts-ignore|@ts-expect-error|@ts-nocheck/)).toEqual([]);
    expect(offending(others, /\bTODO\b|\bFIXME\b/)).toEqual([]);
    // `test.skip(condition, reason)` says why; `test.skip("name", …)` does not.
    expect(offending(others, /\b(test|it|describe)\.(only|todo|fixme|skip\(\s*["'`])/)).toEqual([]);
  });
});

describe("the pure floors", () => {
  const clock =
    /\bDate\.now\b|\bnew Date\(\s*\)|(?<!new )\bDate\(\s*\)|\bTemporal\.Now\b|\bperformance\.now\b|\bMath\.random\b/;
  const pure = sources.filter(
    (path) => /^lib\/(clinical|figures|imports|exports)\//.test(path) && !/\.test\./.test(path),
  );

  test("read no clock and draw no lots: the moment comes in", () => {
    expect(pure.length).toBeGreaterThan(20);
    expect(offending(pure, clock)).toEqual([]);
  });

  test.each(["Date.now()", "new Date()", "new Date( )", "Date()", "Temporal.Now.instant()", "Math.random()"])(
    "%s would be found",
    (call) => {
      expect(clock.test(`const now = ${call};`)).toBe(true);
    },
  );

  test.each(["new Date(0)", "new Date(instant)", "Date.UTC(2026, 2, 1)", "localDate()"])(
    "%s is allowed",
    (call) => {
      expect(clock.test(`const then = ${call};`)).toBe(false);
    },
  );
});

describe("the lock file", () => {
  const lock = JSON.parse(text("package-lock.json")) as {
    packages: Record<string, { resolved?: string; optionalDependencies?: Record<string, string> }>;
  };

  test("names no registry", () => {
    expect(Object.values(lock.packages).filter(({ resolved }) => resolved !== undefined)).toEqual([]);
  });

  test("names the packages of every platform, else npm ci is out of step on the others", () => {
    const wanted = Object.values(lock.packages).flatMap((entry) =>
      Object.keys(entry.optionalDependencies ?? {}),
    );
    const there = Object.keys(lock.packages).map((path) => path.replace(/^.*node_modules\//, ""));
    expect(wanted.length).toBeGreaterThan(10);
    expect(wanted.filter((name) => !there.includes(name))).toEqual([]);
  });

  test("and package.json pin exact versions", () => {
    const { dependencies, devDependencies } = JSON.parse(text("package.json"));
    const versions: string[] = Object.values({ ...dependencies, ...devDependencies });
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });
});
