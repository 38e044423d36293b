import type { FigureAnnotation } from "@/lib/figures/course-model";

/** What the numbers on the strip stand for, as plain text whatever is in them. */
export function AnnotationLegend({ annotations }: { readonly annotations: readonly FigureAnnotation[] }) {
  if (annotations.length === 0) return null;
  return (
    <ol className="d29-annotations" aria-label="Annotations">
      {annotations.map(({ number, when, text }) => (
        <li key={number} value={number}>
          <b>{number}</b> <span className="d29-when">{when}</span> <bdi>{text}</bdi>
        </li>
      ))}
    </ol>
  );
}
