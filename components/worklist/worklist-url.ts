import { type WorklistInput, type WorklistSort, worklistInput } from "@/lib/contract/worklist";

export type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

const DEFAULTS: WorklistInput = worklistInput.parse({});
const FIELDS = [
  "limit",
  "cursor",
  "sort",
  "reason",
  "remission",
  "milestone",
  "recurrence",
  "status",
  "phase",
  "review",
] as const;
const FILTERS = ["reason", "remission", "milestone", "recurrence", "status", "phase", "review"] as const;

/** The list by reason, also for somebody whose worklist opens with a view of their own. */
export const BY_REASON = "/?view=all";

export interface WorklistView {
  readonly input: WorklistInput;
  /** 1 for the first page; only for "51–100 of 412", the cursor decides what is read. */
  readonly page: number;
  /** Parameters that were not understood and left out. */
  readonly ignored: readonly string[];
  /** The address says nothing at all: a view that opens by itself may take its place. */
  readonly bare: boolean;
  /** Neither filtered nor sorted nor turned over: the patients stand in the groups of why. */
  readonly grouped: boolean;
}

/** Reads a link leniently: what is not understood is left out and named, the rest still holds. */
export function readWorklistView(params: SearchParams): WorklistView {
  const ignored: string[] = [];
  const given: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(params)) {
    if (name === "page" || value === undefined || (name === "view" && value === "all")) continue;
    const field = FIELDS.find((each) => each === name);
    if (field && typeof value === "string" && worklistInput.shape[field].safeParse(value).success) {
      given[field] = value;
    } else ignored.push(name);
  }
  const input = worklistInput.parse(given);
  const page =
    typeof params.page === "string" && /^[1-9]\d{0,4}$/.test(params.page) ? Number(params.page) : 1;
  return {
    input,
    page: input.cursor === null ? 1 : page,
    ignored,
    bare: Object.keys(params).length === 0,
    grouped: Object.keys(given).length === 0,
  };
}

function queryOf(input: WorklistInput, fields: readonly (keyof WorklistInput)[]): URLSearchParams {
  const query = new URLSearchParams();
  for (const field of fields) {
    const value = input[field];
    if (value !== null && value !== DEFAULTS[field]) query.set(field, String(value));
  }
  return query;
}

/** The link to another view: changes over the present one, defaults left out; every change but a page turn starts at the first page. */
export function worklistHref(input: WorklistInput, change: Partial<WorklistInput>, page = 1): string {
  const next = { ...input, cursor: null, ...change };
  const query = queryOf(next, FIELDS);
  if (page > 1 && next.cursor !== null) query.set("page", String(page));
  const text = query.toString();
  return text === "" ? BY_REASON : `/?${text}`;
}

/** What a saved view keeps, and what the file of the list is made of: filters and sort. */
export const viewQuery = (input: WorklistInput): string => queryOf(input, ["sort", ...FILTERS]).toString();

export const isFilteredView = (input: WorklistInput): boolean =>
  FILTERS.some((field) => input[field] !== null);

/** Counts, marrows and changes are read newest or worst first; names and numbers from their beginning. */
const DESCENDING_FIRST: readonly WorklistSort[] = [
  "lastCount",
  "lastMarrow",
  "course",
  "dayZero",
  "changed",
  "reviewed",
];

export interface SortState {
  readonly field: string;
  readonly descending: boolean;
}

export function sortOf(input: WorklistInput): SortState {
  const descending = input.sort.startsWith("-");
  return { field: descending ? input.sort.slice(1) : input.sort, descending };
}

/** A column head turns the order of its own column, or starts with the order in which that column is read. */
export function nextSort(input: WorklistInput, field: WorklistSort): string {
  const now = sortOf(input);
  const descending = now.field === field ? !now.descending : DESCENDING_FIRST.includes(field);
  return descending ? `-${field}` : field;
}
