import "server-only";
import pg from "pg";
import { faultOf, logFault } from "@/lib/server/log";
import { readTold, type Told } from "./told";

/** Also the name that a process listens to; one database is one hospital. */
export const CHANNEL = "day29_live";
const SLOWEST_MS = 5_000;
/** A connection that a firewall has dropped says nothing; asked this often, it is noticed. */
const ASKED_MS = 10_000;

/**
 * The one connection of this process that listens to what every process tells at its commits. Lost, it comes back by
 * itself, and whoever listens is told that something may have been missed.
 */
export class PostgresChannel {
  private client: pg.Client | null = null;
  private asking: NodeJS.Timeout | null = null;
  private closed = false;

  constructor(
    private readonly url: string,
    private readonly hears: { told(told: Told): void; missed(): void },
  ) {}

  /** Resolves with the first connection, or with the first failure: then it goes on trying. */
  async open(): Promise<void> {
    if (await this.connect()) this.hears.missed();
    else void this.again(500);
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.drop();
  }

  private async connect(): Promise<boolean> {
    const client = new pg.Client({
      connectionString: this.url,
      application_name: "day29-live",
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
      keepAlive: true,
    });
    this.client = client;
    client.on("error", () => this.lost(client));
    client.on("end", () => this.lost(client));
    client.on("notification", ({ payload }) => {
      const told = readTold(payload);
      if (told !== null) this.hears.told(told);
    });
    try {
      await client.connect();
      await client.query(`LISTEN ${CHANNEL}`);
    } catch (reason) {
      logFault({ operation: "live.listen", fault: faultOf(reason) });
      if (this.client === client) await this.drop();
      return false;
    }
    if (this.client !== client || this.closed) return false;
    this.asking = setInterval(() => {
      client.query("SELECT 1").catch(() => this.lost(client));
    }, ASKED_MS).unref();
    return true;
  }

  private lost(client: pg.Client): void {
    if (this.client !== client) return;
    void this.drop().then(() => this.again(100));
  }

  private async drop(): Promise<void> {
    const { client } = this;
    this.client = null;
    if (this.asking !== null) clearInterval(this.asking);
    this.asking = null;
    // A connection that is already gone has nothing to end.
    await client?.end().catch(() => undefined);
  }

  private async again(first: number): Promise<void> {
    for (let wait = first; !this.closed; wait = Math.min(SLOWEST_MS, wait * 2)) {
      await new Promise((resolve) => setTimeout(resolve, wait).unref());
      if (this.closed || !(await this.connect())) continue;
      this.hears.missed();
      return;
    }
  }
}
