import { ADULT_HABIT, type BloodCourse, block, followedBy, inductionCourse } from "./blood-course";
import { absent, every, everyOtherDay, type Story } from "./story";
import { given } from "./treatment-plans";

/** Mild neutropenia is the aim of maintenance; the blasts appear in the last weeks. */
const MAINTENANCE_THEN_RELAPSE: Partial<BloodCourse> = {
  blasts: [
    [385, 0],
    [394, 0.06],
    [399, 0.21],
  ],
  neutrophils: [
    [190, 2.4],
    [215, 1.5],
    [260, 1.2],
    [310, 1.7],
    [370, 1.4],
    [390, 1],
    [399, 0.6],
  ],
  lymphocytes: [
    [190, 1.3],
    [240, 0.8],
    [399, 1.9],
  ],
  haemoglobin: [
    [190, 12.7],
    [240, 13.4],
    [380, 13.2],
    [399, 12],
  ],
  platelets: [
    [190, 260],
    [240, 210],
    [360, 190],
    [388, 96],
    [399, 40],
  ],
};

/** How leukaemia looks that is still there, or back. */
export const STORIES_OF_DISEASE: readonly Story[] = [
  {
    key: "goran",
    number: 3,
    site: "north",
    shows: "Relapse: remission on Day 29 kept for a year, now blasts in the blood and 32 % in the marrow.",
    today: 401,
    patient: {
      mrn: "4409-8812",
      familyName: "Demo",
      givenName: "Goran",
      sex: "male",
      age: { years: 28, days: 210 },
    },
    courses: [
      given("adultInduction", 0, 33),
      given("consolidation", 36, 84),
      given("highDose", 87, 128),
      given("delayedIntensification", 133, 182),
      given("maintenance", 190),
    ],
    extramedullary: absent(-2, 28, 399),
    blood: {
      course: followedBy(
        followedBy(
          followedBy(
            followedBy(
              inductionCourse({
                wbc: 24,
                blastShare: 0.58,
                anc: 1.4,
                hgb: 11.9,
                plt: 58,
                cleared: 7,
                nadir: { hgb: 10.6, plt: 17 },
                recoveredOn: 28,
                recovered: { anc: 3.6, lymph: 1.5, hgb: 14.3, plt: 228 },
              }),
              block(36, "mild"),
            ),
            block(87, "mild"),
          ),
          block(133, "deep"),
        ),
        MAINTENANCE_THEN_RELAPSE,
      ),
      days: [...everyOtherDay(-2, 33, 0, 28), ...every(7, 38, 185), ...every(16, 196, 380), 394, 397, 399],
      habit: ADULT_HABIT,
      mcv: 87,
    },
    marrows: [
      { day: -2, blasts: "84" },
      { day: 14, blasts: "11" },
      { day: 28, blasts: "1.6", mrd: "<0.01", mrdLater: true },
      { day: 85, blasts: "0.8", mrd: "not detected" },
      { day: 188, blasts: "0.6", mrd: "not detected" },
      { day: 399, blasts: "32" },
    ],
    csf: [0, 14, 28, 133],
    expected: {
      remission: "not-met",
      milestone: "met",
      earlier: [{ day: 34, remission: "met", milestone: "met" }],
    },
  },
  {
    key: "luca",
    number: 5,
    site: "north",
    shows: "Induction failure: 38 % on Day 29, a second induction with its own clock, 12 % on its Day 15.",
    today: 59,
    patient: {
      mrn: "4410-1856",
      studyCode: "ABC-12-002",
      familyName: "Demo",
      givenName: "Luca",
      sex: "male",
      age: { years: 24, days: 78 },
    },
    courses: [given("adultInduction", 0, 33), given("secondInduction", 36)],
    extramedullary: [
      { finding: "present", sites: ["mediastinum"], day: -2 },
      { finding: "absent", sites: [], day: 30 },
    ],
    growthFactor: [44, 46, 48, 50],
    blood: {
      course: followedBy(
        inductionCourse({
          wbc: 142,
          blastShare: 0.86,
          anc: 0.7,
          hgb: 8.8,
          plt: 36,
          cleared: 12,
          nadir: { hgb: 6.9, plt: 9, anc: 0.04 },
          recovery: 28,
          recoveredOn: 34,
          recovered: { anc: 0.9, lymph: 1.1, hgb: 8.4, plt: 62 },
        }),
        {
          // What is left comes back before the second induction clears it.
          blasts: [
            [17, 0.04],
            [22, 0.12],
            [28, 0.5],
            [36, 1.4],
            [40, 0.2],
            [43, 0],
          ],
          neutrophils: [
            [36, 0.8],
            [41, 0.2],
            [47, 0.05],
            [54, 0.14],
            [58, 0.5],
          ],
          lymphocytes: [
            [36, 1.1],
            [42, 0.3],
            [50, 0.14],
            [58, 0.3],
          ],
          monocytes: [
            [36, 0.3],
            [41, 0.05],
            [50, 0.01],
            [58, 0.1],
          ],
          platelets: [
            [36, 58],
            [42, 14],
            [52, 11],
            [58, 34],
          ],
        },
      ),
      days: everyOtherDay(-3, 58, 0, 28, 36, 50),
      habit: ADULT_HABIT,
      mcv: 90,
    },
    marrows: [
      { day: -2, blasts: "94" },
      { day: 14, blasts: "52" },
      { day: 28, blasts: "38" },
      { day: 50, blasts: "12" },
    ],
    csf: [0, 14, 28],
    expected: {
      remission: "not-met",
      milestone: "not-met",
      earlier: [{ day: 29, remission: "not-met", milestone: "not-met" }],
    },
  },
  {
    key: "mei",
    number: 6,
    site: "north",
    shows: "Aspirates of both sides differ, 3.2 % left and 7.4 % right: the worse one governs.",
    today: 33,
    patient: {
      mrn: "4410-2188",
      familyName: "Demo",
      givenName: "Mei",
      sex: "female",
      age: { years: 47, days: 12 },
    },
    courses: [given("adultInduction", 0)],
    extramedullary: absent(-2),
    blood: {
      course: inductionCourse({
        wbc: 9.2,
        blastShare: 0.41,
        anc: 1.6,
        hgb: 8.8,
        plt: 72,
        cleared: 5,
        nadir: { hgb: 7.9, plt: 19 },
        recoveredOn: 29,
        recovered: { anc: 2.9, lymph: 1.3, hgb: 10.8, plt: 214 },
      }),
      days: everyOtherDay(-3, 32, 0, 29),
      habit: ADULT_HABIT,
      mcv: 92,
    },
    marrows: [
      { day: -2, blasts: "71" },
      { day: 14, blasts: "18" },
      { day: 29, blasts: "3.2", side: "left" },
      { day: 29, blasts: "7.4", side: "right" },
    ],
    csf: [0, 14],
    expected: { remission: "not-met", milestone: "not-met" },
  },
];
