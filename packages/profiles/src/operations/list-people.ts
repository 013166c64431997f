import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { LIMITS } from '../people/limits.ts'
import { listedPerson } from '../people/list-rows.ts'
import { columnNames, filterFields, readColumns } from '../people/list-shapes.ts'
import { traitsOf } from '../people/order.ts'
import type { PeopleLists } from '../people/people-lists.ts'
import type { ProfilePorts } from '../ports.ts'
import { identifier, millis } from '../shapes.ts'

const DEFAULT_WINDOW = 100

export const listPeople = (ports: ProfilePorts, lists: PeopleLists) =>
  operation({
    name: 'profiles.list-people',
    method: 'POST',
    path: 'profiles/people',
    summary: 'Everyone, or those of a segment, a condition or a search, in order, window by window',
    description:
      'The first answer takes the order and gives it a name, `list`; further windows of it, at any `offset`, are asked for with ' +
      'that name and the same question. Within one list nobody is skipped or twice, whatever happens meanwhile. A list is kept ' +
      'for half an hour after it was used last, if there is room; later, or after a restart, the answer has another `list`: then ' +
      'the order was taken anew. The order is of the instant `at`, from the facts up to the log position `through`; `isComplete` is ' +
      'false when facts of about the last second were still missing. The values are those at `valuesAt`, live. ' +
      'People who turned out to be the same are one; `mergedInto` says it of who became another since the list was taken. ' +
      '`columns` chooses traits to show, given ones and computed ones, as traits.<name>; personal ones are refused. `isCut`: the search found more people than it lists.',
    input: s.object({
      ...filterFields,
      columns: columnNames.default([]).describe('traits to show: traits.<name>'),
      offset: s.number().int().min(0).max(LIMITS.PEOPLE).default(0),
      limit: s.number().int().min(0).max(LIMITS.WINDOW).default(DEFAULT_WINDOW),
    }),
    output: s.object({
      list: s.string(),
      count: s.number(),
      reading: s.string().describe('who is listed, in plain English'),
      at: millis,
      through: s.number(),
      isComplete: s.boolean(),
      isCut: s.boolean(),
      valuesAt: millis,
      offset: s.number(),
      people: s.array(
        s.object({
          person: s.number(),
          mergedInto: s.number().nullable(),
          firstSeen: millis,
          lastSeen: millis,
          facts: s.number(),
          identifiers: s.array(identifier),
          traits: s.record(s.string(), s.unknown()),
        }).nullable().describe('null: not there any more'),
      ),
    }),
    permission: 'profiles:read',
    // What was searched for may be personal and stays out of the audit trail.
    audit: 'listed people',
    example: {
      input: { where: 'country = "DE"', sort: 'traits.plan', direction: 'ascending', columns: ['traits.plan'], limit: 1 },
      output: {
        list: 'm8x2k1a0-1',
        count: 8_204,
        reading: 'People whose country is "DE"',
        at: 1_760_000_400_000,
        through: 52_110,
        isComplete: true,
        isCut: false,
        valuesAt: 1_760_000_400_120,
        offset: 0,
        people: [
          {
            person: 1042,
            mergedInto: null,
            firstSeen: 1_760_000_000_000,
            lastSeen: 1_760_000_360_000,
            facts: 3,
            identifiers: [
              { type: 'user_id', value: 'u1', personal: false },
              { type: 'email', value: '***x7Qa', personal: true },
            ],
            traits: { plan: 'free' },
          },
        ],
      },
    },
    async handler({ segment, where, search, sort, direction, list, columns, offset, limit }) {
      const { profiles, clock } = ports
      const asked = readColumns(ports, sort, direction, columns)
      if (!asked.ok) return asked
      const opened = await lists.open({ segment, where, search, order: asked.value.order }, list)
      if (!opened.ok) return opened
      const { id, people, at, through, isComplete, isCut, reading } = opened.value
      const traits = traitsOf(asked.value.columns)
      const computed = profiles.computed.valuesOf(traits, clock.now())
      const shown = Array.from(people.subarray(offset, offset + limit), (person) => {
        const row = listedPerson(profiles, person, traits, computed)
        return row === undefined ? null : { ...row, identifiers: [...row.identifiers] }
      })
      return ok({ list: id, count: people.length, reading, at, through, isComplete, isCut, valuesAt: clock.now(), offset, people: shown })
    },
  })
