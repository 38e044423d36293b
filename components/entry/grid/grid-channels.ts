/** What a part of the grid listens to: its columns and rows, everything that is counted, what is typed, one row. */
export type Channel = "shape" | "sheet" | "typed" | `row ${string}`;

/** Tells the parts of the grid that something of theirs has changed, and nobody else. */
export class GridChannels {
  private readonly listeners = new Map<Channel, Set<() => void>>();
  private readonly versions = new Map<Channel, number>();

  subscribe = (channel: Channel, listener: () => void): (() => void) => {
    const listening = this.listeners.get(channel) ?? new Set();
    this.listeners.set(channel, listening.add(listener));
    return () => listening.delete(listener);
  };

  version = (channel: Channel): number => this.versions.get(channel) ?? 0;

  protected tell(...channels: readonly Channel[]): void {
    for (const channel of new Set(channels)) {
      this.versions.set(channel, this.version(channel) + 1);
      for (const listener of [...(this.listeners.get(channel) ?? [])]) listener();
    }
  }
}
