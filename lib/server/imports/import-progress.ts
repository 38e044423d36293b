import "server-only";
import { z } from "zod";
import { AppError } from "@/lib/errors";
import { operation } from "@/lib/server/door/operation";
import { cancelWork, runningWorks } from "./import-work";

const noInput = z.strictObject({});

/** The asker's own long works; asked every second while one is under way. */
export const readImportProgress = operation({
  name: "imports.progress",
  kind: "read",
  heartbeat: true,
  permission: "report:write",
  subject: null,
  input: noInput,
  run: async ({ actor }) => {
    const items = runningWorks(actor);
    return { answer: { items, next: null, total: items.length }, audit: {} };
  },
});

/** Stops a long work of the asker's own before it writes; the work itself then answers that it was cancelled. */
export const cancelImport = operation({
  name: "import.cancel",
  kind: "read",
  permission: "report:write",
  // A file on its way in has no row yet: only the works of the asker are looked through.
  subject: null,
  input: noInput,
  run: async ({ id, actor }) => {
    if (!cancelWork(actor, id)) {
      throw new AppError("not-found", "Nothing of that name is under way that you could still cancel.");
    }
    return { answer: { cancelled: true }, audit: { objectKind: "import" } };
  },
});
