import { type WorklistInput, type WorklistSort, worklistInput } from "@/lib/contract/worklist";

export type SearchParams = Readonly<Record<string, string | string[] | undefined>>;

const DEFAULTS: WorklistInput = worklistInput.parse({});
const FIELDS = ["limit", "cursor", "sort", "remission", "milestone", "recurrence"] as const;

export interface WorklistView {
  readonly input: WorklistInput;
  /** 1 for the first page; only for "51–100 of 412", the cursor decides what is read. */
  readonly page: number;
  /** Parameters that were not understood and left out. */
  readonly ignored: readonly string[];
}

/** Reads a link leniently: what is not understood is left out and named, the rest still holds. */
export function readWorklistView(params: SearchParams): WorklistView {
  const ignored: string[] = [];
  const given: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(params)) {
    if (name === "page" || value === undefined) continue;
    const field = FIELDS.find((each) => each === name);
    if (field && typeof value === "string" && worklistInput.shape[field].safeParse(value).success) {
      given[field] = value;
    } else ignored.push(name);
  }
  const input = worklistInput.parse(given);
  const page =
    typeof params.page === "string" && /^[1-9]\d{0,4}$/.test(params.page) ? Number(params.page) : 1;
  return { input, page: input.cursor === null ? 1 : page, ignored };
}

/** The link to another view: changes over the present one, defaults left out; every change but a page turn starts at the first page. */
export function worklistHref(input: WorklistInput, change: Partial<WorklistInput>, page = 1): string {
  const next = { ...input, cursor: null, ...change };
  const query = new URLSearchParams();
  for (const field of FIELDS) {
    const value = next[field];
    if (value !== null && value !== DEFAULTS[field]) query.set(field, String(value));
  }
  if (page > 1 && next.cursor !== null) query.set("page", String(page));
  const text = query.toString();
  return text === "" ? "/" : `/?${text}`;
}

/** Counts, marrows and changes are read newest or worst first; names and numbers from their beginning. */
const DESCENDING_FIRST: readonly WorklistSort[] = ["lastCount", "lastMarrow", "dayZero", "changed"];

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
