import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const folder = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url));

function filesNamed(name: string, under: string): string[] {
  return readdirSync(folder(under), { recursive: true, encoding: "utf8" })
    .map((path) => path.replaceAll("\\", "/"))
    .filter((path) => path === name || path.endsWith(`/${name}`))
    .map((path) => path.slice(0, -name.length).replace(/\/$/, ""))
    .sort();
}

export interface Route {
  /** "patients/[patientId]/reports" */
  readonly pattern: string;
  /** What its one id names: "patient"; null where it has none. */
  readonly subject: string | null;
  readonly at: (id: string) => string;
}

/** Every address of the API there is a file for. */
export const API_ROUTES: readonly Route[] = filesNamed("route.ts", "app/api/v1").map((pattern) => ({
  pattern,
  subject: /\[(\w+)Id\]/.exec(pattern)?.[1] ?? null,
  at: (id) => pattern.replace(/\[\w+\]/, id),
}));

/** Every page that stands behind the sign-in; ids are filled in with the one given. */
export const CLINIC_PAGES: readonly ((id: string) => string)[] = filesNamed("page.tsx", "app/(clinic)").map(
  (pattern) => (id) => `/${pattern.replace(/\[\w+\]/g, id)}`,
);

export const METHODS = ["GET", "POST", "PATCH", "PUT", "DELETE"] as const;
