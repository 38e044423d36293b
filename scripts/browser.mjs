// A Chromium for the end-to-end tests. Run by itself it prints the path of one that is installed, or nothing.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { aptInstall } from "./apt.mjs";
import { node } from "./children.mjs";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];
const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

function runs(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** CHROMIUM_PATH, else the system's, else Playwright's own; null where there is none. */
export async function installedBrowser() {
  const named = process.env.CHROMIUM_PATH;
  if (named) return runs(named) ? named : null;
  const folders = ["/usr/bin", ...(process.env.PATH ?? "").split(delimiter)];
  const system = [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...PLACES].find(
    runs,
  );
  if (system) return system;
  const { chromium } = await import("@playwright/test");
  const own = chromium.executablePath();
  return own && runs(own) ? own : null;
}

/** The same, fetched where it is missing; null where nothing helped. */
export async function findBrowser() {
  const there = await installedBrowser();
  if (there !== null || process.env.CHROMIUM_PATH) return there;
  console.log("Fetching a browser for the end-to-end tests …");
  await node(["node_modules/playwright/cli.js", "install", "chromium"]);
  const fetched = await installedBrowser();
  if (fetched !== null) return fetched;
  return (await aptInstall("chromium")) ? installedBrowser() : null;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href)
  console.log((await installedBrowser()) ?? "");
