import { s } from '@touchstone/governance'
import type { Infer } from '@touchstone/governance'
import { figures as system } from '../stream/figures-shape.ts'
import { eventStream } from './event-stream.ts'
import type { EventStream } from './event-stream.ts'
import { tailEntry } from './tail.ts'

const filter = s.object({
  facts: s.stringbool().optional().describe('Every fact too; without it only figures and membership changes come.'),
  person: s.coerce.number().int().min(1).optional().describe('Facts and membership changes of this person only. Figures come all the same.'),
  segment: s.string().min(1).max(100).optional().describe('Membership changes of the segment with this id only.'),
  system: s.stringbool().optional().describe('The whole state of the system too, at once and then about once a second.'),
})

const figures = s.object({
  kind: s.literal('figures'),
  at: s.number().int().describe('When they were read, milliseconds since 1970 UTC.'),
  facts: s.object({ accepted: s.number().int(), processed: s.number().int(), perSecond: s.number().describe('Accepted lately, over the last five seconds.') }),
  people: s.number().int(),
  warehouse: s.object({ behindFacts: s.number().int(), behindMillis: s.number() }),
  quarantined: s.number().int().nullable().describe('Entries that wait in quarantine; null while nobody can tell.'),
  segments: s
    .array(s.object({ id: s.string(), version: s.number().int(), state: s.string(), size: s.number().int(), changedAt: s.number().describe('When a membership changed last; 0 before.') }))
    .describe('The first time all of them, then those that changed.'),
  engine: s.object({ position: s.number().int(), time: s.number(), lagMs: s.number() }),
  stores: s.array(s.object({ name: s.string(), ready: s.boolean(), reason: s.string().optional() })),
})

const entry = s.discriminatedUnion('kind', [figures, system.extend({ kind: s.literal('system') }), ...tailEntry.options])

export type LiveFilter = Infer<typeof filter>
export type LiveFigures = Infer<typeof figures>
export type LiveEntry = Infer<typeof entry>
export type LiveStream = EventStream<typeof filter, typeof entry>

/** The port behind it: calls `listener` for each entry that fits, until the returned function is called. */
export type SubscribeToLive = (listener: (entry: LiveEntry) => void, filter: LiveFilter) => () => void

/** `GET /api/stream/live`: what a console needs to stay true without asking again. */
export function liveStream(subscribe: SubscribeToLive): LiveStream {
  return eventStream({
    name: 'stream.live',
    path: 'stream/live',
    summary: 'Watch the figures of the platform, membership changes and, if wanted, facts and the state of the system',
    description:
      'Server-sent events, one JSON object per `data` line. Figures come at once and then a few times per second while something changes; ' +
      'membership changes and facts come as they are processed. Nothing is replayed. A reader that is too slow gets a notice with the number of entries it missed.',
    input: filter,
    event: entry,
    permission: 'stream:read',
    audit: 'watched the live figures',
    example: {
      input: { segment: 'sg_4k2v9q' },
      event: {
        kind: 'figures', at: 1_322_784_000_000, facts: { accepted: 25_900, processed: 25_890, perSecond: 5 }, people: 4_372,
        warehouse: { behindFacts: 120, behindMillis: 1_500 }, quarantined: 3, segments: [{ id: 'sg_4k2v9q', version: 1, state: 'live', size: 751, changedAt: 1_322_783_000_000 }],
        engine: { position: 25_890, time: 1_322_783_999_000, lagMs: 0 }, stores: [{ name: 'log', ready: true }],
      },
    },
    subscribe: (input, listener) => subscribe(listener, input),
  })
}
