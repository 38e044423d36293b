import { ADULT_HABIT, block, CHILD_HABIT, followedBy, inductionCourse } from "./blood-course";
import { absent, everyOtherDay, type Story } from "./story";
import { given } from "./treatment-plans";

/** How a remission looks: on time, late, and exactly at the limit. */
export const STORIES_OF_REMISSION: readonly Story[] = [
  {
    key: "anna",
    number: 1,
    site: "north",
    shows: "Remission on Day 29: marrow, residual disease and every count agree; now in consolidation.",
    today: 49,
    patient: {
      mrn: "4410-2291",
      studyCode: "ABC-12-004",
      familyName: "Demo",
      givenName: "Anna",
      sex: "female",
      age: { years: 34, days: 5 },
    },
    courses: [given("adultInduction", 0, 33), given("consolidation", 35)],
    extramedullary: absent(-2, 28),
    blood: {
      course: followedBy(
        inductionCourse({
          wbc: 62,
          blastShare: 0.74,
          anc: 0.9,
          hgb: 7.9,
          plt: 29,
          cleared: 8,
          nadir: { hgb: 7, plt: 11 },
          recoveredOn: 28,
          recovered: { anc: 3.1, lymph: 1.5, hgb: 10.5, plt: 232 },
        }),
        block(35, "mild"),
      ),
      days: everyOtherDay(-3, 48, 0, 28),
      habit: ADULT_HABIT,
      mcv: 88,
      // Before the marrow and the line; none in the four weeks before the deciding count.
      given: [
        { kind: "red-cells", day: -3 },
        { kind: "red-cells", day: -2 },
      ],
    },
    marrows: [
      { day: -2, blasts: "86" },
      { day: 14, blasts: "12" },
      { day: 28, blasts: "2.0", mrd: "<0.01" },
    ],
    csf: [0, 14, 28],
    expected: {
      remission: "met",
      milestone: "met",
      earlier: [
        { day: -1, remission: "not-applicable", milestone: "not-started" },
        { day: 20, remission: "not-met", milestone: "upcoming" },
      ],
    },
  },
  {
    key: "chloe",
    number: 2,
    site: "north",
    shows: "Late remission: 9 % on Day 29 with a targeted drug, clear on Day 40.",
    today: 46,
    patient: {
      mrn: "4410-1180",
      studyCode: "ABC-12-007",
      familyName: "Demo",
      givenName: "Chloé",
      sex: "female",
      age: { years: 41, days: 130 },
    },
    courses: [given("targetedInduction", 0)],
    extramedullary: absent(-1, 28, 39),
    blood: {
      course: inductionCourse({
        wbc: 38,
        blastShare: 0.66,
        anc: 1.2,
        hgb: 9.4,
        plt: 41,
        cleared: 9,
        nadir: { hgb: 8.3, plt: 14, anc: 0.11 },
        recovery: 30,
        recoveredOn: 39,
        recovered: { anc: 3.4, lymph: 1.6, hgb: 12.5, plt: 246 },
      }),
      days: everyOtherDay(-2, 45, 0, 28, 39),
      habit: ADULT_HABIT,
      mcv: 91,
    },
    marrows: [
      { day: -1, blasts: "78" },
      { day: 14, blasts: "31" },
      { day: 28, blasts: "9.2", mrd: "4.1" },
      { day: 39, blasts: "2.2", mrd: "0.004", sensitivity: 0.001 },
    ],
    csf: [0, 14],
    expected: {
      remission: "met",
      milestone: "late-met",
      earlier: [{ day: 35, remission: "not-met", milestone: "not-met" }],
    },
  },
  {
    key: "jonah",
    number: 4,
    site: "north",
    shows:
      "Exactly 5.0 %: remission by “no more than 5 %”, not by the definitions that ask for less than 5 %.",
    today: 31,
    patient: {
      mrn: "4410-2304",
      familyName: "Demo",
      givenName: "Jonah",
      sex: "male",
      age: { years: 11, days: 121 },
    },
    courses: [given("childInduction", 0)],
    extramedullary: absent(-1, 28),
    blood: {
      course: inductionCourse({
        wbc: 18,
        blastShare: 0.55,
        anc: 0.8,
        hgb: 9.1,
        plt: 47,
        cleared: 6,
        nadir: { hgb: 8.2, plt: 18 },
        recoveredOn: 28,
        recovered: { anc: 3.4, lymph: 2.2, hgb: 12.3, plt: 288 },
      }),
      days: everyOtherDay(-2, 30, 0, 7, 28),
      habit: CHILD_HABIT,
      mcv: 83,
    },
    marrows: [
      { day: -1, blasts: "91" },
      { day: 7, blasts: "38" },
      { day: 14, blasts: "16" },
      { day: 28, blasts: "5.0" },
    ],
    csf: [0, 7, 28],
    expected: { remission: "met", milestone: "met" },
  },
];
