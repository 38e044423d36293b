import { EmptyState } from "@/components/ui/empty-state";
import { RowHead, Table, TableScroll, Td, Th } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import type { ServiceTokenAnswer } from "@/lib/contract/service-token";
import { showInstant } from "@/lib/display";
import { RevokeToken } from "./revoke-token";
import { SCOPE_WORDS } from "./scope-words";

export function TokenTable({
  items,
  timeZone,
}: {
  readonly items: readonly ServiceTokenAnswer[];
  readonly timeZone: string;
}) {
  if (items.length === 0) {
    return <EmptyState title="No program may act at this site." />;
  }
  return (
    <TableScroll label="Tokens of this site">
      <Table>
        <thead>
          <tr>
            {["Program", "May", "Made", "Last used", "State", ""].map((head) => (
              <Th key={head}>{head === "" ? <span className="sr-only">Revoke</span> : head}</Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id} className="align-top">
              <RowHead className="min-w-40 align-top font-medium wrap-anywhere">{item.name}</RowHead>
              <Td className="min-w-56 align-top">
                <ul>
                  {item.permissions.map((scope) => (
                    <li key={scope}>{SCOPE_WORDS[scope]}</li>
                  ))}
                </ul>
              </Td>
              <Td className="align-top whitespace-nowrap">
                {showInstant(item.createdAt, timeZone)}
                <span className="block text-sm text-muted">{item.createdBy}</span>
              </Td>
              <Td className="align-top whitespace-nowrap">
                {item.lastUsedAt === null ? (
                  <span className="text-muted">never</span>
                ) : (
                  showInstant(item.lastUsedAt, timeZone)
                )}
              </Td>
              <Td className="align-top whitespace-nowrap">
                {item.revokedAt === null ? (
                  <Tag tone="met">active</Tag>
                ) : (
                  <>
                    <Tag>revoked</Tag>
                    <span className="block text-sm text-muted">{showInstant(item.revokedAt, timeZone)}</span>
                  </>
                )}
              </Td>
              <Td className="text-right align-top">
                {item.revokedAt === null ? <RevokeToken token={item} /> : null}
              </Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </TableScroll>
  );
}
