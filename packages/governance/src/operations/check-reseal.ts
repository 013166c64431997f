import { ok } from '@touchstone/base'
import { reseal, resealExample, resealField, resealPlace } from '../fields/reseal-shapes.ts'
import { operation } from '../operation.ts'
import type { GovernancePorts } from '../ports.ts'
import { s } from '../schema.ts'

export const checkReseal = ({ reseals, attempt }: GovernancePorts) =>
  operation({
    name: 'governance.check-reseal',
    method: 'GET',
    path: 'governance/reseals/check',
    summary: 'Count what is left of a protected field in the clear, in facts stored before it was protected',
    description:
      'Reads all of history that may have it, and the tables that repeat its values. All zero: history has no readable value of the field from before, and once the work is `done` no file of it either. ' +
      'It does not read the log, which keeps facts as they came until it is trimmed.',
    input: s.object({ place: resealPlace, field: resealField }),
    output: s.object({
      reseal,
      facts: s.number().int().describe('stored facts with a readable value'),
      traits: s.number().int().describe('values that people are sorted by'),
      examples: s.number().int().describe('examples in the catalogue'),
    }),
    permission: 'governance:read',
    audit: 'checked what is left in the clear of the {place} {field}',
    example: { input: { place: 'property', field: 'note' }, output: { reseal: resealExample, facts: 0, traits: 0, examples: 0 } },
    async handler({ place, field }) {
      const checked = await attempt(() => reseals.check(place, field))
      if (!checked.ok) return checked
      return checked.value.ok ? ok({ ...checked.value.value }) : checked.value
    },
  })
