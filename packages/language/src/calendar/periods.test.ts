import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Period } from '../check/tree.ts'
import { hourOf, localDay, nextHourStart, nextPeriodStart, nextWeekdayStart, periodStart, previousPeriodStart, weekdayOf } from './periods.ts'
import { Temporal } from './temporal.ts'
import { ZONES } from './zones.ts'

const PERIODS: readonly Period[] = ['day', 'week', 'month', 'quarter', 'year']
const shown = (at: number): string => new Date(at).toISOString()
const at = (text: string): number => {
  const instant = Date.parse(text)
  assert.ok(!Number.isNaN(instant), text)
  return instant
}

/** Start of the period, of the one before, and of the next, as UTC. */
function around(zone: string, period: Period, text: string): string[] {
  return [previousPeriodStart(zone, period, at(text)), periodStart(zone, period, at(text)), nextPeriodStart(zone, period, at(text))].map(shown)
}

describe('periods in a zone', () => {
  it('days of 23 and of 25 hours', () => {
    assert.deepEqual(around('Europe/Berlin', 'day', '2026-03-29T00:59:59.999Z'), ['2026-03-27T23:00:00.000Z', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'])
    assert.deepEqual(around('Europe/Berlin', 'day', '2026-10-25T22:59:59.999Z'), ['2026-10-23T22:00:00.000Z', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'])
    assert.deepEqual(around('Europe/Berlin', 'day', '2026-10-25T23:00:00.000Z'), ['2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z', '2026-10-26T23:00:00.000Z'])
  })

  it('a day that begins at 01:00 because midnight was skipped', () => {
    // São Paulo, 4 November 2018: 00:00 −03 became 01:00 −02.
    assert.deepEqual(around('America/Sao_Paulo', 'day', '2018-11-04T03:00:00Z'), ['2018-11-03T03:00:00.000Z', '2018-11-04T03:00:00.000Z', '2018-11-05T02:00:00.000Z'])
    assert.equal(hourOf('America/Sao_Paulo', at('2018-11-04T03:00:00Z')), 1)
    assert.equal(shown(nextHourStart('America/Sao_Paulo', at('2018-11-04T02:30:00Z'))), '2018-11-04T03:00:00.000Z')
    // And 18 February 2018 began an hour late, after 23:00 had come twice.
    assert.deepEqual(around('America/Sao_Paulo', 'day', '2018-02-18T02:30:00Z'), ['2018-02-16T02:00:00.000Z', '2018-02-17T02:00:00.000Z', '2018-02-18T03:00:00.000Z'])
  })

  it('a day that never was', () => {
    // Apia went from 29 December 2011, 24:00 −10 to 31 December, 00:00 +14.
    assert.deepEqual(around('Pacific/Apia', 'day', '2011-12-30T09:59:59.999Z'), ['2011-12-28T10:00:00.000Z', '2011-12-29T10:00:00.000Z', '2011-12-30T10:00:00.000Z'])
    assert.deepEqual(around('Pacific/Apia', 'day', '2011-12-30T10:00:00Z'), ['2011-12-29T10:00:00.000Z', '2011-12-30T10:00:00.000Z', '2011-12-31T10:00:00.000Z'])
    assert.deepEqual(localDay('Pacific/Apia', at('2011-12-30T10:00:00Z')), { year: 2011, month: 12, day: 31 })
    assert.deepEqual([at('2011-12-30T09:59:59.999Z'), at('2011-12-30T10:00:00Z')].map((t) => weekdayOf('Pacific/Apia', t)), [4, 6])
    assert.equal(shown(nextWeekdayStart('Pacific/Apia', at('2011-12-29T10:00:00Z'))), '2011-12-30T10:00:00.000Z')
  })

  it('a day that began, was taken back by the clock, and goes on', () => {
    // St. John's put its clocks back at 00:01, to 23:01 of the day before.
    assert.deepEqual(around('America/St_Johns', 'day', '2009-11-01T02:30:00Z'), ['2009-10-31T02:30:00.000Z', '2009-11-01T02:30:00.000Z', '2009-11-02T03:30:00.000Z'])
    assert.deepEqual(localDay('America/St_Johns', at('2009-11-01T03:00:00Z')), { year: 2009, month: 11, day: 1 })
    assert.deepEqual(['2009-11-01T02:29:59.999Z', '2009-11-01T02:30:00Z', '2009-11-01T02:31:00Z', '2009-11-01T03:30:00Z'].map((t) => weekdayOf('America/St_Johns', at(t))), [6, 7, 6, 7])
    assert.equal(shown(nextWeekdayStart('America/St_Johns', at('2009-11-01T02:30:00Z'))), '2009-11-01T02:31:00.000Z')
  })

  it('zones off the full hour, and a clock that moves by 30 minutes', () => {
    assert.deepEqual(around('Asia/Kathmandu', 'day', '2026-01-01T00:00:00Z'), ['2025-12-30T18:15:00.000Z', '2025-12-31T18:15:00.000Z', '2026-01-01T18:15:00.000Z'])
    assert.equal(shown(nextHourStart('Asia/Kathmandu', at('2026-01-01T00:00:00Z'))), '2026-01-01T00:15:00.000Z')
    // Lord Howe, 5 April 2026: 02:00 +11 became 01:30 +10:30, so that hour has 90 minutes.
    assert.equal(shown(nextHourStart('Australia/Lord_Howe', at('2026-04-04T14:00:00Z'))), '2026-04-04T15:30:00.000Z')
    assert.deepEqual(around('Australia/Lord_Howe', 'day', '2026-04-04T20:00:00Z'), ['2026-04-03T13:00:00.000Z', '2026-04-04T13:00:00.000Z', '2026-04-05T13:30:00.000Z'])
  })

  it('weeks begin on Monday, quarters in January, April, July and October', () => {
    assert.deepEqual(around('UTC', 'week', '2026-01-01T12:00:00Z'), ['2025-12-22T00:00:00.000Z', '2025-12-29T00:00:00.000Z', '2026-01-05T00:00:00.000Z'])
    assert.deepEqual(around('UTC', 'week', '2026-01-04T23:59:59.999Z'), ['2025-12-22T00:00:00.000Z', '2025-12-29T00:00:00.000Z', '2026-01-05T00:00:00.000Z'])
    assert.deepEqual(around('Europe/Berlin', 'month', '2026-03-31T21:59:59.999Z'), ['2026-01-31T23:00:00.000Z', '2026-02-28T23:00:00.000Z', '2026-03-31T22:00:00.000Z'])
    assert.deepEqual(around('Europe/Berlin', 'quarter', '2026-03-31T22:00:00Z'), ['2025-12-31T23:00:00.000Z', '2026-03-31T22:00:00.000Z', '2026-06-30T22:00:00.000Z'])
    assert.deepEqual(around('America/New_York', 'year', '2027-01-01T04:59:59.999Z'), ['2025-01-01T05:00:00.000Z', '2026-01-01T05:00:00.000Z', '2027-01-01T05:00:00.000Z'])
    assert.deepEqual(around('UTC', 'month', '2024-02-29T00:00:00Z'), ['2024-01-01T00:00:00.000Z', '2024-02-01T00:00:00.000Z', '2024-03-01T00:00:00.000Z'])
    assert.deepEqual(around('UTC', 'year', '0050-06-01T00:00:00Z').map((text) => text.slice(0, 10)), ['0049-01-01', '0050-01-01', '0051-01-01'])
  })
})

describe('periods, hours and weekdays against Temporal, at random instants near changes of clocks', () => {
  const exotic = ['Pacific/Apia', 'Pacific/Kwajalein', 'America/St_Johns', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Africa/Casablanca', 'Antarctica/Troll', 'America/Nuuk', 'Asia/Gaza', 'Europe/Dublin']
  const zone = fc.oneof(fc.constantFrom('Europe/Berlin', 'America/New_York', ...exotic), fc.constantFrom(...ZONES))
  const instant = fc.oneof(fc.integer({ min: Date.UTC(1960, 0, 1), max: Date.UTC(2040, 0, 1) }), fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2299, 0, 1) }))

  function zoned(inZone: string, instantMillis: number): Temporal.ZonedDateTime {
    return Temporal.Instant.fromEpochMilliseconds(instantMillis).toZonedDateTimeISO(inZone)
  }

  /** A random instant, moved next to the following change of the clock one time in two. */
  const asked = fc.tuple(zone, instant, fc.boolean(), fc.constantFrom(-1, 0, 1, -3_600_000, 3_599_999, 3_600_000, 86_400_000)).map(([inZone, random, near, off]): [string, number] => {
    const change = near ? zoned(inZone, random).getTimeZoneTransition('next') : null
    return [inZone, change === null ? random : change.epochMilliseconds + off]
  })

  const firstDate: Record<Period, (date: Temporal.PlainDate) => Temporal.PlainDate> = {
    day: (date) => date,
    week: (date) => date.subtract({ days: date.dayOfWeek - 1 }),
    month: (date) => date.with({ day: 1 }),
    quarter: (date) => date.with({ day: 1, month: date.month - ((date.month - 1) % 3) }),
    year: (date) => date.with({ day: 1, month: 1 }),
  }
  const length: Record<Period, Temporal.DurationLike> = { day: { days: 1 }, week: { weeks: 1 }, month: { months: 1 }, quarter: { months: 3 }, year: { years: 1 } }

  it('agree on hours and weekdays, and on when they change', () => {
    fc.assert(fc.property(asked, ([inZone, t]) => {
      assert.equal(hourOf(inZone, t), zoned(inZone, t).hour)
      assert.equal(weekdayOf(inZone, t), zoned(inZone, t).dayOfWeek)
      const hour = nextHourStart(inZone, t)
      assert.ok(hour > t && zoned(inZone, hour).hour !== zoned(inZone, t).hour && zoned(inZone, hour - 1).hour === zoned(inZone, t).hour)
      const day = nextWeekdayStart(inZone, t)
      assert.ok(day > t && zoned(inZone, day).dayOfWeek !== zoned(inZone, t).dayOfWeek && zoned(inZone, day - 1).dayOfWeek === zoned(inZone, t).dayOfWeek)
    }), { numRuns: 1500 })
  })

  it('agree on where periods begin', () => {
    fc.assert(fc.property(asked, fc.constantFrom(...PERIODS), ([inZone, t], period) => {
      // The starts around t, by Temporal; those of dates that were skipped fall together.
      const shownFirst = firstDate[period](zoned(inZone, t).toPlainDate())
      const starts = [-3, -2, -1, 0, 1, 2, 3].map((k) => {
        let date = shownFirst
        for (let i = 0; i < Math.abs(k); i++) date = k < 0 ? date.subtract(length[period]) : date.add(length[period])
        return date.toZonedDateTime({ timeZone: inZone }).epochMilliseconds
      })
      const unique = [...new Set(starts)].sort((a, b) => a - b)
      const index = unique.findLastIndex((start) => start <= t)
      const found = [previousPeriodStart(inZone, period, t), periodStart(inZone, period, t), nextPeriodStart(inZone, period, t)]
      assert.deepEqual(found.map(shown), [unique[index - 1]!, unique[index]!, unique[index + 1]!].map(shown), `${period} in ${inZone} at ${shown(t)}`)
    }), { numRuns: 1500 })
  })

  it('cost less than 0.2 µs when asked again nearby', () => {
    const now = at('2026-06-15T12:00:00Z')
    let sum = 0
    const ask = (): number => {
      const begin = performance.now()
      for (let i = 0; i < 100_000; i++) {
        sum += nextPeriodStart('Europe/Berlin', 'month', now + i) + periodStart('America/New_York', 'day', now + (i % 3) * 60_000) + hourOf('Asia/Kolkata', now + i * 1000)
      }
      return (performance.now() - begin) / 300_000
    }
    const best = Math.min(...Array.from({ length: 10 }, ask))
    assert.ok(sum > 0)
    assert.ok(best * 1000 < 0.2, `${best * 1000} µs`)
  })
})
