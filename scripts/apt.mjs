import { existsSync } from "node:fs";
import { run } from "./children.mjs";

let updated = false;

/** Installs Debian packages where we may (root, apt-get); false where we may not or it failed. */
export async function aptInstall(...packages) {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  console.log(`Installing ${packages.join(", ")} from Debian …`);
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  if (!updated) updated = (await run("apt-get", ["update", "-q"], { env })).code === 0;
  return (
    (await run("apt-get", ["install", "-y", "-q", "--no-install-recommends", ...packages], { env })).code ===
    0
  );
}
