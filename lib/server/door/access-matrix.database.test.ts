import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ROLES, type Role, TOKEN_SCOPES } from "@/lib/permissions";
import type { Asker } from "@/lib/server/door/actor";
import { createImport } from "@/lib/server/imports/imports";
import { createPatient } from "@/lib/server/patients/patients";
import { addCourse, addExtramedullary, addSupport } from "@/lib/server/patients/treatment";
import { addAnnotation } from "@/lib/server/record/annotations";
import { addFollowUp } from "@/lib/server/record/follow-up";
import { addMarker } from "@/lib/server/record/markers";
import { addNote } from "@/lib/server/record/notes";
import { addProcedure } from "@/lib/server/record/procedures";
import { addTrial } from "@/lib/server/record/trials";
import { recordReport } from "@/lib/server/reports/reports";
import { createToken } from "@/lib/server/session/service-tokens";
import { EXPECTED_ACCESS, EXPECTED_SCOPE } from "@/lib/server/testing/expected-access";
import { openTestHospital, type TestHospital } from "@/lib/server/testing/test-hospital";
import { type Handler, METHODS } from "./resource";

interface Served {
  readonly route: string;
  readonly method: string;
  readonly operation: NonNullable<Handler["endpoint"]>["operation"];
}

const api = fileURLToPath(new URL("../../../app/api/v1", import.meta.url));

