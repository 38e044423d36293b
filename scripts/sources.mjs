import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "./children.mjs";

/** What `next build` reads, and nothing else: a test or a document changes no build. */
const BUILT = [
  "app",
  "components",
  "lib",
  "public",
  "prisma/schema.prisma",
  "instrumentation.ts",
  "proxy.ts",
  "next.config.js",
  "postcss.config.js",
  "postcss.config.mjs",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
  "scripts/generate.mjs",
];

/** Every file under a path of the repository, in a fixed order; none where there is no such path. */
export function filesUnder(path, base = root) {
  if (!existsSync(join(base, path))) return [];
  const entries = readdirSync(dirname(join(base, path)), { withFileTypes: true });
  const self = entries.find((entry) => entry.name === path.split("/").at(-1));
  if (!self?.isDirectory()) return [path];
  return readdirSync(join(base, path))
    .sort()
    .flatMap((name) => filesUnder(`${path}/${name}`, base));
}

/** SHA-256 over names and contents. */
export function digestOf(paths, extra = "", base = root) {
  const hash = createHash("sha256").update(extra);
  for (const path of paths.flatMap((one) => filesUnder(one, base))) {
    if (/\.test\.tsx?$/.test(path)) continue;
    const text = readFileSync(join(base, path));
    hash.update(`\n${path} ${text.length}\n`).update(text);
  }
  return hash.digest("hex");
}

/** A compiled module fits one version of Node's binary interface, one system and one processor. */
const platform = `${process.versions.modules} ${process.platform} ${process.arch}`;

/** What package.json asks for; a renamed script installs nothing. */
function wanted() {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return JSON.stringify({ dependencies, devDependencies });
}

export const digests = {
  installed: () => digestOf(["package-lock.json"], platform + wanted()),
  generated: () =>
    digestOf(["prisma/schema.prisma", "prisma.config.ts", "scripts/generate.mjs", "package-lock.json"]),
  built: () => digestOf(BUILT),
};

const STAMPS = {
  installed: "node_modules/.day29-stamp",
  generated: "prisma/generated/.day29-stamp",
  built: ".next/day29-stamp",
};

/** True where a step has been finished for exactly these sources. */
export function isDone(step, base = root) {
  const stamp = join(base, STAMPS[step]);
  return existsSync(stamp) && readFileSync(stamp, "utf8") === digests[step]();
}

export function hasStamp(step, base = root) {
  return existsSync(join(base, STAMPS[step]));
}

/** Before a step: from here on it is not done, whatever happens. */
export function unstamp(step, base = root) {
  rmSync(join(base, STAMPS[step]), { force: true });
}

/** After a step, with the digest of what it read; the stamp appears whole or not at all. */
export function stamp(step, digest, base = root) {
  const path = join(base, STAMPS[step]);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.draft`, digest);
  renameSync(`${path}.draft`, path);
}
