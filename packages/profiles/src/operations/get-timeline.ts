import { fail, ok, type Result } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { parseInstant } from '@touchstone/vocabulary'
import { maskIdentifier } from '../mask.ts'
import type { ProfilePorts } from '../ports.ts'
import { readTimeline, type Place } from '../store.ts'
import { findPersonById } from '../find-person.ts'
import { millis, personId } from '../shapes.ts'

const MAX_FACTS = 500
const DEFAULT_FACTS = 100

const fact = s.object({
  position: s.number(),
  happened: millis,
  appended: millis,
  type: s.string(),
  event: s.string(),
  messageId: s.string(),
  source: s.string(),
  identifiers: s.array(s.string()),
  dropped: s.array(s.string()),
  traits: s.record(s.string(), s.unknown()),
  properties: s.record(s.string(), s.unknown()),
  context: s.record(s.string(), s.unknown()),
})

export const getTimeline = ({ profiles, queryHistory, historyThrough }: ProfilePorts) =>
  operation({
    name: 'profiles.get-timeline',
    method: 'GET',
    path: 'profiles/{personId}/timeline',
    summary: 'What happened to one person, newest first',
    description:
      'All facts of the person and of everyone who turned out to be the same. To read on, give the `next` of the answer as ' +
      '`before`; an instant works there too. Facts reach the warehouse within about a second: `through` is the log position ' +
      'up to which all of them are here. `dropped` are identifiers of the fact that a guard rule set aside.',
    input: s.object({
      personId,
      before: s.string().max(60).optional().describe('an instant (ISO 8601 or milliseconds) or the `next` of the page before'),
      limit: s.coerce.number().int().min(1).max(MAX_FACTS).default(DEFAULT_FACTS),
      event: s.string().min(1).max(1000).optional().describe('only facts of this event'),
    }),
    output: s.object({ person: s.number(), facts: s.array(fact), next: s.string().nullable(), through: s.number() }),
    permission: 'profiles:read',
    audit: 'read the timeline of person {personId}',
    example: {
      input: { personId: 1042, limit: 1 },
      output: {
        person: 1042,
        facts: [
          {
            position: 2210,
            happened: 1_760_000_360_000,
            appended: 1_760_000_360_120,
            type: 'track',
            event: 'Order Completed',
            messageId: 'm-2',
            source: 'web',
            identifiers: ['user_id:u1'],
            dropped: [],
            traits: {},
            properties: { revenue: 49.9, currency: 'EUR' },
            context: {},
          },
        ],
        next: '1760000360000-2210',
        through: 2304,
      },
    },
    async handler(input) {
      const person = findPersonById(profiles, input.personId)
      if (!person.ok) return person
      const before = placeOf(input.before)
      if (!before.ok) return before
      // Asked before the query: what is durable by now is surely in the answer.
      const through = historyThrough()
      const { limit, event } = input
      const facts = await readTimeline(queryHistory, { people: profiles.idsOf(person.value)!, before: before.value, event, limit })
      if (!facts.ok) return facts
      const last = facts.value.length === limit ? facts.value.at(-1) : undefined
      const next = last === undefined ? null : `${last.happened}-${last.position}`
      return ok({ person: person.value, facts: facts.value.map(shown), next, through })
    },
  })

function shown(one: { identifiers: readonly string[]; dropped: readonly string[] }) {
  return { ...(one as s.infer<typeof fact>), identifiers: one.identifiers.map(maskIdentifier), dropped: one.dropped.map(maskIdentifier) }
}

function placeOf(text: string | undefined): Result<Place | undefined> {
  if (text === undefined) return ok(undefined)
  const place = /^(-?\d{1,16})-(\d{1,16})$/.exec(text)
  if (place !== null) return ok({ happened: Number(place[1]), position: Number(place[2]) })
  const happened = parseInstant(text)
  if (happened !== undefined) return ok({ happened, position: 0 })
  return fail('profiles.invalid-before', `expected an instant (ISO 8601 or milliseconds) or the "next" of a page, got ${JSON.stringify(text)}`)
}
