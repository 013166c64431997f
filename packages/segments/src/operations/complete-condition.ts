import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { completeCondition as complete } from '../conditions/assist.ts'
import type { SegmentDefinitions } from '../definitions.ts'

const MAX_TEXT = 1_000_000

export const completeCondition = (definitions: SegmentDefinitions) =>
  operation({
    name: 'segments.complete-condition',
    method: 'POST',
    path: 'segments/complete',
    summary: 'What could stand at a place of a half-written condition',
    description:
      'For editors while somebody types. An item’s `insert` replaces the text from `from` up to `to`. Events, traits, values ' +
      'and properties are those of a sample of history; best first, at most 50.',
    input: s.object({ text: s.string().max(MAX_TEXT), offset: s.number().int().min(0).describe('the cursor, a place between UTF-16 units') }),
    output: s.object({
      from: s.number(),
      to: s.number(),
      items: s.array(
        s.object({
          label: s.string(),
          insert: s.string(),
          kind: s.enum(['trait', 'event', 'property', 'segment', 'value', 'word', 'function', 'unit', 'zone']),
          detail: s.string().optional(),
        }),
      ),
    }),
    permission: 'segments:read',
    audit: 'asked for words of a condition',
    example: {
      input: { text: 'count("Ord', offset: 10 },
      output: { from: 6, to: 10, items: [{ label: 'Order Completed', insert: '"Order Completed"', kind: 'event' }] },
    },
    async handler({ text, offset }) {
      const found = await complete(definitions.conditions, definitions.names, text, offset)
      return found.ok ? ok({ ...found.value, items: [...found.value.items] }) : found
    },
  })
