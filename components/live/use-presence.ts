"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { type LivePresence, PRESENCE_MS, type Surface, YOU } from "@/lib/contract/live";
import type { PresenceInput } from "@/lib/contract/live-input";
import { hear } from "./live-source";
import { nameOf } from "./people";

const SIGN_MS = 8_000;

/** Where this page stands. */
export interface Here {
  readonly patient: string;
  readonly surface: Surface;
  readonly row: string | null;
}

export interface Other extends LivePresence {
  readonly name: string;
}

interface Seen {
  readonly other: Other;
  readonly until: number;
}

let tab: string | null = null;

/** Goes out even while the page closes; lost, the others' memory of this page runs out by itself. */
async function tell(patient: string, sign: Omit<PresenceInput, "tab">): Promise<readonly LivePresence[]> {
  tab ??= crypto.randomUUID();
  try {
    const sent = await fetch(`/api/v1/patients/${patient}/presence`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...sign, tab }),
      keepalive: true,
    });
    return sent.ok ? ((await sent.json()) as { items: LivePresence[] }).items : [];
  } catch {
    return [];
  }
}

/** Says where this page is and who else is there; `here` null: nowhere that concerns others. */
export function usePresence(here: Here | null): readonly Other[] {
  const [seen, setSeen] = useState<ReadonlyMap<string, Seen>>(new Map());
  const put = useRef((presence: LivePresence) => {
    if (presence.by === YOU) return;
    void nameOf(presence.by).then((name) =>
      setSeen((old) => {
        const next = new Map(old);
        next.delete(presence.tab);
        const until = Date.now() + PRESENCE_MS;
        return presence.gone ? next : next.set(presence.tab, { other: { ...presence, name }, until });
      }),
    );
  });

  useEffect(() => hear((heard) => heard.name === "presence" && put.current(heard.data), null), []);

  const { patient, surface, row } = here ?? { patient: null, surface: "grid", row: null };
  useEffect(() => {
    if (patient === null) return;
    const sign = () => {
      if (document.visibilityState === "hidden") return;
      void tell(patient, { surface, row, gone: false }).then((items) => items.forEach(put.current));
    };
    // Arrows through rows are not told one by one.
    const first = setTimeout(sign, 300);
    const every = setInterval(sign, SIGN_MS);
    return () => {
      clearTimeout(first);
      clearInterval(every);
    };
  }, [patient, surface, row]);
  useEffect(() => {
    if (patient === null) return;
    const leave = () => void tell(patient, { surface, row: null, gone: true });
    addEventListener("pagehide", leave);
    return () => {
      removeEventListener("pagehide", leave);
      leave();
    };
  }, [patient, surface]);

  useEffect(() => {
    if (seen.size === 0) return;
    const next = Math.min(...[...seen.values()].map(({ until }) => until));
    const sweep = setTimeout(
      () => setSeen((old) => new Map([...old].filter(([, { until }]) => until > Date.now()))),
      Math.max(0, next - Date.now()) + 50,
    );
    return () => clearTimeout(sweep);
  }, [seen]);
  return useMemo(() => [...seen.values()].map(({ other }) => other), [seen]);
}
