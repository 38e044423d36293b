import "server-only";
import { type LivePresence, PRESENCE_MS } from "@/lib/contract/live";

interface Present {
  readonly site: string;
  readonly presence: LivePresence;
  readonly until: number;
}

/** More pages than are ever open at once: beyond it the oldest sign of life goes. */
const MOST = 5_000;

/** Who has what open now, by the last sign of life of each page; kept in memory and nowhere else. */
export class PresenceBoard {
  private readonly pages = new Map<string, Present>();

  put(site: string, presence: LivePresence, nowMs: number): void {
    const page = `${presence.by} ${presence.tab}`;
    this.pages.delete(page);
    this.sweep(nowMs);
    if (!presence.gone) this.pages.set(page, { site, presence, until: nowMs + PRESENCE_MS });
  }

  /** Everybody else at a patient of the site. */
  othersAt(site: string, patient: string, userId: string, nowMs: number): LivePresence[] {
    this.sweep(nowMs);
    return [...this.pages.values()]
      .filter((one) => one.site === site && one.presence.patient === patient && one.presence.by !== userId)
      .map(({ presence }) => presence);
  }

  private sweep(nowMs: number): void {
    // In the order of their signs of life: the first that is still there ends the search.
    for (const [page, { until }] of this.pages) {
      if (until > nowMs && this.pages.size < MOST) return;
      this.pages.delete(page);
    }
  }
}
