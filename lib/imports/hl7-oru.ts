import { localDateOf } from "@/lib/clinical/zone";
import { assembleReports } from "./assemble-reports";
import { readMessages } from "./hl7/message";
import { collectionReader } from "./hl7/time";
import { walkMessage } from "./hl7/walk";
import { IMPORT_LIMITS, type ImportFormat, refuse } from "./import-format";
import { patientRegister } from "./reading/patient-register";
import { foreignKind } from "./recognise-kind";

/** HL7 v2 laboratory results (ORU^R01), one message or many, bare, framed or in a batch. */
export const hl7Oru = {
  id: "hl7-oru",
  label: "HL7 v2 laboratory results (ORU^R01)",
  mediaTypes: ["application/hl7-v2", "x-application/hl7-v2+er7", "application/hl7-v2+er7"],
  recognises: ({ text }) => /^(MSH|FHS|BHS)[^A-Za-z0-9\s]/.test(text),
  read({ bytes, timeZone, received, answers }) {
    if (bytes.length === 0) return refuse("empty", "The file is empty.");
    if (bytes.length > IMPORT_LIMITS.bytes) return refuse("too-large", "The file is over 25 MB.");
    const foreign = foreignKind(bytes);
    if (foreign !== null) return refuse("wrong-kind", `This looks like ${foreign}, not an HL7 message.`);
    const found = readMessages(bytes);
    if (found.refusal !== null) return found;

    const register = patientRegister(localDateOf(received, timeZone));
    const readCollection = collectionReader(timeZone, received);
    const { messages } = found.file;
    const observations = messages.flatMap((message, index) => {
      const prefix = messages.length > 1 ? `MSG[${index + 1}]/` : "";
      return walkMessage(message, { index, prefix, register, readCollection });
    });
    const patients = register.patients();
    const mapped = answers.analytes ?? {};
    const header = messages[0]?.header;
    const sender = [header?.component(3, 1) ?? "", header?.component(4, 1) ?? ""];
    return {
      refusal: null,
      source: `hl7 ${sender.join(" at ")}`.slice(0, 200),
      questions: [],
      patients,
      ...assembleReports(observations, { patients, received, mapped }),
    };
  },
} as const satisfies ImportFormat;
