"use client";

import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Button, type ButtonLook, type ButtonSize } from "./button";
import { classNames } from "./class-names";

/**
 * The browser's own modal dialog: it keeps the focus inside, makes the page behind inert, closes on Escape and
 * gives the focus back. It adds no style element, so the content security policy needs no exception.
 */
export function Dialog({
  open,
  onClose,
  title,
  description,
  wide = false,
  children,
}: {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly wide?: boolean;
  readonly children: ReactNode;
}) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = ref.current;
    if (!dialog) return;
    if (open && !dialog.open) dialog.showModal();
    if (!open && dialog.open) dialog.close();
  }, [open]);
  return (
    <dialog
      ref={ref}
      onClose={onClose}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-description` : undefined}
      className={classNames(
        "m-auto max-h-[calc(100dvh-2rem)] w-[calc(100%-2rem)] overflow-y-auto rounded-md border border-line",
        "bg-surface text-ink shadow-raised backdrop:bg-[rgb(8_14_20/0.45)]",
        wide ? "max-w-4xl" : "max-w-xl",
      )}
    >
      {open ? (
        <>
          <div className="flex items-start gap-3 border-b border-line px-4 py-3">
            <div className="min-w-0 flex-1">
              <h2 id={`${id}-title`} className="text-lg font-semibold">
                {title}
              </h2>
              {description ? (
                <p id={`${id}-description`} className="text-sm text-muted">
                  {description}
                </p>
              ) : null}
            </div>
            <Button look="quiet" size="small" aria-label="Close" onClick={onClose}>
              <X aria-hidden="true" className="size-4" />
            </Button>
          </div>
          <div className="p-4">{children}</div>
        </>
      ) : null}
    </dialog>
  );
}

/** A button and the dialog it opens; the content is told how to close it. */
export function DialogButton({
  label,
  look = "secondary",
  size = "normal",
  title,
  description,
  wide = false,
  children,
}: {
  readonly label: ReactNode;
  readonly look?: ButtonLook;
  readonly size?: ButtonSize;
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly wide?: boolean;
  readonly children: (close: () => void) => ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button look={look} size={size} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {label}
      </Button>
      <Dialog open={open} onClose={close} title={title} description={description} wide={wide}>
        {children(close)}
      </Dialog>
    </>
  );
}
