import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** The tests a mutant is tried against: those of the clinical core, without the long random ones. */
export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    include: ["lib/clinical/**/*.test.ts", "scripts/{check-case,case-evidence}.test.ts"],
    exclude: ["lib/clinical/**/*.long.test.ts", "lib/clinical/**/*.properties.test.ts"],
  },
});
