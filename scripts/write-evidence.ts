// npm run cases:evidence: writes what the core says about each of the project's cases, for a person to read the
// difference before it is committed.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { caseEvidence } from "./case-evidence";

mkdirSync("cases/evidence", { recursive: true });
for (const name of readdirSync("cases").filter((file) => file.endsWith(".json"))) {
  const cases = JSON.parse(readFileSync(`cases/${name}`, "utf8")) as unknown[];
  writeFileSync(`cases/evidence/${name.replace(".json", ".txt")}`, cases.map(caseEvidence).join("\n"));
}
