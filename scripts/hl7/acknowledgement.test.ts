import { Hl7Message } from "@medplum/core";
import { describe, expect, test } from "vitest";
import { readMessageHeader } from "../../lib/imports/hl7/message-header";
import { acknowledgement, type Verdict } from "./acknowledgement";

const MADE = { id: "A1", at: "2026-04-10T12:00:00.000Z" };
const ACCEPTED: Verdict = { ack: "AA", code: null, reason: null };
const header = (version = "2.5.1", more: { control?: string; type?: string; marks?: string } = {}) =>
  `MSH|${more.marks ?? "^~\\&"}|LAB|Elm|DAY29|Ward|20260410||${more.type ?? "ORU^R01^ORU_R01"}|${more.control ?? "C-7"}|P|${version}`;
const answerTo = (message: string, verdict: Verdict = ACCEPTED) =>
  acknowledgement(readMessageHeader(Buffer.from(message, "latin1")), verdict, MADE).toString("latin1");
const segments = (message: string, verdict?: Verdict) => answerTo(message, verdict).split("\r");

test("names the message it answers, with sender and receiver turned round", () => {
  expect(segments(`${header()}\rPID|1`)).toEqual([
    "MSH|^~\\&|DAY29|Ward|LAB|Elm|20260410120000+0000||ACK^R01^ACK|A1|P|2.5.1",
    "MSA|AA|C-7",
    "",
  ]);
});

test("echoes MSH-10 byte for byte, whatever is in it", () => {
  for (const control of ["0017", " 17 ", "caf\u00e9\u00ff", "a^b~c\\d&e", ""]) {
    expect(segments(header("2.5.1", { control }))[1]).toBe(`MSA|AA${control === "" ? "" : `|${control}`}`);
  }
});

test("says why in the way of each version", () => {
  const verdict: Verdict = { ack: "AR", code: "message-type", reason: "Only results (ORU^R01) are taken." };
  const said = "Only results (ORU\\S\\R01) are taken.";
  expect(segments(header("2.5.1"), verdict).slice(1)).toEqual([
    `MSA|AR|C-7|${said}`,
    `ERR|||200^Unsupported message type^HL70357|E|message-type|||${said}`,
    "",
  ]);
  expect(segments(header("2.3"), verdict)).toEqual([
    expect.stringMatching(/\|ACK\|A1\|P\|2\.3$/),
    `MSA|AR|C-7|${said}`,
    "ERR|^^^200&Unsupported message type&HL70357",
    "",
  ]);
  expect(segments(header("2.3.1"))[0]).toContain("|ACK^R01|");
});

test("uses the sender's own separators, and spells them out in the reason", () => {
  const sent = header().replaceAll("|", "#").replace("^~\\&", "*~$%").replaceAll("^", "*");
  const reason = "Costs # and * and ~ and $ and %.";
  const answer = answerTo(sent, { ack: "AE", code: "truncated", reason });
  const parsed = Hl7Message.parse(answer);
  expect(parsed.getSegment("MSA")?.getField(3)?.toString()).toBe(
    "Costs $F$ and $S$ and $R$ and $E$ and $T$.",
  );
  expect(parsed.getSegment("ERR")?.getComponent(3, 1)).toBe("100");
});

describe("a message without a usable header", () => {
  test.each(["", "PID|1", "MSHxxx", "Dear colleague"])("%s is still answered", (message) => {
    expect(segments(message, { ack: "AE", code: "wrong-kind", reason: "No." })).toEqual([
      "MSH|^~\\&|||||20260410120000+0000||ACK|A1|P|2.5.1",
      "MSA|AE||No.",
      "ERR|||207^Application internal error^HL70357|E|wrong-kind|||No.",
      "",
    ]);
  });

  test("or with separators that are not to be written with, answered in the usual ones", () => {
    expect(segments(header("2.5.1", { marks: "^^^^" }))[1]).toBe("MSA|AA|C-7");
    expect(segments(header("2.5.1", { marks: "abcd" }))[0]).toMatch(/^MSH\|\^~\\&\|/);
  });
});

test("the header is found behind a byte order mark, after a batch header and before 4 KB only", () => {
  expect(readMessageHeader(Buffer.from(`\uFEFF${header()}\r`))?.controlId).toBe("C-7");
  expect(readMessageHeader(Buffer.from(`BHS|^~\\&\r${header()}\r`))?.controlId).toBe("C-7");
  expect(readMessageHeader(Buffer.from(`${"x".repeat(5000)}\r${header()}`))).toBeNull();
});
