import { ok } from '@touchstone/base'
import { operation } from '../operation.ts'
import { s } from '../schema.ts'
import type { GovernancePorts } from '../ports.ts'
import { shownSource, source, sourceExample } from '../source-shapes.ts'

export const revokeWriteKey = ({ sources, attempt }: GovernancePorts) =>
  operation({
    name: 'governance.revoke-write-key',
    method: 'DELETE',
    path: 'governance/write-keys/{id}',
    summary: 'End a write key, at once',
    description: 'Whoever still sends with it gets 401, and SDKs keep or drop their events as they do then. It cannot be undone: issue another.',
    input: s.object({ id: s.string().min(1).max(64).describe('the id of a write key') }),
    output: source,
    permission: 'governance:admin',
    audit: 'revoked write key {id}',
    example: { input: { id: sourceExample.keys[0]!.id }, output: { ...sourceExample, keys: [{ ...sourceExample.keys[0]!, revokedAt: 1_760_000_400_000 }] } },
    async handler({ id }) {
      const revoked = await attempt(() => sources.revokeKey(id))
      if (!revoked.ok) return revoked
      return revoked.value.ok ? ok(shownSource(revoked.value.value)) : revoked.value
    },
  })
