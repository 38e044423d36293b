import { SegmentedLinks } from "@/components/ui/segmented";

/** One report as the paper reads, or many in a grid. */
export function EntryWays({ patientId, way }: { readonly patientId: string; readonly way: "form" | "grid" }) {
  return (
    <SegmentedLinks
      label="Way of entry"
      value={way}
      segments={[
        { value: "form", label: "One report", href: `/patients/${patientId}/results` },
        { value: "grid", label: "Grid", href: `/patients/${patientId}/grid` },
      ]}
    />
  );
}
