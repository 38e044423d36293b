import fc from "fast-check";

/** The same cases on every run, so that a failure is the change's own; DAY29_TEST_SEED draws others. */
fc.configureGlobal({ seed: Number(process.env.DAY29_TEST_SEED ?? 29) });
