/** Colours of the course figure. On the screen they are the custom properties `--d29-<name>` of chart-colors.css. */
export interface FigureTheme {
  readonly surface: string;
  readonly ink: string;
  readonly muted: string;
  readonly grid: string;
  readonly band: string;
  readonly window: string;
  readonly "window-edge": string;
  readonly line: string;
  readonly critical: string;
  readonly reference: string;
  readonly "bar-induction": string;
  readonly "bar-post": string;
  readonly platelets: string;
  readonly "red-cells": string;
  readonly "g-csf": string;
  readonly marrow: string;
  readonly "lumbar-puncture": string;
  readonly imaging: string;
}

export const THEMES = {
  light: {
    surface: "#ffffff",
    ink: "#111a23",
    muted: "#55616d",
    grid: "#e2e7ea",
    band: "#e3edee",
    window: "#f7edd6",
    "window-edge": "#c9a54f",
    line: "#0f6e6e",
    critical: "#b01420",
    reference: "#6a7681",
    "bar-induction": "#cfe1e2",
    "bar-post": "#a9cbcd",
    platelets: "#8f5300",
    "red-cells": "#b01420",
    "g-csf": "#3a56a5",
    marrow: "#55616d",
    "lumbar-puncture": "#55616d",
    imaging: "#55616d",
  },
  dark: {
    surface: "#171d22",
    ink: "#e8edf1",
    muted: "#9ba7b1",
    grid: "#2b343b",
    band: "#1f2d32",
    window: "#332d1d",
    "window-edge": "#8a7437",
    line: "#4fc4c4",
    critical: "#ff9292",
    reference: "#8b98a2",
    "bar-induction": "#25454a",
    "bar-post": "#2f6268",
    platelets: "#e0a452",
    "red-cells": "#ff9292",
    "g-csf": "#93abef",
    marrow: "#9ba7b1",
    "lumbar-puncture": "#9ba7b1",
    imaging: "#9ba7b1",
  },
  print: {
    surface: "#ffffff",
    ink: "#000000",
    muted: "#444444",
    grid: "#d9d9d9",
    band: "#ececec",
    window: "#f6f6f6",
    "window-edge": "#777777",
    line: "#000000",
    critical: "#000000",
    reference: "#555555",
    "bar-induction": "#e6e6e6",
    "bar-post": "#cccccc",
    platelets: "#000000",
    "red-cells": "#000000",
    "g-csf": "#000000",
    marrow: "#000000",
    "lumbar-puncture": "#000000",
    imaging: "#000000",
  },
} as const satisfies Record<string, FigureTheme>;

export type ThemeName = keyof typeof THEMES;
