export function findPostgres(): string | null;
export function freePort(): Promise<number>;
export function startCluster(): Promise<{ readonly url: string; stop(): Promise<void> } | null>;
