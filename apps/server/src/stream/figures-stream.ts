import { s } from '@touchstone/governance'
import { eventStream, type EventStream } from '../http/event-stream.ts'
import { figures, figuresExample } from './figures-shape.ts'
import type { SystemFigures } from './system-figures.ts'

const notice = s.object({ kind: s.literal('notice'), reason: s.string(), count: s.number().int() })
const entry = s.discriminatedUnion('kind', [figures.extend({ kind: s.literal('figures') }), notice])

/** `GET /api/stream/figures`: the state of the system about once a second, while somebody watches. */
export function figuresStream(system: Pick<SystemFigures, 'subscribe'>): EventStream {
  return eventStream({
    name: 'stream.figures',
    path: 'stream/figures',
    summary: 'Watch the state of the system in figures, about once a second',
    description: 'Server-sent events, one JSON object per `data` line. The first comes at once. `moved` are the segments of another size than at the event before.',
    input: s.object({}),
    event: entry,
    permission: 'stream:read',
    audit: 'watched the figures of the system',
    example: { input: {}, event: { kind: 'figures', ...figuresExample } },
    subscribe: (_input, listener) => system.subscribe((one) => listener({ kind: 'figures', ...one })),
  })
}
