import { ok } from '@touchstone/base'
import { operation } from '../operation.ts'
import { s } from '../schema.ts'
import type { GovernancePorts } from '../ports.ts'
import { shownSource, source, sourceExample, sourceId, sourceKind, sourceName } from '../source-shapes.ts'

export const renameSource = ({ sources, attempt }: GovernancePorts) =>
  operation({
    name: 'governance.rename-source',
    method: 'PATCH',
    path: 'governance/sources/{id}',
    summary: 'Rename a source, or say what sends its facts',
    description: 'Its id stays, and so do its facts and keys.',
    input: s.object({ id: sourceId, name: sourceName.optional(), kind: sourceKind.optional() }),
    output: source,
    permission: 'governance:admin',
    audit: 'renamed source {id}',
    example: { input: { id: sourceExample.id, name: 'Web shop' }, output: sourceExample },
    async handler({ id, name, kind }) {
      const changed = await attempt(() => sources.change(id, { name, kind }))
      if (!changed.ok) return changed
      return changed.value.ok ? ok(shownSource(changed.value.value)) : changed.value
    },
  })
