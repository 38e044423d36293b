import type { TokenScope } from "@/lib/permissions";

export const SCOPE_WORDS: Readonly<Record<TokenScope, string>> = {
  "patient:read": "Read patients, results and assessments",
  "patient:write": "Create and edit patients",
  "report:write": "Bring in results: the live feed, reports, imports, treatment",
  "export:de-identified": "Export de-identified",
};