/** Every method of every route file that is built, by walking the folder as the framework does. */
async function servedRoutes(): Promise<Served[]> {
  const files = readdirSync(api, { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith("route.ts"),
  );
  const found: Served[] = [];
  for (const file of files.sort()) {
    const module = (await import(join(api, file))) as Record<string, Handler>;
    for (const method of METHODS) {
      const endpoint = module[method]?.endpoint;
      if (endpoint)
        found.push({
          route: `/api/v1/${file.replace(/\/?route\.ts$/, "")}`,
          method,
          operation: endpoint.operation,
        });
    }
  }
  return found;
}

const served = await servedRoutes();
let hospital: TestHospital;
type Subjects = Record<string, string>;
const own: Subjects = {};
const other: Subjects = {};

const patientOf = (mrn: string) => ({
  mrn,
  familyName: "Matrix",
  givenName: mrn,
  birthDate: "1990-01-01",
  sex: "female",
});

async function fill(subjects: Subjects, site: "north" | "south"): Promise<void> {
  const nurse = hospital.asker("nurse", site);
  const { id } = await createPatient(nurse, { input: patientOf(`M-${site}`) });
  const answers = {
    patient: id,
    course: (await addCourse(nurse, { id, input: { phase: "induction", start: "2026-03-02" } })).id,
    support: (await addSupport(nurse, { id, input: { kind: "platelets", on: "2026-03-03" } })).id,
    extramedullary: (await addExtramedullary(nurse, { id, input: { finding: "absent" } })).id,
    procedure: (
      await addProcedure(nurse, { id, input: { kind: "ct", on: "2026-03-03", conclusion: "Nothing." } })
    ).id,
    marker: (await addMarker(nurse, { id, input: { test: "kmt2a", on: "2026-03-03", result: "negative" } }))
      .id,
    followUp: (await addFollowUp(nurse, { id, input: { test: "Marrow", due: "2026-06-01" } })).id,
    note: (await addNote(nurse, { id, input: { kind: "note", text: "Invented." } })).id,
    annotation: (await addAnnotation(nurse, { id, input: { on: "2026-03-03", text: "Invented." } })).id,
    trial: (await addTrial(nurse, { id, input: { nct: "NCT00000001" } })).id,
    report: (
      await recordReport(nurse, {
        id,
        input: {
          specimen: "blood",
          collected: "2026-03-31T08:30",
          results: [{ analyte: "HGB", text: "12.4", unit: "g/dL" }],
        },
      })
    ).id,
    import: (
      await createImport(nurse, { input: { format: "hl7-oru", bytes: new TextEncoder().encode(MESSAGE) } })
    ).id,
    token: (
      await createToken(hospital.asker("admin", site), {
        input: { name: "Matrix", permissions: ["report:write"] },
      })
    ).id,
  };
  Object.assign(subjects, answers);
}

const MESSAGE = [
  "MSH|^~\\&|LAB|HOSPITAL|||20260331100000||ORU^R01^ORU_R01|1|P|2.5.1",
  "PID|1||X-77^^^H^MR||Matrix^Import||19900101|F",
  "OBR|1||A-77|58410-2^CBC^LN|||20260331083000|||||||||||||||20260331090000|||F",
  "OBX|1|NM|718-7^Hemoglobin^LN||12.4|g/dL|11.7-15.3|N|||F",
  "",
].join("\r");

beforeAll(async () => {
  hospital = await openTestHospital();
  await fill(own, "north");
  await fill(other, "south");
});
afterAll(() => hospital.close());

/** What the door answers for a role and an object; "passes" is whatever lies behind the two refusals. */
const answerFor = (one: Served, role: Role, id: string | undefined) =>
  answerTo(one, hospital.asker(role), id);

async function answerTo(one: Served, asker: Asker, id: string | undefined): Promise<string> {
  try {
    // An input that no operation accepts keeps the walk from changing anything: it is refused after the door has decided.
    await one.operation(asker, {
      ...(id === undefined ? {} : { id }),
      input: { no: "such key" },
    });
    return "passes";
  } catch (refusal) {
    const code = (refusal as { code?: string }).code;
    return code === "forbidden" ? "403" : code === "not-found" ? "404" : "passes";
  }
}

describe("the access matrix", () => {
  test("every served operation has its expected row, and every row is served", () => {
    expect([...new Set(served.map((one) => one.operation.spec.name))].sort()).toEqual(
      Object.keys(EXPECTED_ACCESS).sort(),
    );
  });

  test.each(served.map((one) => [`${one.method} ${one.route}`, one] as const))("%s", async (_name, one) => {
    const { name, subject } = one.operation.spec;
    for (const role of ROLES) {
      const may = EXPECTED_ACCESS[name]?.[role];
      const passes = may ? "passes" : "403";
      if (subject === null) {
        expect(await answerFor(one, role, undefined), role).toBe(passes);
        continue;
      }
      expect(own[subject], `a sample ${subject}`).toBeDefined();
      expect(await answerFor(one, role, own[subject]), `${role}, own site`).toBe(passes);
      for (const absent of [other[subject], "00000000-0000-7000-8000-000000000000", "../../etc", ""]) {
        expect(await answerFor(one, role, absent), `${role}, ${absent}`).toBe(may ? "404" : "403");
      }
    }
  });

  test.each(served.map((one) => [`${one.method} ${one.route}`, one] as const))(
    "%s, by a service token: with its scope and no other",
    async (_name, one) => {
      const { name, subject } = one.operation.spec;
      const scope = EXPECTED_SCOPE[name];
      const others = TOKEN_SCOPES.filter((other) => other !== scope);
      const id = subject === null ? undefined : own[subject];
      if (scope !== undefined) expect(await answerTo(one, hospital.program([scope]), id)).toBe("passes");
      expect(await answerTo(one, hospital.program(others), id)).toBe("403");
      if (scope === undefined || subject === null) return;
      for (const absent of [other[subject], "00000000-0000-7000-8000-000000000000"])
        expect(await answerTo(one, hospital.program([scope]), absent)).toBe("404");
    },
  );

  test("another site's row and a row that does not exist answer alike, to the letter", async () => {
    for (const one of served.filter(({ operation }) => operation.spec.subject !== null)) {
      const role = EXPECTED_ACCESS[one.operation.spec.name]?.oncologist ? "oncologist" : "admin";
      const refusals = await Promise.all(
        [other[one.operation.spec.subject ?? ""], "00000000-0000-7000-8000-000000000000"].map((id) =>
          one.operation(hospital.asker(role), { id: id ?? "" }).then(
            () => "passed",
            (refusal: { code: string; message: string; fields: unknown }) =>
              JSON.stringify([refusal.code, refusal.message, refusal.fields]),
          ),
        ),
      );
      expect(refusals[0]).toBe(refusals[1]);
    }
  });

  test("an attempt on another site's patient is audited as refused, without naming the patient as theirs", async () => {
    const { prisma } = hospital.database;
    const before = await prisma.auditEntry.count({ where: { outcome: "refused" } });
    const read = served.find((one) => one.operation.spec.name === "patient.read");
    await expect(
      read?.operation(hospital.asker("oncologist"), { id: other.patient ?? "" }),
    ).rejects.toMatchObject({
      code: "not-found",
    });
    expect(await prisma.auditEntry.count({ where: { outcome: "refused" } })).toBe(before + 1);
    const last = await prisma.auditEntry.findFirst({ orderBy: { seq: "desc" } });
    expect(last).toMatchObject({
      action: "patient.read",
      outcome: "refused",
      actorId: "oncologist-site-north",
      patientId: null,
    });
  });

  test("the matrix is the committed one", async () => {
    const rows = served.map(({ method, route, operation }) => {
      const cells = ROLES.map((role) => (EXPECTED_ACCESS[operation.spec.name]?.[role] ? "✓" : "–"));
      const object = operation.spec.subject ?? "";
      const scope = EXPECTED_SCOPE[operation.spec.name];
      const token = scope === undefined ? "–" : `\`${scope}\``;
      return `| ${[operation.spec.name, `${method} ${route}`, object, ...cells, token].join(" | ")} |`;
    });
    const head = `| ${["operation", "route", "object", ...ROLES, "token"].join(" | ")} |\n| ${["---", "---", "---", ...ROLES.map(() => ":-:"), ":-:"].join(" | ")} |`;
    const text = `# Who may what\n\nWritten by the access-matrix test; every cell is tried on both databases. “–” answers 403. With ✓, an object of the own site passes; another site's and a missing one answer 404 alike. Without a session every route answers 401. A service token passes with the scope named and no other.\n\n${head}\n${rows.sort().join("\n")}\n`;
    await expect(text).toMatchFileSnapshot("../../../docs/access-matrix.md");
  });
});
