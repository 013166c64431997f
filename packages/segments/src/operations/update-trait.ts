import { fail } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import type { SegmentDefinitions } from '../definitions.ts'
import { expression, trait, traitDescription, traitExample, traitName } from '../traits/trait-shapes.ts'

export const updateTrait = (definitions: SegmentDefinitions) =>
  operation({
    name: 'segments.update-trait',
    method: 'PATCH',
    path: 'segments/traits/{name}',
    summary: 'Change what a computed trait is computed from',
    description:
      'Another expression becomes a new version. It is prepared beside the present one, which goes on unchanged, and takes ' +
      'over once it is live. Segments and computed traits that name it follow as new versions of their own. The name stays: ' +
      'conditions are kept with it.',
    input: s.object({ name: traitName, expression: expression.optional(), description: traitDescription.optional() }),
    output: trait,
    permission: 'segments:write',
    audit: 'changed the computed trait {name}',
    example: {
      input: { name: 'lifetime_value', expression: 'sum("Order Completed".total)' },
      output: {
        ...traitExample,
        versions: [{ version: 2, expression: 'sum("Order Completed".total)', state: 'backfilling' as const, progress: 0, reason: '', createdAt: 1_760_000_400_000 }, ...traitExample.versions],
      },
    },
    async handler({ name, ...change }) {
      if (change.expression === undefined && change.description === undefined) return fail('segments.nothing-to-change', 'expected a new expression or description, got none of them')
      return definitions.traits.update(name, change)
    },
  })
