import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isLoopback, readEnv } from "./env";
import { StartRefusal } from "./start-refusal";

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "day29-env-"));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const own = "kQ8v2LwYzT4nRb7XcJ1mHs6DfGp9Ua3E";
const behindHttps = { HOST: "0.0.0.0", DAY29_HTTPS: "1", NEXTAUTH_SECRET: own };

test("with nothing set it is this machine only, a file under data/, demo on, and secrets of its own", () => {
  const env = readEnv({}, cwd);
  expect(env).toMatchObject({
    engine: "sqlite",
    databaseUrl: `file:${cwd}/data/day29.db`,
    dataDir: `${cwd}/data`,
    host: "127.0.0.1",
    port: 3000,
    publicUrl: null,
    https: false,
    demo: true,
  });
  expect(env.secret).toMatch(/^[0-9a-f]{64}$/);
  expect(env.recordKey).toHaveLength(32);
  expect(Object.isFrozen(env)).toBe(true);
});

test("what is made on first use is kept, readable by its owner only, and never the same for both", () => {
  const first = readEnv({}, cwd);
  const key = first.recordKey;
  const again = readEnv({}, cwd);
  expect(again.secret).toBe(first.secret);
  expect(again.recordKey.equals(key)).toBe(true);
  expect(first.secret).not.toBe(key.toString("hex"));
  for (const file of ["auth.secret", "record.key"])
    expect(statSync(`${cwd}/data/${file}`).mode & 0o777).toBe(0o600);
  expect(readFileSync(`${cwd}/data/record.key`, "utf8").trim()).toBe(key.toString("hex"));
});

test("a damaged key file is refused, not replaced", () => {
  expect(readEnv({}, cwd).recordKey).toHaveLength(32);
  writeFileSync(`${cwd}/data/record.key`, "short");
  expect(() => readEnv({}, cwd).recordKey).toThrow(StartRefusal);
  expect(readFileSync(`${cwd}/data/record.key`, "utf8")).toBe("short");
});

test("settings that are given are used", () => {
  const env = readEnv(
    {
      ...behindHttps,
      DATABASE_URL: "postgresql://a@b/c",
      PORT: "8080",
      NEXTAUTH_URL: "https://day29.hospital.example/",
      DAY29_DATA_DIR: "elsewhere",
      DAY29_RECORD_KEY: "AB".repeat(32),
    },
    cwd,
  );
  expect(env).toMatchObject({
    engine: "postgresql",
    databaseUrl: "postgresql://a@b/c",
    port: 8080,
    publicUrl: "https://day29.hospital.example",
    dataDir: `${cwd}/elsewhere`,
    secret: own,
    https: true,
    demo: false,
  });
  expect(env.recordKey.toString("hex")).toBe("ab".repeat(32));
});

describe("refuses to start", () => {
  const refused: [string, Record<string, string>, RegExp][] = [
    ["with a short secret", { NEXTAUTH_SECRET: "k9".repeat(15) }, /NEXTAUTH_SECRET is shorter than 32/],
    [
      "with the example secret",
      { NEXTAUTH_SECRET: "replace-me-with-a-secret-of-your-own" },
      /example from the documentation/,
    ],
    ["with a secret of one letter", { NEXTAUTH_SECRET: "a".repeat(40) }, /repeats the same few/],
    ["on every address without HTTPS", { HOST: "0.0.0.0", NEXTAUTH_SECRET: own }, /without HTTPS in front/],
    [
      "on the network without HTTPS",
      { HOST: "192.168.1.5", NEXTAUTH_SECRET: own },
      /refuses to serve 192\.168\.1\.5/,
    ],
    [
      "under a public name without HTTPS",
      { NEXTAUTH_URL: "http://day29.hospital.example" },
      /without HTTPS in front/,
    ],
    [
      "off this machine without a secret",
      { HOST: "0.0.0.0", DAY29_HTTPS: "1" },
      /NEXTAUTH_SECRET is missing/,
    ],
    ["behind HTTPS without a secret", { DAY29_HTTPS: "1" }, /NEXTAUTH_SECRET is missing/],
    [
      "with demo sign-ins off this machine",
      { ...behindHttps, DAY29_DEMO: "on" },
      /demo sign-ins are for this machine/,
    ],
    [
      "with demo sign-ins behind HTTPS",
      { ...behindHttps, HOST: "127.0.0.1", DAY29_DEMO: "1" },
      /demo sign-ins/,
    ],
    ["with a database of another kind", { DATABASE_URL: "mysql://x" }, /DATABASE_URL must begin with/],
    ["with a port that is none", { PORT: "80a" }, /PORT must be/],
    ["with an answer that is neither yes nor no", { DAY29_HTTPS: "maybe" }, /DAY29_HTTPS must be 1 or 0/],
    ["with a record key of the wrong length", { DAY29_RECORD_KEY: "abcd" }, /64 hexadecimal digits/],
    ["with an address that has a path", { NEXTAUTH_URL: "https://x.example/day29" }, /without a path/],
  ];
  test.each(refused)("%s", (_name, source, sentence) => {
    expect(() => readEnv(source, cwd)).toThrow(StartRefusal);
    expect(() => readEnv(source, cwd)).toThrow(sentence);
  });
});

test("the example file's own secret would be refused", () => {
  const example = readFileSync(".env.example", "utf8").match(/NEXTAUTH_SECRET=(.+)/)?.[1] ?? "";
  expect(example.length).toBeGreaterThan(31);
  expect(() => readEnv({ NEXTAUTH_SECRET: example }, cwd)).toThrow(/example from the documentation/);
});

test("only addresses of this machine are loopback", () => {
  for (const host of ["127.0.0.1", "127.1.2.3", "::1", "[::1]", "localhost"])
    expect(isLoopback(host)).toBe(true);
  for (const host of ["0.0.0.0", "::", "10.0.0.1", "127.0.0.1.example.org", "localhost.example", ""])
    expect(isLoopback(host)).toBe(false);
});
