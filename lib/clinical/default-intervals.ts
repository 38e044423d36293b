import type { AnalyteCode } from "./analytes";

/** Where the default intervals were read; `set` of an interval is a key here. */
export const INTERVAL_SOURCES = {
  UIOWA:
    'University of Iowa Health Care, Department of Pathology Handbook, "Pediatric Reference Ranges" (hematology). https://www.healthcare.uiowa.edu/path_handbook/appendix/heme/pediatric_normals.html (read as far as MONOCYTES 3-12 months; the stored copy is cut there)',
  "UHD-NHS":
    'University Hospitals Dorset NHS, Haematology "Test Repertoire and Reference Ranges". https://www.uhd.nhs.uk/services/pathology/haematology/test-repertoire-and-reference-ranges (adult and 1 y / 2-6 y / 6-12 y tables read; infant table cut in the stored copy)',
  CCF: "Cleveland Clinic Laboratories, Complete Blood Count and Differential (CBCDIF). https://clevelandcliniclabs.com/test/complete-blood-count-and-differential/ (only basophils and the start of eosinophils readable in the stored copy)",
  "UTD-CHILD":
    'UpToDate table "Normal values for hematologic parameters in children" (graphic 101544), read on the mirror https://www.medilib.ir/uptodate/show/101544',
  "NORIP-2004":
    "Nordin G et al. A multicentre study of reference intervals for haemoglobin, basic blood cell counts and erythrocyte indices in the adult population of the Nordic countries. Scand J Clin Lab Invest 2004;64(4):385-398. DOI 10.1080/00365510410002797. Abstract read at https://www.hirsla.lsh.is/handle/2336/21872",
  "DALLMAN-1977":
    "Dallman PR, in Rudolph A (ed) Pediatrics 16th ed 1977 p1111, reproduced in Nathan & Oski Hematology of Infancy and Childhood 5th ed, Appendix 11; transcription read at https://munstermom.tripod.com/HematologicValues.htm (a personal page: verify against the book before clinical use)",
  "BIINO-2015":
    "Biino G. Personalized reference intervals for platelet count reduce the number of subjects with unexplained thrombocytopenia (2015). Abstract read at https://iris.cnr.it/handle/20.500.14243/297320",
  "WIEDMEIER-2009":
    "Platelet reference ranges for neonates, defined using data from over 47,000 patients in a multihospital healthcare system. J Perinatol 2009;29(2):130-136. DOI 10.1038/jp.2008.141. Abstract read at https://www.ncbi.nlm.nih.gov/pubmed/18818663",
  "HINCHLIFFE-2013":
    "Hinchliffe RF et al. Reference intervals for red cell variables and platelet counts in infants at 2, 5 and 13 months of age: a cohort study. J Clin Pathol 2013;66(11):962. Abstract read at http://jcp.bmj.com/content/66/11/962",
  LMHS: "Lima Memorial Health System Laboratory, test code CBC. https://lmhslab.testcatalog.org/show/CBC (read as far as MCH; the stored copy is cut there)",
  MERCK:
    'Merck Manual (home edition), table "Complete Blood Count (CBC)". https://www.merckmanuals.com/en-ca/home/multimedia/table/complete-blood-count-cbc',
} as const satisfies Record<string, string>;

export type IntervalSource = keyof typeof INTERVAL_SOURCES;

/** What a reader of the default table must know. */
export const INTERVAL_WARNINGS: readonly string[] = [
  "UHD-NHS prints lymphocytes 2-6 years as 6.0-9.0; this looks like a mis-transcription of 6.0 +/- 3.0 (general knowledge: Dacie & Lewis) and is deliberately left out.",
  "UTD-CHILD, UIOWA, LMHS, UHD-NHS, CCF and MERCK are single-institution or secondary tables; CALIPER (Am J Clin Pathol 2020;154:330/342, DOI 10.1093/ajcp/aqaa057 for DxH 520; DxH 900 companion) is the better paediatric source but its numeric tables could not be read here.",
  "Duffy-null phenotype: 23.8% of 80 healthy Duffy-null adults had ANC < 2.0 x10*9/L (median 2.82) - Merz 2023, DOI 10.1182/bloodadvances.2022007679. A conventional ANC lower limit misclassifies them; allow a per-patient override.",
  "Neonatal platelet default is a composite of 5th/95th percentiles.",
];

