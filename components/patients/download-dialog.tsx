"use client";

import { useState } from "react";
import { Button, buttonClass } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { SegmentedControl } from "@/components/ui/segmented";

const FORMATS = [
  { format: "pptx", label: "Slide", hint: "PowerPoint, with editable charts and tables" },
  { format: "png", label: "PNG", hint: "the course figure as a picture" },
  { format: "svg", label: "SVG", hint: "the course figure as a drawing" },
] as const;

const LABELS = [
  { value: "true", label: "With identifiers" },
  { value: "false", label: "De-identified" },
];

/** What leaves the hospital's record is chosen here: how much it says about who it is, then the form. */
export function DownloadDialog({ patientId }: { readonly patientId: string }) {
  const [open, setOpen] = useState(false);
  const [identified, setIdentified] = useState("false");
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
          segments={LABELS}
          value={identified}
          onChange={setIdentified}
        />
        <p className="mt-2 min-h-9 text-sm text-muted">
          {identified === "true"
            ? "Name, record number, birth date and calendar dates are in the file."
            : "No name, record number, birth date, site, accession or free text; dates become days of treatment."}
        </p>
        <ul className="mt-2 flex flex-col gap-2">
          {FORMATS.map(({ format, label, hint }) => (
            <li key={format} className="flex items-center gap-3">
              <a
                href={`/api/v1/patients/${patientId}/export${identified === "true" ? "" : "/de-identified"}?format=${format}`}
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
