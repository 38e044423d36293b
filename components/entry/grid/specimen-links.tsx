import { SegmentedLinks } from "@/components/ui/segmented";
import { SPECIMENS, type Specimen } from "@/lib/clinical/record";

const SHEETS: Record<Specimen, string> = { blood: "Counts", marrow: "Marrows", csf: "CSF" };

/** A grid holds reports of one specimen: a row is one report. */
export function SpecimenLinks({
  address,
  specimen,
}: {
  readonly address: string;
  readonly specimen: Specimen;
}) {
  return (
    <SegmentedLinks
      label="Specimen"
      value={specimen}
      segments={SPECIMENS.map((value) => ({
        value,
        label: SHEETS[value],
        href: value === "blood" ? address : `${address}?specimen=${value}`,
      }))}
    />
  );
}
