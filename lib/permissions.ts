/** Roles of this product (monitor and board come with the boards). */
export const ROLES = ["oncologist", "nurse", "admin"] as const;
export type Role = (typeof ROLES)[number];

/** Which role holds which permission; an operation names exactly one of these. */
export const PERMISSIONS = {
  "patient:read": ["oncologist", "nurse"],
  "patient:write": ["oncologist", "nurse"],
  "report:write": ["oncologist", "nurse"],
  "export:identified": ["oncologist", "nurse"],
  "export:de-identified": ["oncologist", "nurse"],
  "audit:list": ["admin"],
  "status:set": ["oncologist"],
  "policy:change": ["admin"],
  "policy:review": ["oncologist"],
  "sites:manage": ["admin"],
  "tokens:manage": ["admin"],
  "mappings:manage": ["admin"],
  "feed:watch": ["admin"],
  "drafts:own": ["oncologist", "nurse"],
  "review:own": ["oncologist", "nurse"],
  "views:own": ["oncologist", "nurse"],
  "critical:acknowledge": ["oncologist"],
  "own-session": ["oncologist", "nurse", "admin"],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** What a service token may be given; whatever a person decides, or manages, is not among them. */
export const TOKEN_SCOPES = [
  "patient:read",
  "patient:write",
  "report:write",
  "export:de-identified",
] as const satisfies readonly Permission[];
export type TokenScope = (typeof TOKEN_SCOPES)[number];

/** Whether any of the roles held at the current site carries the permission. */
export function mayDo(roles: readonly Role[], permission: Permission): boolean {
  const holders: readonly Role[] = PERMISSIONS[permission];
  return roles.some((role) => holders.includes(role));
}
