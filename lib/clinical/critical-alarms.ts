import type { Instant, LocalDate } from "../branded";
import type { AnalyteCode } from "./analytes";
import type { Flag, JudgedReport, JudgedResult } from "./assessment";
import { daysBetween } from "./calendar";
import type { Policy } from "./policy";
import type { ReportVersion } from "./record";

/** Beyond the critical limit of the policy, where the same value is a new alarm; in the canonical unit, away from normal. */
interface FurtherLimits {
  readonly below?: readonly number[];
  readonly above?: readonly number[];
  readonly source: string;
}

/** What counts as worse once a value is critical. An analyte that is not here is never worse than critical. */
export const FURTHER_LIMITS: Readonly<Partial<Record<AnalyteCode, FurtherLimits>>> = {
  ANC: { below: [0.1], source: "profound neutropenia: below 0.1 (IDSA 2010)" },
  WBC: { below: [1], above: [200, 400], source: "CTCAE v5.0 grade 4 below 1; leukostasis above 200 to 400" },
  PLT: { below: [10, 5], source: "below 10: prophylactic transfusion (AABB 2015)" },
  HGB: { below: [6, 5, 4], source: "each whole g/dL" },
};

/** A result received later than this many days after its collection is history: it raises no alarm. */
export const ALARM_RECEIVED_WITHIN = 14;
/** Alarms are looked for among reports collected up to this many days before the newest one. */
export const ALARM_LOOK_BACK = 30;

type CriticalFlag = Extract<Flag, "LL" | "HH">;

/** A critical value that asks to be seen: the first of its kind after one that was not critical, or a worse one. */
export interface CriticalAlarm {
  readonly analyte: AnalyteCode;
  readonly flag: CriticalFlag;
  /** How many limits it is beyond: 1 is the critical limit itself. */
  readonly depth: number;
  /** The deepest of those limits. */
  readonly limit: number;
  readonly why: "first" | "worse";
  readonly text: string;
  readonly value: number;
  readonly unit: string;
  readonly preliminary: boolean;
  readonly reportId: string;
  readonly reportVersion: number;
  readonly on: LocalDate;
}

export interface SeenCritical {
  readonly analyte: AnalyteCode;
  readonly flag: CriticalFlag;
  readonly depth: number;
  readonly reportId: string;
  readonly at: Instant;
}

interface Critical extends CriticalAlarm {
  readonly receivedAt: Instant;
}

/** Consecutive critical values of one analyte on one side. */
type Episode = readonly Critical[];

/**
 * The alarms nobody has acknowledged, latest collection first. `reports` are the judged ones, earliest first. Within an
 * episode the first value raises one, and after it each that is beyond a further limit for the first time. One is
 * answered by an acknowledgement of a value as bad or worse in the same episode, or made after it had been received.
 */
export function unseenAlarms(
  reports: readonly JudgedReport[],
  seen: readonly SeenCritical[],
  policy: Policy,
  /** When this version came in by the clock of the server, whatever is stated about since when it was known. */
  receivedAt: (report: ReportVersion) => Instant = (report) => report.receivedAt,
): CriticalAlarm[] {
  const looked = withinLookBack(reports);
  const unseen = (Object.keys(policy.critical.value) as AnalyteCode[]).flatMap((analyte) =>
    episodes(looked, analyte, policy, receivedAt).flatMap((episode) => {
      const acknowledged = seen.filter((one) => one.analyte === analyte && one.flag === episode[0]?.flag);
      return raised(episode).filter(
        (alarm) =>
          isFresh(alarm) &&
          !acknowledged.some(
            (one) =>
              one.depth >= alarm.depth &&
              (one.at >= alarm.receivedAt || episode.some(({ reportId }) => reportId === one.reportId)),
          ),
      );
    }),
  );
  return worstOfEach(unseen)
    .sort((a, b) => (a.on === b.on ? 0 : a.on < b.on ? 1 : -1))
    .map(({ receivedAt: _, ...alarm }) => alarm);
}

function withinLookBack(reports: readonly JudgedReport[]): readonly JudgedReport[] {
  const standing = reports.filter(isSeenByPeople);
  const newest = standing.at(-1)?.report.collected.date;
  return newest === undefined
    ? []
    : standing.filter(({ report }) => daysBetween(report.collected.date, newest) <= ALARM_LOOK_BACK);
}

/** A preliminary value is told as well: the laboratory telephones it. */
const isSeenByPeople = ({ usable, unusable }: JudgedReport) => usable || unusable === "preliminary";

function episodes(
  reports: readonly JudgedReport[],
  analyte: AnalyteCode,
  policy: Policy,
  receivedAt: (report: ReportVersion) => Instant,
): Episode[] {
  const found: Critical[][] = [];
  let open: Critical[] | null = null;
  for (const judged of reports) {
    const result = judged.results.find((one) => one.analyte === analyte && one.value !== null);
    if (result === undefined) continue;
    const alarm = criticalOf(judged, result, policy);
    const critical = alarm && { ...alarm, receivedAt: receivedAt(judged.report) };
    if (critical === null) {
      open = null;
    } else if (open !== null && open[0]?.flag === critical.flag) {
      open.push(critical);
    } else {
      open = [critical];
      found.push(open);
    }
  }
  return found;
}

function criticalOf(judged: JudgedReport, result: JudgedResult, policy: Policy): CriticalAlarm | null {
  const { flag, value, analyte } = result;
  if (value === null || (flag !== "LL" && flag !== "HH")) return null;
  const limits = limitsOf(analyte, flag, policy);
  const beyond = limits.filter((limit) => (flag === "LL" ? value < limit : value > limit));
  const limit = beyond.at(-1) ?? limits[0];
  if (limit === undefined) return null;
  return {
    analyte,
    flag,
    depth: Math.max(1, beyond.length),
    limit,
    why: "first",
    text: result.text,
    value,
    unit: result.canonicalUnit,
    preliminary: judged.report.status === "preliminary",
    reportId: judged.report.reportId,
    reportVersion: judged.report.version,
    on: judged.report.collected.date,
  };
}

/** The policy's own limit and those beyond it, from the mildest. */
function limitsOf(analyte: AnalyteCode, flag: CriticalFlag, policy: Policy): readonly number[] {
  const low = flag === "LL";
  const critical = policy.critical.value[analyte]?.[low ? "below" : "above"];
  if (critical === undefined) return [];
  const further = FURTHER_LIMITS[analyte]?.[low ? "below" : "above"] ?? [];
  return [critical, ...further.filter((limit) => (low ? limit < critical : limit > critical))];
}

function raised(episode: Episode): Critical[] {
  const alarms: Critical[] = [];
  let deepest = 0;
  for (const value of episode) {
    if (value.depth <= deepest) continue;
    alarms.push({ ...value, why: deepest === 0 ? "first" : "worse" });
    deepest = value.depth;
  }
  return alarms;
}

/** Of one analyte and side the worst, of equals the latest: one line, however many days it went on. */
function worstOfEach(alarms: readonly Critical[]): Critical[] {
  const worst = new Map<string, Critical>();
  for (const alarm of alarms) {
    const key = `${alarm.analyte} ${alarm.flag}`;
    const known = worst.get(key);
    if (known === undefined || alarm.depth >= known.depth) worst.set(key, alarm);
  }
  return [...worst.values()];
}

const DAY_MS = 86_400_000;

function isFresh({ on, receivedAt }: Critical): boolean {
  return receivedAt - Date.parse(`${on}T00:00:00Z`) <= (ALARM_RECEIVED_WITHIN + 1) * DAY_MS;
}
