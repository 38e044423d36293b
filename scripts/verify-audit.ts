// npm run audit:verify: walks both chains, reports and audit, and names the first place that does not hold. May run beside the server.

import { db } from "../lib/server/database/db";
import { verifyAudit } from "../lib/server/door/audit";
import { verifyReports } from "../lib/server/reports/report-writer";
import { withDatabase } from "./with-database";

const CHAINS = { audit: verifyAudit, report: verifyReports } as const;

await withDatabase("reads", async () => {
  let sound = true;
  for (const [chain, verify] of Object.entries(CHAINS)) {
    const { ok, checked, firstBad } = await verify(db());
    sound &&= ok;
    console.log(
      ok
        ? `${chain}: all ${checked} entries hold.`
        : `${chain}: sequence number ${firstBad} is missing, changed or out of place; the ${checked} before it hold.`,
    );
  }
  return sound ? 0 : 1;
});
