import {
  MILESTONE_FILTERS,
  PHASE_FILTERS,
  REMISSION_FILTERS,
  REVIEW_FILTERS,
  STATUS_FILTERS,
  WORKLIST_REASONS,
  WORKLIST_SORTS,
  type WorklistInput,
  worklistInput,
} from "@/lib/contract/worklist";
import type { Db } from "@/lib/server/database/db";
import type { Engine } from "@/lib/server/env";
import type { Sql, WorklistView } from "@/lib/server/worklist/worklist-matching";
import {
  afterRow,
  askedFor,
  countMatching,
  countQuery,
  groupCountsQuery,
  groupHeadsQuery,
  nextRows,
  pageQuery,
  sortingOf,
  valuelessQuery,
} from "@/lib/server/worklist/worklist-query";

export interface NamedQuery {
  readonly name: string;
  readonly query: Sql;
}

const plain = worklistInput.parse({});
const views: readonly [string, Partial<WorklistInput>][] = [
  ...WORKLIST_SORTS.flatMap((field): [string, Partial<WorklistInput>][] =>
    [field, `-${field}`].map((sort) => [`sort ${sort}`, { sort }]),
  ),
  ...WORKLIST_REASONS.map((reason): [string, Partial<WorklistInput>] => [`why ${reason}`, { reason }]),
  ...REMISSION_FILTERS.map((remission): [string, Partial<WorklistInput>] => [
    `criterion ${remission}`,
    { remission },
  ]),
  ...MILESTONE_FILTERS.map((milestone): [string, Partial<WorklistInput>] => [
    `milestone ${milestone}`,
    { milestone },
  ]),
  ...STATUS_FILTERS.map((status): [string, Partial<WorklistInput>] => [`status ${status}`, { status }]),
  ...PHASE_FILTERS.map((phase): [string, Partial<WorklistInput>] => [`course ${phase}`, { phase }]),
  ...REVIEW_FILTERS.map((review): [string, Partial<WorklistInput>] => [`my review ${review}`, { review }]),
  ["possible recurrence", { recurrence: "possible" }],
  ["four filters", { remission: "met", milestone: "met", status: "recurrent", phase: "induction" }],
];

/** The queries of one view: its count, its first page, a page deep in it, and the rows without a value. */
async function queriesOf(
  db: Db,
  engine: Engine,
  view: WorklistView,
  name: string,
  change: Partial<WorklistInput>,
) {
  const input = { ...plain, ...change };
  const found = await countMatching(db, input, view);
  const asked = askedFor(input, view, found, engine);
  const queries: NamedQuery[] = [
    { name: `${name}: page`, query: pageQuery({ ...asked, after: null }) },
    ...(name.startsWith("sort") ? [] : [{ name: `${name}: count`, query: countQuery(input, view) }]),
  ];
  const far = await nextRows(db, { ...asked, after: null, take: name.startsWith("sort") ? 5_000 : 500 });
  const last = far.at(-1);
  if (last !== undefined) {
    const after = afterRow(last, sortingOf(input.sort).field);
    if (after.value !== null)
      queries.push({ name: `${name}: deep page`, query: pageQuery({ ...asked, after }) });
  }
  const none = valuelessQuery({ ...asked, after: null });
  if (none !== null) queries.push({ name: `${name}: without a value`, query: none });
  return queries;
}

/** Every query the worklist's page can make for somebody, by name. */
export async function worklistQueries(db: Db, engine: Engine, view: WorklistView): Promise<NamedQuery[]> {
  const queries: NamedQuery[] = [
    { name: "groups: counts", query: groupCountsQuery(view) },
    { name: "groups: first patients", query: groupHeadsQuery(view, 5) },
    { name: "all: count", query: countQuery(plain, view) },
  ];
  for (const [name, change] of views) queries.push(...(await queriesOf(db, engine, view, name, change)));
  return queries;
}
