/** HL7's minimal lower layer protocol: 0x0B, the message, 0x1C 0x0D. */
const START = 0x0b;
const END = 0x1c;
const RETURN = 0x0d;

export const frame = (message: Uint8Array): Buffer =>
  Buffer.concat([Buffer.of(START), message, Buffer.of(END, RETURN)]);

export interface Frame {
  /** The message; of one that is too large its beginning, enough for the header. */
  readonly message: Buffer;
  readonly tooLarge: boolean;
}

const HEAD_BYTES = 4096;

/**
 * Finds messages in a stream however it was cut into packets. What stands outside a frame is skipped; a frame that
 * begins inside another replaces it, whose end was lost; one beyond the limit is walked to its end and not kept.
 */
export class FrameReader {
  private parts: Buffer[] = [];
  private size = 0;
  private open = false;
  private tooLarge = false;
  /** 0x1C came; with 0x0D it ends the message, with anything else it is part of it. */
  private maybeEnd = false;

  constructor(private readonly limit: number) {}

  /** True while a message has begun and not ended. */
  get unfinished(): boolean {
    return this.open;
  }

  *read(chunk: Buffer): Generator<Frame> {
    let at = 0;
    while (at < chunk.length) {
      if (!this.open) {
        const start = chunk.indexOf(START, at);
        if (start < 0) return;
        this.begin();
        at = start + 1;
      } else if (this.maybeEnd) {
        this.maybeEnd = false;
        if (chunk[at] === RETURN) {
          at += 1;
          yield this.finish();
        } else this.keep(Buffer.of(END));
      } else {
        const next = firstOf(chunk.indexOf(START, at), chunk.indexOf(END, at), chunk.length);
        this.keep(chunk.subarray(at, next));
        at = next + 1;
        if (chunk[next] === START) this.begin();
        else this.maybeEnd = chunk[next] === END;
      }
    }
  }

  private begin(): void {
    this.parts = [];
    this.size = 0;
    this.tooLarge = false;
    this.open = true;
  }

  private keep(part: Buffer): void {
    this.size += part.length;
    if (this.tooLarge) return;
    this.parts.push(part);
    if (this.size <= this.limit) return;
    this.tooLarge = true;
    this.parts = [Buffer.concat(this.parts).subarray(0, HEAD_BYTES)];
  }

  private finish(): Frame {
    const found = { message: Buffer.concat(this.parts), tooLarge: this.tooLarge };
    this.parts = [];
    this.open = false;
    return found;
  }
}

const firstOf = (...places: readonly number[]) => Math.min(...places.filter((place) => place >= 0));
