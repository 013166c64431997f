import { operation, s } from '@touchstone/governance'
import type { SegmentDefinitions } from '../definitions.ts'
import { trait, traitExample, traitName } from '../traits/trait-shapes.ts'

export const getTrait = (definitions: SegmentDefinitions) =>
  operation({
    name: 'segments.get-trait',
    method: 'GET',
    path: 'segments/traits/{name}',
    summary: 'One computed trait: expression, versions, state and who uses it',
    description: '`version` speaks for it; a newer one in `versions` takes over once it is live. `cost` is what it keeps per person, and does per fact.',
    input: s.object({ name: traitName }),
    output: trait,
    permission: 'segments:read',
    audit: 'read the computed trait {name}',
    example: { input: { name: 'lifetime_value' }, output: traitExample },
    handler: ({ name }) => definitions.traits.view(name),
  })
