/** A nominal type: a plain value that only its own parser hands out. */
export type Brand<T, Name extends string> = T & { readonly __brand: Name };

/** Calendar date at the care site, "YYYY-MM-DD". Made by `localDate` in lib/clinical/calendar. */
export type LocalDate = Brand<string, "LocalDate">;

/** A moment, milliseconds since 1970-01-01T00:00Z. Stored as ISO-8601 UTC text. */
export type Instant = Brand<number, "Instant">;
