import { fail, ok, type Result } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { parseInstant, type FieldRules } from '@touchstone/vocabulary'
import { maskIdentifier, maskOverridden } from '../mask.ts'
import type { ProfilePorts } from '../ports.ts'
import { readSessions, sessionAt } from '../person/sessions.ts'
import { readTimeline, type Place, type TimelineFact } from '../store.ts'
import { findPersonById } from '../find-person.ts'
import { location, millis, personId } from '../shapes.ts'

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
  session: millis.nullable().describe('start of the session that the fact is in; null for calls without an event, which make no session'),
})

const names = (what: string) => s.array(s.string().max(1000)).min(1).max(100).optional().describe(`only facts of these ${what}`)

export const getTimeline = ({ profiles, queryHistory, historyThrough, catalogue }: ProfilePorts) =>
  operation({
    name: 'profiles.get-timeline',
    method: 'GET',
    path: 'profiles/{personId}/timeline',
    summary: 'What happened to one person, newest first',
    description:
      'All facts of the person and of everyone who turned out to be the same. To read on, give the `next` of the answer as ' +
      '`before`; to read what came later, its `previous` as `after` (then the facts nearest to it are answered, newest first as well). ' +
      'An instant works in both places: facts that happened before it, or at it and after. `sessions` are those that the facts are in, ' +
      'whole, by all events of the person, also those that are filtered out: at most half an hour lies between two events of one. Facts reach the warehouse within about a second: `through` is the log position ' +
      'up to which all of them are here. `dropped` are identifiers of the fact that a guard rule set aside.',
    input: s.object({
      personId,
      before: s.string().max(60).optional().describe('an instant (ISO 8601 or milliseconds) or the `next` of a page'),
      after: s.string().max(60).optional().describe('an instant or the `previous` of a page'),
      limit: s.coerce.number().int().min(1).max(MAX_FACTS).default(DEFAULT_FACTS),
      event: names('events'),
      type: names('types: identify, track, page, screen, group, alias'),
      source: names('sources'),
    }),
    output: s.object({
      person: s.number(),
      facts: s.array(fact),
      sessions: s.array(s.object({ start: millis, end: millis, facts: s.number(), channels: s.array(s.string()).describe('by which its facts came'), locations: s.array(location) })),
      next: s.string().nullable().describe('null: there is nothing older'),
      previous: s.string().nullable(),
      through: s.number(),
    }),
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
            session: 1_760_000_060_000,
          },
        ],
        sessions: [{ start: 1_760_000_060_000, end: 1_760_000_360_000, facts: 4, channels: ['web'], locations: [{ country: 'AT', region: '9' }] }],
        previous: '1760000360000-2210',
        next: '1760000360000-2210',
        through: 2304,
      },
    },
    async handler(input) {
      const person = findPersonById(profiles, input.personId)
      if (!person.ok) return person
      if (input.before !== undefined && input.after !== undefined) return fail('profiles.invalid-place', 'expected "before" or "after", got both')
      const before = placeOf('before', input.before)
      if (!before.ok) return before
      const after = placeOf('after', input.after)
      if (!after.ok) return after
      // Asked before the query: what is durable by now is surely in the answer.
      const through = historyThrough()
      const people = profiles.idsOf(person.value)!
      const { limit, event, type, source } = input
      const facts = await readTimeline(queryHistory, { people, facts: profiles.facts, before: before.value, after: after.value, events: event, types: type, sources: source, limit })
      if (!facts.ok) return facts
      const [newest, oldest] = [facts.value[0], facts.value.at(-1)]
      const sessions = newest === undefined ? ok([]) : await readSessions(queryHistory, profiles.facts, people, oldest!.happened, newest.happened)
      if (!sessions.ok) return sessions
      const hasOlder = after.value !== undefined || facts.value.length === limit
      return ok({
        person: person.value,
        facts: facts.value.map((one) => shown(one, sessionAt(sessions.value, one.happened)?.start, catalogue.rules)),
        sessions: sessions.value.map((one) => ({ ...one, channels: [...one.channels], locations: [...one.locations] })),
        next: hasOlder ? textOf(oldest ?? after.value) : null,
        previous: textOf(newest ?? after.value),
        through,
      })
    },
  })

function shown(one: TimelineFact, session: number | undefined, rules: FieldRules) {
  const { identifiers, dropped, traits, properties, context, ...rest } = one
  const readable = { traits: maskOverridden(traits, 'person', rules), properties: maskOverridden(properties, 'other', rules), context: maskOverridden(context, 'other', rules) }
  return { ...rest, ...readable, identifiers: identifiers.map(maskIdentifier), dropped: dropped.map(maskIdentifier), session: one.event === '' ? null : (session ?? null) }
}

function textOf(place: Place | undefined): string | null {
  return place === undefined ? null : `${place.happened}-${place.position}`
}

function placeOf(field: string, text: string | undefined): Result<Place | undefined> {
  if (text === undefined) return ok(undefined)
  const place = /^(-?\d{1,16})-(\d{1,16})$/.exec(text)
  if (place !== null) return ok({ happened: Number(place[1]), position: Number(place[2]) })
  const happened = parseInstant(text)
  if (happened !== undefined) return ok({ happened, position: 0 })
  return fail('profiles.invalid-place', `"${field}": expected an instant (ISO 8601 or milliseconds) or the "next" or "previous" of a page, got ${JSON.stringify(text)}`)
}
