import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import type { SegmentDefinitions } from '../definitions.ts'
import { trait, traitExample } from '../traits/trait-shapes.ts'

export const listTraits = (definitions: SegmentDefinitions) =>
  operation({
    name: 'segments.list-traits',
    method: 'GET',
    path: 'segments/traits',
    summary: 'All computed traits',
    description: 'In the order in which they were defined; archived ones only where they are asked for.',
    input: s.object({ archived: s.enum(['true', 'false']).default('false') }),
    output: s.object({ traits: s.array(trait) }),
    permission: 'segments:read',
    audit: 'listed the computed traits',
    example: { input: {}, output: { traits: [traitExample] } },
    async handler({ archived }) {
      const views = await definitions.traits.views(archived === 'true')
      return views.ok ? ok({ traits: views.value }) : views
    },
  })
