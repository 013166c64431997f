import { reseal, resealExample, resealField, resealPlace } from '../fields/reseal-shapes.ts'
import { operation } from '../operation.ts'
import type { GovernancePorts } from '../ports.ts'
import { s } from '../schema.ts'

export const restartReseal = ({ reseals, attempt }: GovernancePorts) =>
  operation({
    name: 'governance.restart-reseal',
    method: 'POST',
    path: 'governance/reseals/restart',
    summary: 'Seal the past of a field once more, from the beginning',
    description: 'After a failure, or to be sure: what is sealed already is passed over.',
    input: s.object({ place: resealPlace, field: resealField }),
    output: reseal,
    permission: 'governance:admin',
    audit: 'began again to seal the past of the {place} {field}',
    example: { input: { place: 'property', field: 'note' }, output: { ...resealExample, state: 'waiting', through: 0, finishedAt: null } },
    async handler({ place, field }) {
      const begun = await attempt(() => reseals.restart(place, field))
      return begun.ok ? begun.value : begun
    },
  })
