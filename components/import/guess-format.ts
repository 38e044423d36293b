/** The format a file or a pasted text looks like by its first characters; null where nothing says. The server decides. */
export function guessFormat(head: string): "hl7-oru" | "fhir" | "xlsx" | "csv" | null {
  const text = head.replace(/^\uFEFF/, "").trimStart();
  if (text === "") return null;
  if (/^(MSH|FHS|BHS)[^A-Za-z0-9\s]/.test(text)) return "hl7-oru";
  if (text.startsWith("{")) return "fhir";
  if (text.startsWith("PK\u0003\u0004")) return "xlsx";
  return /^[^\n\r]*[,;\t|]/.test(text) ? "csv" : null;
}
