import { ok } from '@touchstone/base'
import { operation, s, type Operation } from '@touchstone/governance'
import { RECORD_KINDS, type InspectedRecord } from '@touchstone/profiles'
import { FIELD_CLASSES } from '@touchstone/vocabulary'
import type { StreamPorts } from './ports.ts'

const millis = s.number().describe('milliseconds since 1970 UTC')
const json = s.record(s.string(), s.unknown())

const fact = s.object({
  type: s.string().describe('identify, track, page, screen, group or alias'),
  event: s.string(),
  messageId: s.string(),
  source: s.string(),
  happened: millis,
  received: millis,
  original: millis.describe('what the sender said of the event, before its clock was corrected'),
  sent: millis,
  identifiers: s.array(s.object({ type: s.string(), value: s.string().describe('masked when personal'), personal: s.boolean() })),
  traits: json,
  properties: json,
  context: json,
  sealed: s.array(s.object({ path: s.string(), class: s.enum(FIELD_CLASSES) })).describe('where personal values were given; the values are not here'),
})

const outcome = s.object({
  state: s.enum(['waiting', 'counted', 'duplicate', 'none']),
  person: s.number().nullable().describe('whom it was found to be about, at the time'),
  personNow: s.number().nullable().describe('who that is by now'),
  duplicateOf: s.number().nullable().describe('position of the record that counts'),
  dropped: s
    .array(s.object({ identifier: s.string(), rule: s.string().describe('the path of the rule in the set; empty where nobody said, as of records of an earlier release'), reason: s.string().describe('the rule in plain English') }))
    .describe('identifiers that a rule about who is who set aside'),
  rules: s.number().nullable().describe('version of these rules'),
  links: s.array(s.object({ identifier: s.string(), reason: s.string() })),
  merges: s.array(s.object({ loser: s.number(), survivor: s.number() })),
  changes: s.array(s.object({ segment: s.string(), name: s.string().nullable(), version: s.number(), person: s.number(), entered: s.boolean(), cause: s.string(), at: millis })),
  from: s.enum(['outbox', 'history', 'nowhere']),
})

/** Declared here because the stream itself does not know what its records mean; what is told is profiles'. */
export const inspectRecord = ({ records, canonical }: StreamPorts): Operation =>
  operation({
    name: 'stream.inspect-record',
    method: 'GET',
    path: 'stream/records/{position}',
    summary: 'One record of the log, and what became of it',
    description:
      'The record as it is stored: personal values lie sealed in it, and only where they were given is told. The outcome says whom it was found to be about, which identifiers it ' +
      'linked, who turned out to be the same person, and who entered or left a microsegment because of it. `waiting`: the engine has not come to it. ' +
      '`duplicate`: the same message came before and counts already. `none`: a record about nobody, such as a definition.',
    input: s.object({ position: s.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).describe('position in the log') }),
    output: s.object({
      position: s.number(),
      appended: millis,
      kind: s.enum(RECORD_KINDS),
      bytes: s.number(),
      fact: fact.nullable(),
      content: json.nullable().describe('of a definition: what it says; of a refused event: why'),
      outcome,
    }),
    permission: 'stream:read',
    audit: 'looked at record {position} of the log',
    example: {
      input: { position: 5021 },
      output: {
        position: 5021, appended: 1_760_000_360_120, kind: 'fact', bytes: 644,
        fact: {
          type: 'track', event: 'Order Completed', messageId: 'm-2', source: 'key_4f1a9c2be07d', happened: 1_760_000_360_000, received: 1_760_000_360_100, original: 1_760_000_360_000, sent: 1_760_000_360_050,
          identifiers: [{ type: 'user_id', value: 'u1', personal: false }], traits: {}, properties: { revenue: 49.9, currency: 'EUR' }, context: {}, sealed: [{ path: 'properties.email', class: 'personal' }],
        },
        content: null,
        outcome: {
          state: 'counted', person: 1042, personNow: 1042, duplicateOf: null, dropped: [], rules: 1, links: [], merges: [],
          changes: [{ segment: 'sg_4k2v9qw8m1x3', name: 'Repeat buyers', version: 1, person: 1042, entered: true, cause: 'fact', at: 1_760_000_360_120 }], from: 'history',
        },
      },
    },
    async handler({ position }) {
      const found = await records.inspect(position)
      if (!found.ok) return found
      const { record, outcome: what } = found.value
      return ok({ ...written(record), outcome: { ...written(what), personNow: what.person === null ? null : canonical(what.person) } })
    },
  })

type Written<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] extends object | null ? Written<T[K]> : T[K] }

/** The schema's types are not readonly; what is answered is not changed by anyone. */
function written<T extends InspectedRecord['record'] | InspectedRecord['outcome']>(value: T): Written<T> {
  return value as Written<T>
}
