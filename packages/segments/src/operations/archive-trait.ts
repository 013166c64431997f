import { operation, s } from '@touchstone/governance'
import type { SegmentDefinitions } from '../definitions.ts'
import { trait, traitExample, traitName } from '../traits/trait-shapes.ts'

export const archiveTrait = (definitions: SegmentDefinitions) =>
  operation({
    name: 'segments.archive-trait',
    method: 'DELETE',
    path: 'segments/traits/{name}',
    summary: 'End a computed trait',
    description: 'What is kept for it goes, person by person. Refused while a segment or another computed trait names it.',
    input: s.object({ name: traitName }),
    output: trait,
    permission: 'segments:write',
    audit: 'archived the computed trait {name}',
    example: { input: { name: 'lifetime_value' }, output: { ...traitExample, state: 'archiving' as const, archivedAt: 1_760_000_500_000, usedBy: { segments: [], traits: [] } } },
    handler: ({ name }) => definitions.traits.archive(name),
  })
