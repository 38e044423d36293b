import {
  ADULT_HABIT,
  type BloodCourse,
  block,
  CHILD_HABIT,
  followedBy,
  inductionCourse,
} from "./blood-course";
import { type Random, randomOf } from "./random";
import { absent, type Plot, type StoryCourse, type StoryMarrow } from "./story";
import { inventedName } from "./syllables";
import { given } from "./treatment-plans";

const ENDINGS = ["on-time", "on-time", "on-time", "on-time", "late", "late", "failure", "missed"] as const;
type Ending = (typeof ENDINGS)[number];

/**
 * One of any number of further patients: the same number and length always invent the same one. About a third are in
 * induction today, the others up to two and a half years after it.
 */
export function randomPlot(number: number, reports: number): Plot {
  const random = randomOf(`patient ${number}`);
  const sex = random.pick(["female", "male"] as const);
  const child = random.next() < 0.6;
  const years = child ? random.whole(1, 17) : random.whole(18, 74);
  const ending = random.pick(ENDINGS);
  // A sample can be drawn once a day: many reports need a long course.
  const today = Math.max(random.next() < 0.35 ? random.whole(2, 40) : random.whole(41, 900), reports - 3);
  const recoveredOn = ending === "late" ? random.whole(36, 44) : random.whole(27, 33);
  const marrows = randomMarrows(random, ending, recoveredOn).filter(({ day }) => day < today);
  const csf = [0, 14].filter((day) => day < today);
  const wanted = Math.max(1, reports - marrows.length - csf.length);
  return {
    key: `patient ${number}`,
    number,
    site: number % 4 === 3 ? "south" : "north",
    today,
    patient: {
      mrn: `${9000 + Math.floor(number / 10_000)}-${String(number % 10_000).padStart(4, "0")}`,
      sex,
      ...inventedName(random, sex),
      age: { years, days: random.whole(0, 364) },
    },
    courses: randomCourses(child, ending).filter(({ from }) => from <= today),
    extramedullary: random.next() < 0.7 ? absent(-1) : [],
    blood: {
      course: randomBlood(random, ending, recoveredOn),
      days: spread(
        -3,
        today - 1,
        wanted,
        marrows.map(({ day }) => day),
      ),
      habit: child ? CHILD_HABIT : ADULT_HABIT,
      mcv: child ? random.between(77, 86) : random.between(84, 94),
    },
    marrows,
    csf,
  };
}

function randomCourses(child: boolean, ending: Ending): StoryCourse[] {
  const induction = given(child ? "childInduction" : "adultInduction", 0, 33);
  if (ending === "failure") return [induction, given("secondInduction", 38, 70), given("maintenance", 200)];
  return [
    induction,
    given("consolidation", 45, 84),
    given("highDose", 95, 130),
    given("delayedIntensification", 140, 182),
    given("maintenance", 200, 880),
  ];
}

function randomMarrows(random: Random, ending: Ending, recoveredOn: number): StoryMarrow[] {
  const share = (low: number, high: number) => {
    const value = random.between(low, high);
    return value < 10 ? (Math.round(value * 5) / 5).toFixed(1) : value.toFixed(0);
  };
  const negative = { mrd: random.pick(["<0.01", "not detected"]) };
  const first = [
    { day: -1, blasts: share(62, 96) },
    // Not so few in a failure that Day 29 would be a rise somebody has to confirm.
    { day: 14, blasts: ending === "failure" ? share(50, 80) : share(3, 34) },
  ];
  switch (ending) {
    case "on-time":
      return [
        ...first,
        {
          day: random.whole(28, 34),
          blasts: share(0.2, 3.8),
          ...(random.next() < 0.8 ? negative : { mrd: "0.05" }),
        },
        { day: 85, blasts: share(0.2, 2), ...negative },
      ];
    case "late":
      return [
        ...first,
        { day: random.whole(28, 31), blasts: share(6, 22) },
        { day: recoveredOn, blasts: share(0.4, 4), ...negative },
      ];
    case "failure":
      return [...first, { day: 28, blasts: share(26, 70) }, { day: 66, blasts: share(1, 20) }];
    case "missed":
      return first;
  }
}

function randomBlood(random: Random, ending: Ending, recoveredOn: number): BloodCourse {
  const wbc = 10 ** random.between(0.6, 2.2);
  const course = inductionCourse({
    wbc,
    blastShare: Math.min(0.9, 0.3 + 0.25 * Math.log10(wbc)),
    anc: Math.min(random.between(0.4, 1.8), wbc * 0.25),
    hgb: random.between(6.6, 11.2),
    plt: random.between(15, 90),
    cleared: random.whole(5, 9),
    nadir: { anc: random.between(0.03, 0.1), hgb: random.between(6.2, 9.4), plt: random.between(7, 18) },
    recoveredOn,
    recovered: {
      anc: ending === "failure" ? 0.8 : random.between(1.8, 4.2),
      lymph: random.between(1, 2),
      hgb: random.between(9.4, 13.2),
      plt: ending === "failure" ? random.between(30, 90) : random.between(120, 330),
    },
  });
  return followedBy(followedBy(followedBy(course, block(46, "mild")), block(95, "mild")), block(140, "deep"));
}

/** So many different days, close together at first and further apart later, those of the marrows among them. */
function spread(from: number, until: number, wanted: number, also: readonly number[]): number[] {
  const length = until - from;
  const days = new Set(also.slice(0, wanted));
  const steps = Math.max(1, wanted - 1);
  for (let step = 0; step <= steps && days.size < wanted; step += 1) {
    days.add(from + Math.round(length * (step / steps) ** 1.5));
  }
  for (let day = from; day <= until && days.size < wanted; day += 1) days.add(day);
  return [...days].sort((a, b) => a - b);
}
