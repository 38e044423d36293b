import "@fontsource-variable/inter/index.css";
import "./globals.css";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import type { ReactNode } from "react";
import { PREFERENCES, preferenceIn } from "@/components/shell/preferences";

export const metadata: Metadata = {
  title: { default: "Day 29", template: "%s · Day 29" },
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { colorScheme: "light dark" };

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const jar = await cookies();
  const chosen = (name: keyof typeof PREFERENCES) =>
    preferenceIn(name, jar.get(PREFERENCES[name].cookie)?.value);
  return (
    <html
      lang="en"
      data-theme={chosen("theme")}
      data-identifiers={chosen("identifiers")}
      data-keys={chosen("keys")}
    >
      <body>{children}</body>
    </html>
  );
}
