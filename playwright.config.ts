import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";

// This file is read again by every worker; what the first reading chose travels in the environment.
const FREE_PORT = `const s = require("node:net").createServer().listen(0, "127.0.0.1", () => { console.log(s.address().port); s.close(); })`;
const ask = (...args: string[]) => execFileSync(process.execPath, args, { encoding: "utf8" }).trim();

process.env.DAY29_E2E_PORT ??= ask("-e", FREE_PORT);
process.env.CHROMIUM_PATH ??= ask("scripts/browser.mjs");
if (process.env.DAY29_E2E_DATA === undefined) {
  const folder = mkdtempSync(join(tmpdir(), "day29-e2e-"));
  process.env.DAY29_E2E_DATA = folder;
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
}

const port = process.env.DAY29_E2E_PORT;
const data = process.env.DAY29_E2E_DATA;
const origin = `http://127.0.0.1:${port}`;
const browser = process.env.CHROMIUM_PATH;

export default defineConfig({
  testDir: "e2e",
  fullyParallel: false,
  workers: 1,
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  // For a machine that is busy with other things; on an idle one nothing takes a tenth of it.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: "list",
  outputDir: "test-results",
  use: {
    baseURL: origin,
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(browser ? { executablePath: browser } : {}),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  // The same start a person uses: it builds where the sources changed, migrates, makes the demo patients and serves.
  webServer: {
    command: "node scripts/start.mjs",
    url: `${origin}/api/health/ready`,
    reuseExistingServer: false,
    timeout: 420_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
    stdout: "ignore",
    stderr: "pipe",
    env: {
      PORT: port,
      HOST: "127.0.0.1",
      DATABASE_URL: `file:${data}/day29.db`,
      DAY29_DATA_DIR: data,
      DAY29_DEMO: "on",
      DAY29_HTTPS: "0",
      NEXTAUTH_URL: "",
      NEXTAUTH_SECRET: "",
      DAY29_RECORD_KEY: "",
    },
  },
});
