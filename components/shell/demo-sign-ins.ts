import type { DemoSignIns } from "./sign-in-form";

/** What the demo data creates; listed only where the server says that it serves demo data. */
export const DEMO_SIGN_INS: DemoSignIns = {
  password: "day29 demo only",
  emails: [
    "oncologist@north.example",
    "nurse@north.example",
    "oncologist@south.example",
    "nurse@south.example",
    "admin@example.org",
  ],
};
