import { operation, s } from '@touchstone/governance'
import type { SegmentDefinitions } from '../definitions.ts'
import { expression, trait, traitDescription, traitExample, traitName } from '../traits/trait-shapes.ts'

export const createTrait = (definitions: SegmentDefinitions) =>
  operation({
    name: 'segments.create-trait',
    method: 'POST',
    path: 'segments/traits',
    summary: 'Define a computed trait',
    description:
      'A value that follows from what a person did: `sum("Order Completed".revenue)`, `average("Order Completed".revenue)`, ' +
      '`sum("Order Completed".revenue) / count("Order Completed")`, `last("Order Completed".channel)`, ' +
      '`favourite("Product Viewed".category) fading by half every 30 days`, `gap("Order Completed")` (days between one and the ' +
      'next). Conditions name it like any other trait. From its definition on it follows every fact, while history is read in ' +
      'the background: there are values once `state` is `live`. A name that facts give people already is refused, and so is ' +
      'an expression over a personal field.',
    input: s.object({ name: traitName, expression, description: traitDescription.default('') }),
    output: trait,
    permission: 'segments:write',
    audit: 'defined the computed trait {name}',
    example: {
      input: { name: 'lifetime_value', expression: 'sum("Order Completed".revenue)', description: 'Revenue of all orders' },
      output: { ...traitExample, state: 'backfilling' as const, progress: 0, usedBy: { segments: [], traits: [] } },
    },
    handler: (input) => definitions.traits.create(input),
  })
