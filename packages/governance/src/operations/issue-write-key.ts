import { fail, ok } from '@touchstone/base'
import { operation } from '../operation.ts'
import { s } from '../schema.ts'
import type { GovernancePorts } from '../ports.ts'
import { shownKey, shownSource, source, sourceExample, sourceId, sourceKind, sourceName, writeKey } from '../source-shapes.ts'

export const issueWriteKey = ({ sources, attempt }: GovernancePorts) =>
  operation({
    name: 'governance.issue-write-key',
    method: 'POST',
    path: 'governance/write-keys',
    summary: 'Make a write key, for a new source or for one that is there',
    description:
      '`secret` is shown this once: only its hash is kept. Without `source` it begins a new one, called `name`. With it, the source has one more key: ' +
      'give it to the senders, then revoke the old one, and no event is refused in between.',
    input: s.object({ name: sourceName, kind: sourceKind.optional().describe('of a new source; `other` unless given'), source: sourceId.optional() }),
    output: s.object({ secret: s.string(), key: writeKey, source }),
    permission: 'governance:admin',
    audit: 'issued a write key called {name}',
    example: {
      input: { name: 'Web shop', kind: 'web' },
      output: { secret: 'tsw_…', key: { ...sourceExample.keys[0]!, lastUsedAt: null }, source: { ...sourceExample, keys: [{ ...sourceExample.keys[0]!, lastUsedAt: null }] } },
    },
    async handler({ name, kind, source: id }) {
      if (id !== undefined && kind !== undefined) return fail('governance.kind-of-source', '"kind" belongs to a new source; change that of an old one with governance.rename-source')
      const issued = await attempt(() => (id === undefined ? sources.begin(name, kind ?? 'other') : sources.addKey(id, name)))
      if (!issued.ok) return issued
      if (!issued.value.ok) return issued.value
      const { secret, key, source: made } = issued.value.value
      return ok({ secret, key: shownKey(key), source: shownSource(made) })
    },
  })
