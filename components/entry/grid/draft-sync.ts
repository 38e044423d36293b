import type { ApiProblem } from "@/components/api/api-problem";
import { patch } from "@/components/api/client";
import type { DraftAnswer, DraftBody } from "@/lib/contract/draft";

export type DraftState =
  | { readonly is: "kept" }
  /** Typed a moment ago; the server has it in the next. */
  | { readonly is: "waiting" }
  | { readonly is: "failed"; readonly problem: ApiProblem }
  /** Another window of the same person has changed the draft: this one must not write over it unseen. */
  | { readonly is: "elsewhere"; readonly version: number };

const PAUSE_MS = 800;
const RETRY_MS = 5_000;

/** Keeps a draft on the server: one request at a time, the newest state last, tried again while the network is gone. */
export class DraftSync {
  state: DraftState = { is: "kept" };
  private timer: ReturnType<typeof setTimeout> | null = null;
  private sending = false;
  private again = false;
  /** The answer to the last request was lost: the version after ours may be our own. */
  private unsure = false;
  private sent: string;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly key: string,
    private version: number,
    kept: DraftBody,
    private readonly body: () => DraftBody,
  ) {
    this.sent = JSON.stringify(kept);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  now = (): DraftState => this.state;

  private become(state: DraftState): void {
    if (state.is === this.state.is && state.is !== "failed") return;
    this.state = state;
    for (const listener of [...this.listeners]) listener();
  }

  /** Something was typed: it goes to the server once the keys rest. */
  touch = (): void => {
    if (this.state.is === "elsewhere") return;
    if (!this.sending && JSON.stringify(this.body()) === this.sent) {
      this.rest();
      return;
    }
    if (this.state.is !== "failed") this.become({ is: "waiting" });
    this.in(this.state.is === "failed" ? RETRY_MS : PAUSE_MS);
  };

  /** At once: the grid is being left, or the network is back. */
  flush = (): void => {
    if (this.state.is === "waiting" || this.state.is === "failed") void this.send();
  };

  /** This window's cells stand, whatever the other window keeps. */
  overwrite = (): void => {
    if (this.state.is !== "elsewhere") return;
    this.version = this.state.version;
    this.become({ is: "waiting" });
    void this.send();
  };

  stop = (): void => {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
  };

  private rest(): void {
    this.stop();
    this.become({ is: "kept" });
  }

  private in(milliseconds: number): void {
    this.stop();
    this.timer = setTimeout(() => void this.send(), milliseconds);
  }

  private async send(): Promise<void> {
    this.stop();
    if (this.sending) {
      this.again = true;
      return;
    }
    const body = this.body();
    const text = JSON.stringify(body);
    if (text === this.sent) return this.rest();
    this.sending = true;
    const answer = await patch<DraftAnswer>(`me/drafts/${this.key}`, body, { version: this.version });
    this.sending = false;
    if (answer.ok) {
      this.version = answer.value.version;
      this.sent = text;
      this.unsure = false;
      this.become({ is: "kept" });
      if (this.again || JSON.stringify(this.body()) !== text) this.touch();
      this.again = false;
      return;
    }
    const { problem } = answer;
    const standing = (problem.current as { version?: unknown } | undefined)?.version;
    if (problem.code === "conflict" && typeof standing === "number") {
      if (this.unsure && standing === this.version + 1) {
        this.unsure = false;
        this.version = standing;
        return this.send();
      }
      this.become({ is: "elsewhere", version: standing });
      return;
    }
    this.unsure ||= !problem.nothingWritten;
    this.become({ is: "failed", problem });
    // A refusal stays one; a lost network or a server at rest comes back.
    if (!problem.nothingWritten || problem.code === "not-signed-in") this.in(RETRY_MS);
  }
}
