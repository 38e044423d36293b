"use client";

import { useState } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { SegmentedControl } from "@/components/ui/segmented";

const FORMATS = [
  { format: "pptx", label: "Slide", hint: "PowerPoint, with editable charts and tables" },
  { format: "png", label: "PNG", hint: "the course figure as a picture" },
  { format: "svg", label: "SVG", hint: "the course figure as a drawing" },
  { format: "csv", label: "CSV", hint: "every value as received, one a row" },
] as const;

const CHOICES = {
  "de-identified": {
    label: "De-identified",
    path: "export/de-identified",
    says: "No name, record number, birth date, site, accession or free text; dates become days of treatment.",
  },
  identified: {
    label: "With identifiers",
    path: "export",
    says: "Name, record number, birth date and calendar dates are in the file.",
  },
} as const;
type Choice = keyof typeof CHOICES;
const SEGMENTS = (Object.keys(CHOICES) as Choice[]).map((value) => ({ value, label: CHOICES[value].label }));

/** What leaves the hospital's record is chosen here: how much it says about who it is, then the form. */
export function DownloadDialog({
  patientId,
  axis,
  range,
  asOf,
}: {
  readonly patientId: string;
  /** As on the screen. */
  readonly axis: string;
  readonly range: string;
  /** The moment of the replay, as the address has it; null: now. */
  readonly asOf: string | null;
}) {
  const [open, setOpen] = useState(false);
  const [choice, setChoice] = useState<Choice>("de-identified");
  const { path, says } = CHOICES[choice];
  const query = new URLSearchParams({ axis, range, ...(asOf === null ? {} : { asOf }) });
  return (
    <>
      <Button
        aria-haspopup="dialog"
        data-shortcut="d"
        data-shortcut-label="Download a slide or a figure"
        onClick={() => setOpen(true)}
      >
        Download
      </Button>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        title="Download"
        description="Every download is recorded with your name."
      >
        <SegmentedControl
          legend="Who the patient is"
          name="identified"
          segments={SEGMENTS}
          value={choice}
          onChange={(value) => setChoice(value as Choice)}
        />
        <p className="mt-2 min-h-9 text-sm text-muted">{says}</p>
        <ul className="mt-2 flex flex-col gap-2">
          {FORMATS.map(({ format, label, hint }) => (
            <li key={format} className="flex items-center gap-3">
              <a
                href={`/api/v1/patients/${patientId}/${path}?format=${format}&${query}`}
                download
                className={`${buttonClass("secondary")} w-20`}
              >
                {label}
              </a>
              <span className="text-sm text-muted">{hint}</span>
            </li>
          ))}
        </ul>
      </Dialog>
    </>
  );
}
