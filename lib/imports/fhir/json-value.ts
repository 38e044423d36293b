/** A number as it was written: `JSON.parse` turns 12.50 into 12.5, and a value goes back as it came. */
export class JsonNumber {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type JsonValue = string | boolean | null | JsonNumber | JsonObject | readonly JsonValue[];

/** Objects with more members are looked up in a map. */
const FEW = 24;

/** A file has hundreds of thousands of small objects: two lists cost a third of a map in memory and time. */
export class JsonObject {
  /** Of its opening brace, from 1. */
  readonly line: number;
  private readonly names: string[] = [];
  private readonly values: JsonValue[] = [];
  private places: Map<string, number> | null = null;

  constructor(line: number) {
    this.line = line;
  }

  keys(): readonly string[] {
    return this.names;
  }

  has(key: string): boolean {
    return this.placeOf(key) >= 0;
  }

  get(key: string): JsonValue | undefined {
    return this.values[this.placeOf(key)];
  }

  /** The caller has asked whether the key is there already. */
  add(key: string, value: JsonValue): void {
    const place = this.names.push(key) - 1;
    this.values.push(value);
    if (this.places !== null) this.places.set(key, place);
    else if (place >= FEW) this.places = new Map(this.names.map((name, at) => [name, at]));
  }

  private placeOf(key: string): number {
    return this.places === null ? this.names.indexOf(key) : (this.places.get(key) ?? -1);
  }
}
