/** Each with its place, which is its only identity: two equal values of one moment are two. */
export const inPlaces = <T>(values: readonly T[]): { readonly place: number; readonly value: T }[] =>
  values.map((value, place) => ({ place, value }));
