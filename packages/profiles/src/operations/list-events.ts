import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { readEvents } from '../catalogue/read-catalogue.ts'
import type { ProfilePorts } from '../ports.ts'
import { millis } from '../shapes.ts'

export const listEvents = ({ queryHistory, historyThrough, logPosition, catalogue }: ProfilePorts) =>
  operation({
    name: 'profiles.list-events',
    method: 'GET',
    path: 'profiles/catalogue/events',
    summary: 'Every event that was ever seen, with how often and when',
    description: 'The most frequent first; duplicates do not count. `first` and `last` are when one happened. Calls without an event name (identify, group, alias) are there with an empty one. `fields` counts distinct properties.',
    input: s.object({}),
    output: s.object({
      events: s.array(s.object({ type: s.string(), event: s.string(), facts: s.number(), first: millis, last: millis, fields: s.number(), description: s.string().nullable() })),
      facts: s.number().describe('all of them together'),
      through: s.number(),
      isComplete: s.boolean(),
    }),
    permission: 'profiles:read',
    audit: 'read the catalogue of events',
    example: {
      input: {},
      output: { events: [{ type: 'track', event: 'Order Completed', facts: 18_532, first: 1_730_000_000_000, last: 1_760_000_360_000, fields: 6, description: 'A paid order' }], facts: 18_532, through: 52_110, isComplete: true },
    },
    async handler() {
      // Asked before the query: what is durable by now is surely counted.
      const through = historyThrough()
      const isComplete = through >= logPosition()
      const events = await readEvents(queryHistory, catalogue)
      return events.ok ? ok({ events: events.value, facts: events.value.reduce((sum, { facts }) => sum + facts, 0), through, isComplete }) : events
    },
  })
