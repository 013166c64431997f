import { DAY, HOUR, MINUTE, ok, type Millis } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import type { SegmentDefinitions } from '../definitions.ts'
import type { Speaker } from '../model.ts'
import type { SegmentPorts } from '../ports.ts'
import type { Interval } from '../series/buckets.ts'
import { readMovements } from '../series/movers.ts'
import { millis, segmentExample } from '../shapes.ts'

const MAX_MOVERS = 1_000

/** How long each window is, and at what it is cut: get-series cuts there too. */
const WINDOWS: Readonly<Record<'hour' | 'day', { readonly length: Millis; readonly grain: Millis; readonly interval: Interval }>> = {
  hour: { length: HOUR, grain: MINUTE, interval: 'minute' },
  day: { length: DAY, grain: HOUR, interval: 'hour' },
}

export const listMovers = (definitions: SegmentDefinitions, ports: SegmentPorts) =>
  operation({
    name: 'segments.list-movers',
    method: 'GET',
    path: 'segments/movers',
    summary: 'Which microsegments moved most lately',
    description:
      'From `from` up to `to`: the size before, how many entered and left (someone who comes and goes counts each time), the size after. Those whose size changed most ' +
      'come first, then those with the most coming and going. segments.get-series over the same `from`, `to` and `interval` adds up to the same figures.',
    input: s.object({ window: s.enum(['hour', 'day']).default('hour'), limit: s.coerce.number().int().min(1).max(MAX_MOVERS).default(10) }),
    output: s.object({
      from: millis,
      to: millis,
      interval: s.enum(['minute', 'hour']),
      movers: s.array(s.object({ id: s.string(), name: s.string(), before: s.number(), size: s.number(), change: s.number(), entered: s.number(), left: s.number(), sizes: s.array(s.number()).describe('the size at the end of each stretch of `interval`') })),
      moved: s.number().describe('how many segments moved at all'),
      through: s.number(),
      isComplete: s.boolean(),
    }),
    permission: 'segments:read',
    audit: 'read which segments moved',
    example: {
      input: { window: 'day', limit: 1 },
      output: {
        from: 1_759_986_000_000,
        to: 1_760_072_460_000,
        interval: 'hour',
        movers: [{ id: segmentExample.id, name: segmentExample.name, before: 740, size: 751, change: 11, entered: 14, left: 3, sizes: [742, 745, 751] }],
        moved: 4,
        through: 52_110,
        isComplete: true,
      },
    },
    async handler({ window, limit }) {
      const { length, grain, interval } = WINDOWS[window]
      const to = ports.clock.now()
      const from = Math.floor((to - length) / grain) * grain
      const all = await ports.store.list()
      if (!all.ok) return all
      const names = new Map(all.value.filter(({ archivedAt }) => archivedAt === null).map(({ id, name }) => [id, name]))
      const timelines = new Map<string, readonly Speaker[]>()
      for (const id of names.keys()) {
        const timeline = await definitions.versions.speakers.timeline(id)
        if (!timeline.ok) return timeline
        timelines.set(id, timeline.value)
      }
      // Asked before the query: what is durable by now is surely counted.
      const through = ports.historyThrough()
      const isComplete = through >= ports.engineProgress().log.position
      const found = await readMovements(ports.queryHistory, timelines, from, to, interval)
      if (!found.ok) return found
      const movers = found.value.map((one) => ({ ...one, sizes: [...one.sizes], name: names.get(one.id)!, change: one.size - one.before }))
      movers.sort((a, b) => Math.abs(b.change) - Math.abs(a.change) || b.entered + b.left - (a.entered + a.left) || (a.id < b.id ? -1 : 1))
      return ok({ from, to, interval: interval as 'minute' | 'hour', movers: movers.slice(0, limit), moved: movers.length, through, isComplete })
    },
  })
