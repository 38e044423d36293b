import type { Role } from "@/lib/permissions";
import type { DEMO_SIGN_INS } from "@/lib/server/database/start-database";
import type { DemoSiteId } from "./laboratory";

/** Public, and therefore for loopback only. */
export const DEMO_PASSWORD = "day29 demo only";

export const DEMO_SITES = [
  { id: "north", name: "North", timeZone: "Europe/London" },
  { id: "south", name: "South", timeZone: "Asia/Kolkata" },
] as const satisfies readonly { id: DemoSiteId; name: string; timeZone: string }[];

export const timeZoneOf = (site: DemoSiteId): string =>
  DEMO_SITES.find(({ id }) => id === site)?.timeZone ?? "UTC";

export interface DemoUser {
  readonly email: (typeof DEMO_SIGN_INS)[number];
  readonly name: string;
  readonly memberships: readonly { readonly siteId: DemoSiteId; readonly role: Role }[];
}

export const DEMO_USERS: readonly DemoUser[] = [
  {
    email: "oncologist@north.example",
    name: "Dr Imani Okafor",
    memberships: [{ siteId: "north", role: "oncologist" }],
  },
  { email: "nurse@north.example", name: "Tom Hale", memberships: [{ siteId: "north", role: "nurse" }] },
  {
    email: "oncologist@south.example",
    name: "Dr Ravi Sato",
    memberships: [{ siteId: "south", role: "oncologist" }],
  },
  { email: "nurse@south.example", name: "Lena Fischer", memberships: [{ siteId: "south", role: "nurse" }] },
  {
    email: "admin@example.org",
    name: "Alex Moreau",
    memberships: [
      { siteId: "north", role: "admin" },
      { siteId: "south", role: "admin" },
    ],
  },
];

/** Who enters the invented results at a site. */
export const NURSE_OF = {
  north: "nurse@north.example",
  south: "nurse@south.example",
} as const satisfies Record<DemoSiteId, DemoUser["email"]>;

/** Who has looked at them. */
export const ONCOLOGIST_OF = {
  north: "oncologist@north.example",
  south: "oncologist@south.example",
} as const satisfies Record<DemoSiteId, DemoUser["email"]>;
