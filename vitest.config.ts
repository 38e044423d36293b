import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const alias = { "@": here("."), "server-only": here("node_modules/server-only/empty.js") };

export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          setupFiles: ["vitest.setup.ts"],
          include: ["{lib,components,app,scripts,prisma}/**/*.test.{ts,tsx,mjs}"],
          exclude: ["lib/server/**/*.database.test.ts", "**/*.long.test.ts"],
          // A busy machine is not a failure either.
          testTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        // What takes minutes: `npm run test:long`.
        test: { name: "long", include: ["lib/**/*.long.test.ts"] },
      },
      {
        resolve: { alias },
        test: {
          name: "database",
          include: ["lib/server/**/*.database.test.ts"],
          fileParallelism: false,
          // A slow disk is not a failure: every commit waits for it.
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
