import { defineConfig } from "prisma/config";

// `generate` needs no schema engine, but the CLI downloads one unless it is told where one is.
if (process.argv.includes("generate")) process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({ schema: "prisma/schema.prisma" });
