"use client";

import { useCallback, useSyncExternalStore } from "react";
import type { GridStore } from "./grid-store";

/** Draws again when this part of the grid has changed, and only then. */
export function useGrid(store: GridStore, channel: "shape" | "sheet" | `row ${string}`): number {
  const subscribe = useCallback(
    (listener: () => void) => store.subscribe(channel, listener),
    [store, channel],
  );
  const version = () => store.version(channel);
  return useSyncExternalStore(subscribe, version, version);
}
