import type { Random } from "./random";

const FAMILY_STARTS = [
  "Bel",
  "Cor",
  "Dan",
  "Fer",
  "Gal",
  "Hol",
  "Kar",
  "Lin",
  "Mar",
  "Nor",
  "Ost",
  "Pel",
  "Ras",
  "Sol",
  "Tav",
  "Vel",
];
const FAMILY_MIDDLES = ["a", "e", "i", "o", "an", "er", "il", "or", "us", "ym"];
const FAMILY_ENDS = [
  "bek",
  "dale",
  "dis",
  "gren",
  "kova",
  "lund",
  "mar",
  "nen",
  "rath",
  "sen",
  "ster",
  "ton",
  "vic",
  "wen",
];
const GIVEN_STARTS = [
  "Ad",
  "Bri",
  "Ca",
  "Do",
  "E",
  "Fi",
  "Ha",
  "I",
  "Jo",
  "Ka",
  "Le",
  "Mi",
  "Na",
  "O",
  "Ra",
  "Sa",
  "Te",
  "Yu",
];
const GIVEN_ENDS = {
  female: ["dina", "lia", "mira", "na", "ra", "sella", "tta"],
  male: ["bin", "dan", "kel", "mas", "rin", "son", "vo"],
};

/** Names put together from syllables: many, and nobody's. */
export function inventedName(
  random: Random,
  sex: "female" | "male",
): { readonly familyName: string; readonly givenName: string } {
  return {
    familyName: random.pick(FAMILY_STARTS) + random.pick(FAMILY_MIDDLES) + random.pick(FAMILY_ENDS),
    givenName: random.pick(GIVEN_STARTS) + random.pick(GIVEN_ENDS[sex]),
  };
}
