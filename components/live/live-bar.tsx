"use client";

import { X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState, useTransition } from "react";
import { wroteJustNow } from "@/components/api/client";
import { Button } from "@/components/ui/button";
import { type LiveChange, YOU } from "@/lib/contract/live";
import { showInstant } from "@/lib/display";
import { isCalm, watchHands } from "./calm";
import { changeWords } from "./change-words";
import { hear } from "./live-source";
import { nameOf } from "./people";

/** Two changes at once are one new page; and a busy laboratory does not keep the page busy. */
const GATHER_MS = 150;
const APART_MS = 1_500;
const SHOWN_MS = 20_000;

interface Said {
  readonly words: string;
  /** The page has it already; else it waits to be asked. */
  readonly shown: boolean;
}

/** Nobody has touched anything: what the page asks for in these seconds keeps no session alive. */
async function quietly(): Promise<void> {
  if (!("cookieStore" in window)) return;
  const expires = Date.now() + 3_000;
  await window.cookieStore.set({ name: "day29-quiet", value: "1", path: "/", sameSite: "strict", expires });
}

/** Says what colleagues change while the page is open, and brings it in: at once where nothing is being done, else when asked. */
export function LiveBar({
  since,
  timeZone,
  patientId = null,
}: {
  /** What the page knows already. */
  readonly since: string;
  readonly timeZone: string;
  /** Changes of this patient only; of the whole site where there is none. */
  readonly patientId?: string | null;
}) {
  const router = useRouter();
  const [said, setSaid] = useState<Said | null>(null);
  // What it knew when it came; every later version of the page is known to whoever listens.
  const [from] = useState(since);
  const [refreshing, begin] = useTransition();
  const news = useRef<LiveChange[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const lastAt = useRef(0);

  const bringIn = useCallback(
    async (asked: boolean) => {
      lastAt.current = Date.now();
      if (!asked) await quietly();
      begin(() => router.refresh());
    },
    [router],
  );

  const settle = useCallback(async () => {
    const changes = news.current;
    const calm = isCalm();
    if (calm) {
      news.current = [];
      void bringIn(false);
    }
    // What is new to nobody but this page needs no words.
    const theirs = changes.filter(({ by }) => by !== YOU);
    const last = theirs.at(-1);
    if (last !== undefined) {
      const name = await nameOf(last.by);
      const words = changeWords(theirs, name, showInstant(last.at, timeZone).slice(-5));
      setSaid({ words, shown: calm });
    } else if (!calm)
      setSaid((old) => old ?? { words: "This page may have changed meanwhile", shown: false });
  }, [bringIn, timeZone]);

  useEffect(() => {
    watchHands();
    const plan = () => {
      clearTimeout(timer.current);
      const wait = Math.max(GATHER_MS, lastAt.current + APART_MS - Date.now());
      timer.current = setTimeout(() => void settle(), wait);
    };
    const over = hear((heard) => {
      if (heard.name === "ended")
        return setSaid({ words: "You are signed out: sign in again to see what is new", shown: true });
      if (heard.name === "missed") return plan();
      if (heard.name !== "change") return;
      const { patients, total, by } = heard.data;
      const concerns =
        patientId === null || patients.includes(patientId) || patients.length < Math.max(1, total);
      // What this very page has saved it shows by itself.
      if (!concerns || (by === YOU && wroteJustNow())) return;
      news.current.push(heard.data);
      plan();
    }, from);
    return () => {
      clearTimeout(timer.current);
      over();
    };
  }, [settle, patientId, from]);

  useEffect(() => {
    if (said?.shown !== true) return;
    const hide = setTimeout(() => setSaid(null), SHOWN_MS);
    return () => clearTimeout(hide);
  }, [said]);

  const show = () => {
    if (!isCalm() && !window.confirm("What you typed and did not save may be lost. Show the new version?"))
      return;
    news.current = [];
    setSaid(null);
    void bringIn(true);
  };
  return (
    <div
      role="status"
      aria-busy={refreshing}
      className="pointer-events-none fixed inset-x-0 bottom-3 z-40 flex justify-center px-3 print:hidden"
    >
      {said === null ? null : (
        <p className="pointer-events-auto flex items-center gap-2 rounded-sm border border-accent bg-surface px-3 py-1.5 text-sm shadow-raised">
          <span>{said.words}</span>
          {said.shown ? (
            <Button size="small" look="quiet" aria-label="Dismiss" onClick={() => setSaid(null)}>
              <X aria-hidden="true" className="size-4" />
            </Button>
          ) : (
            <Button size="small" onClick={show}>
              Show
            </Button>
          )}
        </p>
      )}
    </div>
  );
}
