import { DAY, HOUR, MINUTE, fail, ok, type Millis, type Result } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { parseInstant } from '@touchstone/vocabulary'
import type { ProfilePorts } from '../ports.ts'
import { millis } from '../shapes.ts'

const MAX_POINTS = 1_500
const DEFAULT_RANGE = 3 * HOUR
const LENGTHS = { minute: MINUTE, hour: HOUR, day: DAY } as const

const moment = s.string().max(60).describe('ISO 8601, or milliseconds since 1970 UTC')

export const getFactSeries = ({ clock, queryHistory, historyThrough, logPosition }: ProfilePorts) =>
  operation({
    name: 'profiles.get-fact-series',
    method: 'GET',
    path: 'profiles/facts/series',
    summary: 'How many facts came in over time',
    description:
      'By when they were received, in stretches of UTC; duplicates do not count. The first stretch is the whole one that holds `from`; stretches without a fact are there with 0, ' +
      `and the last one ends at \`to\`. At most ${MAX_POINTS} stretches.`,
    input: s.object({
      from: moment.optional().describe('3 hours before `to` unless given'),
      to: moment.optional().describe('now unless given'),
      interval: s.enum(['minute', 'hour', 'day']).default('minute'),
      source: s.string().min(1).max(64).optional().describe('only facts of the source with this id'),
    }),
    output: s.object({
      interval: s.number().describe('milliseconds'),
      points: s.array(s.object({ from: millis, facts: s.number() })),
      total: s.number(),
      through: s.number().describe('everything up to this log position was counted'),
      isComplete: s.boolean(),
    }),
    permission: 'profiles:read',
    audit: 'read how many facts came in',
    example: {
      input: { from: '2025-10-09T08:00:00Z', to: '2025-10-09T08:02:00Z' },
      output: { interval: MINUTE, points: [{ from: 1_759_996_800_000, facts: 312 }, { from: 1_759_996_860_000, facts: 298 }], total: 610, through: 52_110, isComplete: true },
    },
    async handler({ from, to, interval, source }) {
      const end = instantOf('to', to, clock.now())
      if (!end.ok) return end
      const start = instantOf('from', from, end.value - DEFAULT_RANGE)
      if (!start.ok) return start
      const length = LENGTHS[interval]
      const first = Math.floor(start.value / length) * length
      const count = Math.ceil((end.value - first) / length)
      if (count < 1) return fail('profiles.empty-range', 'expected "from" to be before "to"')
      if (count > MAX_POINTS) return fail('profiles.too-many-points', `expected at most ${MAX_POINTS} stretches of time, got ${count}: choose a longer interval than ${interval}, or a shorter range`)
      // Asked before the query: what is durable by now is surely in the answer.
      const through = historyThrough()
      const isComplete = through >= logPosition()
      const sql = `SELECT intDiv(minute, {length:Int64}) * {length:Int64} AS at, sum(facts) AS facts FROM touchstone.profiles_minutes
WHERE minute >= {first:Int64} AND minute < {end:Int64}${source === undefined ? '' : ' AND source = {source:String}'} GROUP BY at`
      const rows = await queryHistory(sql, { length, first, end: first + count * length, ...(source === undefined ? {} : { source }) })
      if (!rows.ok) return rows
      const counted = new Map(rows.value.map((row) => [row['at'] as number, row['facts'] as number]))
      const points = Array.from({ length: count }, (_, i) => ({ from: first + i * length, facts: counted.get(first + i * length) ?? 0 }))
      return ok({ interval: length, points, total: points.reduce((sum, { facts }) => sum + facts, 0), through, isComplete })
    },
  })

function instantOf(field: string, given: string | undefined, otherwise: Millis): Result<Millis> {
  const instant = given === undefined ? otherwise : parseInstant(given)
  if (instant !== undefined) return ok(instant)
  return fail('profiles.invalid-moment', `"${field}": expected an instant such as 2026-03-01T00:00:00Z or milliseconds since 1970, got ${JSON.stringify(given)}`)
}
