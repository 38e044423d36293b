"use client";

import { Button } from "@/components/ui/button";

/** Prints the one sheet this page becomes on paper. */
export function PrintButton() {
  return (
    <Button
      data-shortcut="p"
      data-shortcut-label="Print this patient on one sheet"
      title="Print on one sheet (P)"
      onClick={() => window.print()}
    >
      Print
    </Button>
  );
}
