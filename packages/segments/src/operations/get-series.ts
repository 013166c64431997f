import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import type { SegmentDefinitions } from '../definitions.ts'
import { instantOf } from '../instants.ts'
import type { SegmentPorts } from '../ports.ts'
import { bucketsOf, INTERVALS, MAX_BUCKETS, USUAL_RANGE } from '../series/buckets.ts'
import { readSeries } from '../series/size-series.ts'
import { millis, moment, segmentExample, segmentId } from '../shapes.ts'

const flow = { entered: s.number(), left: s.number() }

export const getSeries = (definitions: SegmentDefinitions, ports: SegmentPorts) =>
  operation({
    name: 'segments.get-series',
    method: 'GET',
    path: 'segments/{id}/series',
    summary: 'The size of a microsegment over time, with who entered and left',
    description:
      '`size` is the number of members at the end of each stretch: the size before, plus everyone who entered, less everyone ' +
      'who left. Someone who leaves and comes back counts each time. While a version speaks for the segment its changes ' +
      'count; when another one takes over, the difference between the two has the cause `version`. Minutes and hours are ' +
      'those of UTC; days, weeks and months are those of `zone`. The first stretch is the whole one that holds `from`; the ' +
      `last one ends at \`to\`. At most ${MAX_BUCKETS} stretches.`,
    input: s.object({
      id: segmentId,
      from: moment.optional().describe('unless given, before `to`: 6 hours of minutes, 7 days of hours, 30 days, 26 weeks or 365 days of months'),
      to: moment.optional().describe('now unless given; a later moment is taken for now'),
      interval: s.enum(INTERVALS).default('day'),
      zone: s.string().max(64).default('UTC').describe('a time zone such as Europe/Berlin'),
    }),
    output: s.object({
      before: s.number().describe('the size before the first stretch'),
      points: s.array(
        s.object({
          from: millis,
          to: millis,
          size: s.number(),
          ...flow,
          causes: s.record(s.string(), s.object(flow)).describe('by cause: fact, time, merge, backfill, threshold, archive, version'),
        }),
      ),
      through: s.number(),
      isComplete: s.boolean(),
    }),
    permission: 'segments:read',
    audit: 'read the size of segment {id} over time',
    example: {
      input: { id: segmentExample.id, from: '2025-10-08T00:00:00Z', to: '2025-10-10T00:00:00Z', interval: 'day', zone: 'UTC' },
      output: {
        before: 740,
        points: [
          { from: 1_759_881_600_000, to: 1_759_968_000_000, size: 742, entered: 9, left: 7, causes: { fact: { entered: 9, left: 0 }, time: { entered: 0, left: 7 } } },
          { from: 1_759_968_000_000, to: 1_760_054_400_000, size: 751, entered: 9, left: 0, causes: { fact: { entered: 9, left: 0 } } },
        ],
        through: 52_110,
        isComplete: true,
      },
    },
    async handler({ id, from, to, interval, zone }) {
      const found = await definitions.find(id)
      if (!found.ok) return found
      const now = ports.clock.now()
      const end = to === undefined ? ok(now) : instantOf('to', to)
      if (!end.ok) return end
      const until = Math.min(end.value, now)
      const start = from === undefined ? ok(until - USUAL_RANGE[interval]) : instantOf('from', from)
      if (!start.ok) return start
      const buckets = bucketsOf(start.value, until, interval, zone)
      if (!buckets.ok) return buckets
      const timeline = await definitions.versions.speakers.timeline(id)
      if (!timeline.ok) return timeline
      const through = ports.historyThrough()
      const isComplete = through >= ports.engineProgress().log.position
      const series = await readSeries(ports.queryHistory, timeline.value, buckets.value)
      return series.ok ? ok({ ...series.value, through, isComplete }) : series
    },
  })