/** Sex, age from (inclusive) and to (exclusive) as ISO-8601 durations after birth, low, high (both inside), source. */
export type IntervalRow = readonly [
  sex: "female" | "male" | "any",
  ageMin: string,
  ageMax: string,
  low: number,
  high: number,
  set: IntervalSource,
];

/** The unit of the rows of one analyte, and the rows by age. */
export interface IntervalSet {
  readonly unit: string;
  readonly rows: readonly IntervalRow[];
}

/** The default intervals, transcribed as printed by their sources: used where nothing nearer to the patient is known. */
export const DEFAULT_INTERVALS = {
  WBC: {
    unit: "10*3/uL",
    rows: [
      ["any", "P0D", "P1M", 9, 30, "UIOWA"],
      ["any", "P1M", "P3M", 5, 19.5, "UIOWA"],
      ["any", "P3M", "P1Y", 6, 17.5, "UIOWA"],
      ["any", "P1Y", "P2Y", 6, 17, "UIOWA"],
      ["any", "P2Y", "P4Y", 5.5, 15.5, "UIOWA"],
      ["any", "P4Y", "P7Y", 5, 15.5, "LMHS"],
      ["any", "P7Y", "P13Y", 4.5, 13.5, "LMHS"],
      ["any", "P13Y", "P18Y", 4.4, 10.5, "LMHS"],
      ["any", "P18Y", "P150Y", 4, 10, "UHD-NHS"],
    ],
  },
  RBC: {
    unit: "10*6/uL",
    rows: [
      ["any", "P0D", "P1M", 3.9, 5.9, "UIOWA"],
      ["any", "P1M", "P2M", 3.1, 5.3, "UIOWA"],
      ["any", "P2M", "P3M", 2.7, 4.5, "UIOWA"],
      ["any", "P3M", "P6M", 3.1, 5.1, "UIOWA"],
      ["any", "P6M", "P1Y", 3.9, 5.5, "UIOWA"],
      ["any", "P1Y", "P3Y", 3.7, 5.3, "LMHS"],
      ["any", "P3Y", "P7Y", 3.9, 5.3, "LMHS"],
      ["any", "P7Y", "P13Y", 4, 5.2, "LMHS"],
      ["female", "P13Y", "P18Y", 4, 5.1, "LMHS"],
      ["male", "P13Y", "P18Y", 4.5, 6, "LMHS"],
      ["female", "P18Y", "P150Y", 3.94, 5.16, "NORIP-2004"],
      ["male", "P18Y", "P150Y", 4.25, 5.71, "NORIP-2004"],
    ],
  },
  HGB: {
    unit: "g/dL",
    rows: [
      ["any", "P0D", "P1M", 13.4, 19.9, "UIOWA"],
      ["any", "P1M", "P2M", 10.7, 17.1, "UIOWA"],
      ["any", "P2M", "P3M", 9, 14.1, "UIOWA"],
      ["any", "P3M", "P6M", 9.5, 14.1, "UIOWA"],
      ["any", "P6M", "P2Y", 11, 13.5, "UTD-CHILD"],
      ["any", "P2Y", "P6Y", 11, 13.7, "UTD-CHILD"],
      ["any", "P6Y", "P12Y", 11.2, 14.5, "UTD-CHILD"],
      ["female", "P12Y", "P18Y", 11.4, 14.7, "UTD-CHILD"],
      ["male", "P12Y", "P18Y", 12.4, 16.4, "UTD-CHILD"],
      ["female", "P18Y", "P150Y", 11.7, 15.3, "NORIP-2004"],
      ["male", "P18Y", "P150Y", 13.4, 17, "NORIP-2004"],
    ],
  },
  HCT: {
    unit: "%",
    rows: [
      ["any", "P0D", "P1M", 42, 65, "UIOWA"],
      ["any", "P1M", "P2M", 33, 55, "UIOWA"],
      ["any", "P2M", "P3M", 28, 41, "UIOWA"],
      ["any", "P3M", "P6M", 29, 41, "UIOWA"],
      ["any", "P6M", "P2Y", 31, 42, "UTD-CHILD"],
      ["any", "P2Y", "P6Y", 34, 44, "UTD-CHILD"],
      ["any", "P6Y", "P12Y", 35, 44, "UTD-CHILD"],
      ["female", "P12Y", "P18Y", 36, 46, "UTD-CHILD"],
      ["male", "P12Y", "P18Y", 40, 51, "UTD-CHILD"],
      ["female", "P18Y", "P150Y", 34.8, 45.9, "NORIP-2004"],
      ["male", "P18Y", "P150Y", 39.5, 50, "NORIP-2004"],
    ],
  },
  MCV: {
    unit: "fL",
    rows: [
      ["any", "P0D", "P1M", 88, 123, "UIOWA"],
      ["any", "P1M", "P3M", 91, 112, "UIOWA"],
      ["any", "P3M", "P6M", 74, 108, "UIOWA"],
      ["any", "P6M", "P2Y", 73, 85, "UTD-CHILD"],
      ["any", "P2Y", "P6Y", 75, 86, "UTD-CHILD"],
      ["any", "P6Y", "P12Y", 78, 90, "UTD-CHILD"],
      ["female", "P12Y", "P18Y", 80, 96, "UTD-CHILD"],
      ["male", "P12Y", "P18Y", 80, 96, "UTD-CHILD"],
      ["any", "P18Y", "P150Y", 82, 98, "NORIP-2004"],
    ],
  },
  MCH: {
    unit: "pg",
    rows: [
      ["any", "P0D", "P1M", 31, 37, "UIOWA"],
      ["any", "P1M", "P3M", 27, 36, "UIOWA"],
      ["any", "P3M", "P6M", 25, 35, "UIOWA"],
      ["any", "P6M", "P1Y", 23, 31, "UIOWA"],
      ["any", "P1Y", "P2Y", 25, 29, "UHD-NHS"],
      ["any", "P2Y", "P6Y", 24, 30, "UHD-NHS"],
      ["any", "P6Y", "P12Y", 25, 33, "UHD-NHS"],
      ["female", "P12Y", "P18Y", 25, 35, "DALLMAN-1977"],
      ["male", "P12Y", "P18Y", 25, 35, "DALLMAN-1977"],
      ["any", "P18Y", "P150Y", 27.1, 33.3, "NORIP-2004"],
    ],
  },
  MCHC: {
    unit: "g/dL",
    rows: [
      ["any", "P0D", "P6M", 28, 36, "UIOWA"],
      ["any", "P6M", "P1Y", 32, 36, "UIOWA"],
      ["any", "P1Y", "P2Y", 32, 36, "UHD-NHS"],
      ["any", "P2Y", "P6Y", 31, 37, "UHD-NHS"],
      ["any", "P6Y", "P12Y", 31, 37, "UHD-NHS"],
      ["female", "P12Y", "P18Y", 31, 37, "DALLMAN-1977"],
      ["male", "P12Y", "P18Y", 31, 37, "DALLMAN-1977"],
      ["any", "P18Y", "P150Y", 31.7, 35.7, "NORIP-2004"],
    ],
  },
  RDW: {
    unit: "%",
    rows: [
      ["any", "P6M", "P2Y", 12.3, 15.6, "UTD-CHILD"],
      ["any", "P2Y", "P6Y", 12, 14.6, "UTD-CHILD"],
      ["any", "P6Y", "P12Y", 11.9, 13.8, "UTD-CHILD"],
      ["female", "P12Y", "P18Y", 11.9, 14.6, "UTD-CHILD"],
      ["male", "P12Y", "P18Y", 11.9, 13.7, "UTD-CHILD"],
      ["any", "P18Y", "P150Y", 11.5, 14.5, "MERCK"],
    ],
  },
  PLT: {
    unit: "10*3/uL",
    rows: [
      ["any", "P0D", "P2M", 123.1, 750, "WIEDMEIER-2009"],
      ["any", "P2M", "P5M", 216, 658, "HINCHLIFFE-2013"],
      ["any", "P5M", "P13M", 241, 591, "HINCHLIFFE-2013"],
      ["any", "P13M", "P15Y", 165, 473, "BIINO-2015"],
      ["female", "P15Y", "P18Y", 136, 436, "BIINO-2015"],
      ["male", "P15Y", "P18Y", 120, 369, "BIINO-2015"],
      ["female", "P18Y", "P150Y", 165, 387, "NORIP-2004"],
      ["male", "P18Y", "P150Y", 145, 348, "NORIP-2004"],
    ],
  },
  ANC: {
    unit: "10*3/uL",
    rows: [
      ["any", "P0D", "P1M", 1, 20, "UIOWA"],
      ["any", "P1M", "P3M", 1, 9, "UIOWA"],
      ["any", "P3M", "P6M", 1, 8.5, "UIOWA"],
      ["any", "P6M", "P5Y", 1.5, 8.5, "UIOWA"],
      ["any", "P5Y", "P18Y", 1.7, 7.5, "UIOWA"],
      ["any", "P18Y", "P150Y", 2, 7, "UHD-NHS"],
    ],
  },
  LYMPH: {
    unit: "10*3/uL",
    rows: [
      ["any", "P0D", "P1M", 2, 11, "UIOWA"],
      ["any", "P1M", "P3M", 2.5, 16.5, "UIOWA"],
      ["any", "P3M", "P6M", 4, 13.5, "UIOWA"],
      ["any", "P6M", "P1Y", 4, 10.5, "UIOWA"],
      ["any", "P1Y", "P2Y", 3, 9.5, "UIOWA"],
      ["any", "P2Y", "P5Y", 2, 8, "UIOWA"],
      ["any", "P5Y", "P18Y", 1.25, 7, "UIOWA"],
      ["any", "P18Y", "P150Y", 1, 3, "UHD-NHS"],
    ],
  },
  MONO: {
    unit: "10*3/uL",
    rows: [
      ["any", "P0D", "P1M", 0.54, 1.8, "UIOWA"],
      ["any", "P1M", "P3M", 0.35, 1.365, "UIOWA"],
      ["any", "P3M", "P1Y", 0.3, 0.875, "UIOWA"],
      ["any", "P1Y", "P2Y", 0.2, 1, "UHD-NHS"],
      ["any", "P2Y", "P6Y", 0.2, 1, "UHD-NHS"],
      ["any", "P6Y", "P12Y", 0.2, 1, "UHD-NHS"],
      ["any", "P12Y", "P18Y", 0.2, 1, "UHD-NHS"],
      ["any", "P18Y", "P150Y", 0.2, 1, "UHD-NHS"],
    ],
  },
  EOS: {
    unit: "10*3/uL",
    rows: [
      ["any", "P0D", "P15D", 0, 0.66, "CCF"],
      ["any", "P15D", "P31D", 0, 0.8, "CCF"],
      ["any", "P31D", "P61D", 0, 0.63, "CCF"],
      ["any", "P61D", "P6M", 0, 0.74, "CCF"],
      ["any", "P6M", "P2Y", 0, 0.82, "CCF"],
      ["any", "P2Y", "P6Y", 0, 0.53, "CCF"],
      ["any", "P6Y", "P12Y", 0, 0.52, "CCF"],
      ["any", "P12Y", "P15Y", 0, 0.38, "CCF"],
      ["any", "P15Y", "P18Y", 0.02, 0.5, "UHD-NHS"],
      ["any", "P18Y", "P150Y", 0.02, 0.5, "UHD-NHS"],
    ],
  },
  BASO: {
    unit: "10*3/uL",
    rows: [
      ["any", "P0D", "P15D", 0, 0.11, "CCF"],
      ["any", "P15D", "P31D", 0, 0.07, "CCF"],
      ["any", "P31D", "P61D", 0, 0.07, "CCF"],
      ["any", "P61D", "P6M", 0, 0.07, "CCF"],
      ["any", "P6M", "P2Y", 0, 0.06, "CCF"],
      ["any", "P2Y", "P6Y", 0, 0.06, "CCF"],
      ["any", "P6Y", "P12Y", 0, 0.06, "CCF"],
      ["any", "P12Y", "P15Y", 0, 0.05, "CCF"],
      ["any", "P15Y", "P150Y", 0, 0.1, "CCF"],
    ],
  },
} as const satisfies Partial<Record<AnalyteCode, IntervalSet>>;
