import type { APIRequestContext, APIResponse } from "@playwright/test";

export interface Sending {
  readonly json?: unknown;
  readonly bytes?: Buffer | string;
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Every header line, repeated ones too. */
  readonly lines: readonly { readonly name: string; readonly value: string }[];
  readonly text: string;
  readonly bytes: Buffer;
  /** As it came; null where it is not JSON. */
  readonly body: ReturnType<typeof JSON.parse>;
}

/** The product's HTTP API as one signed-in person uses it; nothing is thrown for a refusal. */
export class Api {
  constructor(
    private readonly context: APIRequestContext,
    readonly origin: string,
  ) {}

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answered> {
    return this.send("GET", path, { headers });
  }

  post(path: string, json: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answered> {
    return this.send("POST", path, { json, headers });
  }

  patch(path: string, json: unknown, version?: number): Promise<Answered> {
    return this.send("PATCH", path, { json, headers: ifMatch(version) });
  }

  /** A format of null is left to the media type. */
  upload(
    file: Buffer | string,
    type = "application/hl7-v2",
    format: string | null = "hl7-oru",
  ): Promise<Answered> {
    const path = format === null ? "imports" : `imports?format=${format}`;
    return this.send("POST", path, { bytes: file, type });
  }

  /** Paths are under /api/v1 unless they begin with a slash; our own Origin is sent unless another is given. */
  async send(method: string, path: string, { json, bytes, type, headers }: Sending = {}): Promise<Answered> {
    const data = bytes ?? (json === undefined ? undefined : JSON.stringify(json));
    const contentType = type ?? (json === undefined ? undefined : "application/json");
    const answer = await this.context.fetch(path.startsWith("/") ? path : `/api/v1/${path}`, {
      method,
      maxRedirects: 0,
      headers: {
        ...(method === "GET" ? {} : { origin: this.origin }),
        ...(contentType === undefined ? {} : { "content-type": contentType }),
        ...headers,
      },
      ...(data === undefined ? {} : { data: Buffer.from(data) }),
    });
    return read(answer);
  }
}

export const ifMatch = (version: number | undefined): Record<string, string> =>
  version === undefined ? {} : { "if-match": `"${version}"` };

async function read(answer: APIResponse): Promise<Answered> {
  const bytes = await answer.body();
  const text = bytes.toString("utf8");
  return {
    status: answer.status(),
    headers: answer.headers(),
    lines: answer.headersArray(),
    text,
    bytes,
    body: jsonOrNull(text),
  };
}

function jsonOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The answer of a request that a test only prepares with: anything but success ends the test at once. */
export async function made(answer: Promise<Answered>) {
  const { status, body, text } = await answer;
  if (status >= 300) throw new Error(`Preparing the test was refused with ${status}: ${text.slice(0, 400)}`);
  return body;
}
