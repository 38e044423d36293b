import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The worked cases first: they ask the most, and a mutant is dead at the first test that fails. */
class CasesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isCases = ({ moduleId }: TestSpecification) => moduleId.includes("case-evidence");
    return [...sorted.filter(isCases), ...sorted.filter((file) => !isCases(file))];
  }
}

/** The tests a mutant is tried against: those of the clinical core, without the long random ones. */
export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    include: ["lib/clinical/**/*.test.ts", "scripts/case-evidence.test.ts"],
    exclude: ["lib/clinical/**/*.long.test.ts", "lib/clinical/**/*.properties.test.ts"],
    // One worker for all files: the tests keep no state in their modules, and a mutant costs half the time.
    isolate: false,
    sequence: { sequencer: CasesFirst },
  },
});
