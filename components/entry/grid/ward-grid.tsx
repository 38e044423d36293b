"use client";

import type { ReactNode } from "react";
import { GridScreen } from "./grid-screen";
import type { GridSource } from "./open-grid";
import { WardAdder } from "./ward-adder";

/** Today's patients by analytes. */
export function WardGrid({ source, tools }: { readonly source: GridSource; readonly tools: ReactNode }) {
  return (
    <GridScreen
      source={source}
      title="Today’s patients"
      tools={tools}
      dayOne={null}
      adder={(store) => <WardAdder store={store} source={source} />}
    />
  );
}
