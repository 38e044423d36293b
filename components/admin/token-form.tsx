"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { problemAt } from "@/components/api/api-problem";
import { post } from "@/components/api/client";
import { useSubmission } from "@/components/api/use-submission";
import { CheckGroup } from "@/components/entry/form/check-group";
import { FormFrame } from "@/components/entry/form/form-frame";
import { Button } from "@/components/ui/button";
import { TextField } from "@/components/ui/field";
import type { NewServiceTokenAnswer } from "@/lib/contract/service-token";
import type { FieldProblem } from "@/lib/errors";
import { TOKEN_SCOPES, type TokenScope } from "@/lib/permissions";
import { NewToken } from "./new-token";
import { SCOPE_WORDS } from "./scope-words";

/** Makes a token; what it opens the site with is on the screen until the person says that they have it. */
export function TokenForm({ siteName }: { readonly siteName: string }) {
  const router = useRouter();
  const [name, setName] = useState("");
  const [permissions, setPermissions] = useState<readonly TokenScope[]>(["report:write"]);
  const [made, setMade] = useState<NewServiceTokenAnswer | null>(null);
  const { sending, problem, submit, refuse, again } = useSubmission();

  const make = async () => {
    const fields: FieldProblem[] = [];
    if (name.trim() === "")
      fields.push({ path: "name", code: "missing", message: "Name the program: the audit calls it so." });
    if (permissions.length === 0)
      fields.push({ path: "permissions", code: "missing", message: "Choose what the program may do." });
    if (fields.length > 0) return refuse(fields);
    const sent = await submit((idempotencyKey) =>
      post<NewServiceTokenAnswer>("tokens", { name: name.trim(), permissions }, { idempotencyKey }),
    );
    if (!sent?.ok) return;
    setMade(sent.value);
    router.refresh();
  };
  const done = () => {
    setMade(null);
    setName("");
    again();
  };

  if (made !== null) return <NewToken made={made} done={done} />;
  return (
    <FormFrame
      label="New token"
      onSubmit={() => void make()}
      problem={problem}
      shown={["name", "permissions"]}
      className="gap-3 p-3.5"
    >
      <TextField
        label="Name"
        required
        maxLength={120}
        autoComplete="off"
        className="max-w-md"
        value={name}
        error={problemAt(problem?.fields, "name")?.message}
        hint="What the program is called in the audit, such as “Feed of the central laboratory”."
        onChange={(event) => setName(event.target.value)}
      />
      <CheckGroup
        legend={`What it may do at ${siteName}`}
        choices={TOKEN_SCOPES}
        words={SCOPE_WORDS}
        required
        chosen={permissions}
        onChange={setPermissions}
        error={problemAt(problem?.fields, "permissions")?.message}
      />
      <div>
        <Button type="submit" look="primary" busy={sending} busyText="Making it…">
          Make token
        </Button>
      </div>
    </FormFrame>
  );
}
