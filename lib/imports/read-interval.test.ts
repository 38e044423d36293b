import { expect, test } from "vitest";
import { readInterval } from "./read-interval";

test.each([
  ["4.3 to 6.2", { low: 4.3, high: 6.2 }],
  ["13-18", { low: 13, high: 18 }],
  ["13 - 18", { low: 13, high: 18 }],
  ["13 – 18", { low: 13, high: 18 }],
  ["0.0-13.0", { low: 0, high: 13 }],
  ["0.0 to 0.45", { low: 0, high: 0.45 }],
  ["(4.0 - 10.0)", { low: 4, high: 10 }],
  ["[4,5-11,0]", { low: 4.5, high: 11 }],
  ["4300 to 10800", { low: 4300, high: 10800 }],
  ["<5", { high: 5 }],
  ["< 5", { high: 5 }],
  ["<=5", { high: 5 }],
  ["≤5", { high: 5 }],
  [">=60", { low: 60 }],
  [">60", { low: 60 }],
  ["60 -", { low: 60 }],
  ["60 to", { low: 60 }],
  ["- 5", { high: 5 }],
  ["-5", { high: 5 }],
  ["-2 - 2", { low: -2, high: 2 }],
  ["4.0-10.0 10*3/uL", { low: 4, high: 10 }],
])("%s is an interval", (text, interval) => {
  expect(readInterval(text, "10*3/uL")).toEqual({ interval, problem: null });
});

test.each([
  "normal",
  "M: 13-18 F: 12-16",
  "1,500-2,500",
  "4-5-6",
  "13-18 g/dL",
  "Negative",
  "–",
  "4 . 3",
  "<",
])("%s is no interval, and is said to be none", (text) => {
  const { interval, problem } = readInterval(text, "10*3/uL");
  if (text === "4.3 to") expect(interval).toEqual({ low: 4.3 });
  else expect({ interval, problem }).toEqual({ interval: null, problem: "interval-unreadable" });
});

test("no text is no interval and no problem", () => {
  expect(readInterval("  ")).toEqual({ interval: null, problem: null });
});

test("an inverted interval is kept as it was sent and said to be inverted", () => {
  expect(readInterval("46-38")).toEqual({ interval: { low: 46, high: 38 }, problem: "interval-inverted" });
});
