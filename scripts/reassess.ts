// npm run reassess: rebuilds what the worklist shows of every patient from the record, and names every difference it mends.
import { reassessPage } from "../lib/server/patients/reassess";
import { withDatabase } from "./with-database";

await withDatabase("writes", async () => {
  let after: string | null = null;
  let checked = 0;
  let differing = 0;
  do {
    const page = await reassessPage(after, new Date().toISOString());
    for (const { patientId, fields } of page.differences) console.log(`${patientId}: ${fields.join(", ")}`);
    checked += page.checked;
    differing += page.differences.length;
    after = page.next;
  } while (after !== null);
  console.log(
    differing === 0
      ? `${checked} patients looked at, no difference.`
      : `${checked} patients looked at, ${differing} differed and were mended.`,
  );
  return 0;
});
