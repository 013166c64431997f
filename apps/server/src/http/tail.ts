import { s } from '@touchstone/governance'
import type { Infer } from '@touchstone/governance'
import { FACT_TYPES } from '@touchstone/vocabulary'
import { eventStream } from './event-stream.ts'
import type { EventStream } from './event-stream.ts'

const filter = s.object({
  segment: s.string().min(1).max(100).optional().describe('Only membership changes of the segment with this id.'),
  person: s.coerce.number().int().min(1).optional().describe('Only what concerns this person.'),
  event: s.string().min(1).max(200).optional().describe('Only facts with this event name.'),
  type: s.enum(FACT_TYPES).optional().describe('Only facts of this kind of call.'),
  source: s.string().min(1).max(64).optional().describe('Only facts of the source with this id.'),
})

export const tailEntry = s.discriminatedUnion('kind', [
  s.object({
    kind: s.literal('fact'),
    position: s.number().int().describe('Position in the log.'),
    at: s.number().int().describe('When it was appended, milliseconds since 1970 UTC.'),
    happened: s.number().int().describe('When it happened, milliseconds since 1970 UTC.'),
    person: s.number().int(),
    type: s.string().describe('identify, track, page, screen, group or alias.'),
    event: s.string().describe('The event name, empty for calls without one.'),
    source: s.string().describe('The id of the write key that sent it.'),
  }),
  s.object({
    kind: s.literal('membership'),
    position: s.number().int().describe('Position of the log record that caused it.'),
    at: s.number().int().describe('The exact instant of the change, milliseconds since 1970 UTC.'),
    person: s.number().int(),
    segment: s.string().describe('The id of the segment, as in /api/segments.'),
    entered: s.boolean().describe('True when the person became a member, false when membership ended.'),
    cause: s.string(),
  }),
  s.object({
    kind: s.literal('notice'),
    reason: s.string().describe('`dropped`: this reader was too slow and missed `count` entries here; `closing`: the server is going down.'),
    count: s.number().int(),
  }),
])

export type TailFilter = Infer<typeof filter>
/** A processed fact or a membership change as it happens. Holds no trait, no property and no identifier. */
export type TailEntry = Infer<typeof tailEntry>
export type TailStream = EventStream<typeof filter, typeof tailEntry>

/** The port behind the tail: calls `listener` for each new entry that fits `filter`, until the returned function is called. */
export type SubscribeToTail = (listener: (entry: TailEntry) => void, filter: TailFilter) => () => void

/** `GET /api/stream/tail`: what the platform is doing right now. */
export function tailStream(subscribe: SubscribeToTail): TailStream {
  return eventStream({
    name: 'stream.tail',
    path: 'stream/tail',
    summary: 'Watch facts and membership changes as they are processed',
    description: 'Server-sent events, one JSON object per `data` line. Nothing is replayed: the stream begins now. A reader that is too slow gets a notice with the number of entries it missed.',
    input: filter,
    event: tailEntry,
    permission: 'stream:read',
    audit: 'watched the stream of facts and membership changes',
    example: {
      input: { segment: 'sg_4k2v9q' },
      event: { kind: 'membership', position: 5021, at: 1322784000000, person: 17, segment: 'sg_4k2v9q', entered: true, cause: 'fact' },
    },
    subscribe: (input, listener) => subscribe(listener, input),
  })
}

/** Whether an entry fits a filter, for whoever implements `SubscribeToTail`. A notice always fits. */
export function fitsTail(entry: TailEntry, filter: TailFilter): boolean {
  if (entry.kind === 'notice') return true
  if (filter.person !== undefined && entry.person !== filter.person) return false
  if (filter.segment !== undefined && (entry.kind !== 'membership' || entry.segment !== filter.segment)) return false
  const { event, type, source } = filter
  if (event === undefined && type === undefined && source === undefined) return true
  // These three are asked of facts only.
  if (entry.kind !== 'fact') return false
  return (event === undefined || entry.event === event) && (type === undefined || entry.type === type) && (source === undefined || entry.source === source)
}
