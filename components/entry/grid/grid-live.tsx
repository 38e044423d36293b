"use client";

import { useEffect, useRef, useState } from "react";
import { wroteJustNow } from "@/components/api/client";
import { hear } from "@/components/live/live-source";
import { nameOf } from "@/components/live/people";
import { type Here, type Other, usePresence } from "@/components/live/use-presence";
import { type LiveChange, YOU } from "@/lib/contract/live";
import { showCount, showDate, showInstant } from "@/lib/display";
import type { GridStore } from "./grid-store";
import { isTyped } from "./model/grid-model";
import { takeElsewhere } from "./take-elsewhere";
import { useGrid } from "./use-grid";

/** The answer to a save of this very grid comes a moment after everybody has heard of it. */
const SETTLE_MS = 400;

/** What others do meanwhile: their changes on the rows, and who else types here now. It never holds anybody back. */
export function GridLive({
  store,
  since,
  timeZone,
}: {
  readonly store: GridStore;
  readonly since: string;
  readonly timeZone: string;
}) {
  useGrid(store, "sheet");
  const [said, setSaid] = useState("");
  const [from] = useState(since);
  const waiting = useRef(new Map<string, LiveChange | null>());
  const others = usePresence(hereOf(store)).filter(({ patient }) => store.people.has(patient));

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const take = async () => {
      const concerned = [...waiting.current];
      waiting.current.clear();
      for (const [patientId, change] of concerned) {
        const name =
          change === null ? "somebody" : change.by === YOU ? "you, elsewhere" : await nameOf(change.by);
        const time = change === null ? "" : showInstant(change.at, timeZone).slice(-5);
        const taken = await takeElsewhere(store, patientId, { name, time });
        const [first] = taken;
        if (first === undefined) continue;
        const what =
          taken.length === 1
            ? `the report of ${showDate(first.collectedOn)}`
            : showCount(taken.length, "report");
        setSaid(`${what} saved by ${name}${time === "" ? "" : `, ${time}`}`);
      }
    };
    const plan = (patients: readonly string[], change: LiveChange | null) => {
      for (const id of patients) waiting.current.set(id, change);
      clearTimeout(timer);
      timer = setTimeout(() => void take(), SETTLE_MS);
    };
    const over = hear((heard) => {
      // What may have been missed is asked for where something is typed; elsewhere the next save finds it out.
      if (heard.name === "missed") plan(store.patientId === null ? typedFor(store) : [store.patientId], null);
      if (heard.name !== "change" || !/^(report|import|feed)\./.test(heard.data.what)) return;
      if (heard.data.by === YOU && heard.data.report !== null && wroteJustNow() && isSaving(store)) return;
      plan(
        heard.data.patients.filter((id) => store.people.has(id)),
        heard.data,
      );
    }, from);
    return () => {
      clearTimeout(timer);
      over();
    };
  }, [store, timeZone, from]);

  useEffect(() => {
    for (const row of store.content.rows) {
      const names = others.filter((other) => isAt(other, row)).map(({ name }) => name);
      const here = names.length === 0 ? null : [...new Set(names)].join(", ");
      if (store.activityOf(row.id).here !== here) store.setActivity(row.id, { here });
    }
  });

  return (
    <div role="status" className="flex flex-wrap gap-x-4 px-3.5 text-sm not-empty:py-1">
      {said === "" ? null : (
        <span className="text-accent">↻ {said.charAt(0).toUpperCase() + said.slice(1)}</span>
      )}
      {wordsOf(store, others).map((words) => (
        <span key={words} className="text-muted">
          {words}
        </span>
      ))}
    </div>
  );
}

const isSaving = (store: GridStore) => store.content.rows.some(({ id }) => store.activityOf(id).saving);

const typedFor = (store: GridStore) => [
  ...new Set(store.content.rows.filter(isTyped).map(({ patientId }) => patientId)),
];

/** The row where this person types; a ward that is only looked at concerns nobody. */
function hereOf(store: GridStore): Here | null {
  const row = store.rowAt(store.place.row);
  const typing = row !== undefined && (isTyped(row) || store.editing !== null) ? row : null;
  const at = typing === null ? null : (typing.report?.id ?? "new");
  if (store.patientId !== null) return { patient: store.patientId, surface: "grid", row: at };
  return typing === null ? null : { patient: typing.patientId, surface: "ward", row: at };
}

const isAt = ({ patient, row: at }: Other, row: { patientId: string; report: { id: string } | null }) =>
  patient === row.patientId && at !== null && at === row.report?.id;

function wordsOf(store: GridStore, others: readonly Other[]): readonly string[] {
  const words = others.map(({ name, patient, row: at, surface }) => {
    const report = store.content.rows.find(
      (row) => row.patientId === patient && row.report?.id === at,
    )?.report;
    const person = store.people.get(patient)?.patient;
    const whose = store.patientId === null && person ? ` for ${person.familyName}` : "";
    if (report) return `✎ ${name} is editing the report of ${showDate(report.collectedOn)}${whose}`;
    if (at === "new") return `✎ ${name} is typing a new report${whose}`;
    return store.patientId === null || surface === "ward" ? "" : `${name} has this patient open for entry`;
  });
  return [...new Set(words)].filter((one) => one !== "");
}
