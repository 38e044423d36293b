export interface MovingKeys {
  readonly keys: string;
  readonly label: string;
}

/** Keys that move within a part of a page, by what only that part has. */
const PARTS: readonly (MovingKeys & { readonly part: string })[] = [
  { part: ".worklist-link", keys: "↑ ↓", label: "Worklist: from row to row; Enter opens the patient" },
  {
    part: '[role="slider"]',
    keys: "← →",
    label: "Chart, where its focus line has the focus: from day to day; Home and End its ends, Esc none",
  },
  {
    part: 'section[aria-label^="Flowsheet, newest"] td[data-row]',
    keys: "← ↑ → ↓",
    label: "Flowsheet: from value to value; Home and End of the row, with Ctrl of the sheet",
  },
  {
    part: 'section[aria-label^="Flowsheet, newest"] td[data-row]',
    keys: "Page ↑ ↓",
    label: "Flowsheet: to older and to newer dates",
  },
  {
    part: 'section[aria-label^="Flowsheet, newest"] td[data-row]',
    keys: "Enter",
    label: "Flowsheet: the history of the value",
  },
  {
    part: '[role="grid"][aria-multiselectable]',
    keys: "F2 …",
    label: "Entry grid: its keys are listed beside it",
  },
];

/** Those that do something on the page that now is. */
export const movingKeys = (): readonly MovingKeys[] =>
  PARTS.filter(({ part }) => document.querySelector(part) !== null);
