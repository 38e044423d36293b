import NextAuth from "next-auth";
import { AppError } from "@/lib/errors";
import { checkOrigin, refusal } from "@/lib/server/door/respond";
import { addressIn } from "@/lib/server/session/client-address";
import { authOptions } from "@/lib/server/session/session-auth";
import { signInWait } from "@/lib/server/session/sign-in";

type Context = { params: Promise<{ nextauth: string[] }> };

const plumbing = (request: Request, context: Context): Promise<Response> =>
  NextAuth(authOptions())(request, context);

export const GET = plumbing;

export async function POST(request: Request, context: Context): Promise<Response> {
  try {
    checkOrigin(request, "POST");
    const { nextauth } = await context.params;
    if (nextauth.join("/") === "callback/credentials") await refuseTooManyTries(request.clone());
    return await plumbing(request, context);
  } catch (reason) {
    return refusal(reason, "sign-in");
  }
}

async function refuseTooManyTries(request: Request): Promise<void> {
  const form = await request.formData().catch(() => null);
  const wait = await signInWait(
    String(form?.get("email") ?? ""),
    addressIn(request.headers.get("x-forwarded-for")),
    Date.now(),
  );
  if (wait > 0) {
    throw new AppError("too-many-tries", `Too many tries. Wait ${Math.ceil(wait / 60)} min and try again.`, {
      retryAfterSeconds: wait,
    });
  }
}
