import { Notice } from "@/components/ui/notice";
import { type ApiProblem, problemsElsewhere } from "./api-problem";

/** The refusal as a whole; what belongs to a field is said at the field, the rest is said here. */
export function ProblemNotice({
  problem,
  shown,
}: {
  readonly problem: ApiProblem;
  /** Paths of the fields on the screen. */
  readonly shown: readonly string[];
}) {
  const elsewhere = problemsElsewhere(problem.fields, shown);
  const unnamed = problem.total - problem.fields.length;
  return (
    <Notice tone="error" live title={problem.message}>
      {elsewhere.length > 0 ? (
        <ul className="mt-1 list-disc pl-5">
          {elsewhere.map(({ path, message }) => (
            <li key={`${path} ${message}`}>
              {message} <span className="text-muted">({path})</span>
            </li>
          ))}
        </ul>
      ) : null}
      {unnamed > 0 ? <p>{unnamed} more are refused; they are named once these are mended.</p> : null}
      {problem.code === "not-signed-in" ? (
        <p>
          <a href="/sign-in" target="_blank" rel="noreferrer" className="font-medium text-accent underline">
            Sign in (opens a new tab)
          </a>
        </p>
      ) : null}
      {problem.requestId !== null && !problem.nothingWritten ? (
        <p className="text-sm text-muted">Request {problem.requestId}</p>
      ) : null}
    </Notice>
  );
}
