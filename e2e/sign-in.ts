import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { type APIRequestContext, type BrowserContextOptions, test as base, expect } from "@playwright/test";
import { Api } from "./api";

/** Where the server of this run listens; playwright.config.ts chose the port. */
export const ORIGIN = `http://127.0.0.1:${process.env.DAY29_E2E_PORT}`;

/** The public demo sign-ins. */
export const SIGN_INS = {
  oncologist: "oncologist@north.example",
  nurse: "nurse@north.example",
  southOncologist: "oncologist@south.example",
  southNurse: "nurse@south.example",
  admin: "admin@example.org",
} as const;
export type Person = keyof typeof SIGN_INS;
export const PASSWORD = "day29 demo only";

type State = Exclude<BrowserContextOptions["storageState"], string | undefined>;

/** The HTTP sign-in, as a browser does it; the answer to the credentials. */
export async function signIn(api: Api, email: string, password: string) {
  const { body } = await api.get("/api/auth/csrf");
  const form = new URLSearchParams({ email, password, csrfToken: body.csrfToken, json: "true" });
  return api.send("POST", "/api/auth/callback/credentials", {
    bytes: form.toString(),
    type: "application/x-www-form-urlencoded",
  });
}

export async function signOut(api: Api) {
  const { body } = await api.get("/api/auth/csrf");
  const form = new URLSearchParams({ csrfToken: body.csrfToken, json: "true" });
  return api.send("POST", "/api/auth/signout", {
    bytes: form.toString(),
    type: "application/x-www-form-urlencoded",
  });
}

interface Fixtures {
  /** Who is signed in on `page`; null: nobody. */
  readonly person: Person | null;
  /** The API as `person`. */
  readonly api: Api;
  /** A session of its own, which a test may end. */
  readonly freshSession: (person: Person) => Promise<{ api: Api; state: State }>;
}

interface Shared {
  /** The cookies of the one session everybody of that name shares. */
  readonly stateOf: (person: Person) => Promise<State>;
  /** The API as anybody else; null: not signed in. */
  readonly apiAs: (person: Person | null) => Promise<Api>;
}

/** One sign-in per person for the whole run: a signed-in session is kept in the folder of the run's database. */
export const test = base.extend<Fixtures, Shared>({
  person: [null, { option: true }],
  stateOf: [
    async ({ playwright }, use) => {
      await use(async (person) => {
        const kept = `${process.env.DAY29_E2E_DATA}/signed-in-${person}.json`;
        if (existsSync(kept)) return JSON.parse(readFileSync(kept, "utf8")) as State;
        const context = await playwright.request.newContext({ baseURL: ORIGIN });
        const state = await signedInState(context, person);
        writeFileSync(kept, JSON.stringify(state), { mode: 0o600 });
        await context.dispose();
        return state;
      });
    },
    { scope: "worker" },
  ],
  apiAs: [
    async ({ playwright, stateOf }, use) => {
      const open: APIRequestContext[] = [];
      await use(async (person) => {
        const storageState = person === null ? { cookies: [], origins: [] } : await stateOf(person);
        const context = await playwright.request.newContext({ baseURL: ORIGIN, storageState });
        open.push(context);
        return new Api(context, ORIGIN);
      });
      await Promise.all(open.map((context) => context.dispose()));
    },
    { scope: "worker" },
  ],
  storageState: async ({ person, stateOf }, use) => {
    await use(person === null ? undefined : await stateOf(person));
  },
  api: async ({ request }, use) => {
    await use(new Api(request, ORIGIN));
  },
  freshSession: async ({ playwright }, use) => {
    const open: APIRequestContext[] = [];
    await use(async (person) => {
      const context = await playwright.request.newContext({ baseURL: ORIGIN });
      open.push(context);
      const state = await signedInState(context, person);
      return { api: new Api(context, ORIGIN), state };
    });
    await Promise.all(open.map((context) => context.dispose()));
  },
});

async function signedInState(context: APIRequestContext, person: Person): Promise<State> {
  const api = new Api(context, ORIGIN);
  await signIn(api, SIGN_INS[person], PASSWORD);
  expect((await api.get("me")).status, `${person} can sign in`).toBe(200);
  return context.storageState();
}

export { expect };
