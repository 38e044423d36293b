import type { Page } from "@playwright/test";

/** Collects what a browser complains of: errors of scripts, of the network, and of the content policy. */
export async function watchComplaints(page: Page): Promise<string[]> {
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(`error: ${error.message}`));
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("requestfailed", (request) => {
    // A navigation or a prefetch given up for the next one is no fault.
    const why = request.failure()?.errorText;
    if (why !== "net::ERR_ABORTED") complaints.push(`${why}: ${request.url()}`);
  });
  await page.exposeFunction("complain", (text: string) => complaints.push(text));
  await page.addInitScript(() => {
    const complain = (window as unknown as { complain: (text: string) => void }).complain;
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
      complain(`content policy: ${violatedDirective} ${blockedURI}`),
    );
  });
  return complaints;
}
