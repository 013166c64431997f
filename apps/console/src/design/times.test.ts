import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, HOUR, MINUTE, SECOND } from '@touchstone/base'
import { formatDuration, formatRelative, nextChange } from './times.ts'

const NOW = 1_760_000_000_000

test('a relative time is in the largest full unit', () => {
  const cases = [[0, 'now'], [-900, 'now'], [-59 * SECOND, '59 sec. ago'], [-60 * SECOND, '1 min. ago'], [-3 * HOUR, '3 hr. ago'], [-DAY, 'yesterday'], [-6 * DAY, '6 days ago'], [90 * MINUTE, 'in 1 hr.'], [-800 * DAY, '2 yr. ago']] as const
  for (const [away, words] of cases) assert.equal(formatRelative(NOW + away, NOW), words)
})

test('it is said again exactly when it would say something else', () => {
  for (const away of [-1, -1_500, -59_999, -60_000, -61_000, -3_599_000, -3_600_000, -90_000_000, 1_500, 61_000, 3_700_000]) {
    const at = NOW + away
    const next = nextChange(at, NOW)
    assert.ok(next >= SECOND, `${away}: not more than once a second`)
    const said = formatRelative(at, NOW)
    assert.equal(formatRelative(at, NOW + next - SECOND - 1), said, `${away}: not before`)
    assert.notEqual(formatRelative(at, NOW + next + SECOND), said, `${away}: not much later`)
  }
})

test('lengths are in their two largest units', () => {
  const cases = [[400, '0.4 sec'], [12_000, '12 sec'], [125_000, '2 min 5 sec'], [2 * HOUR, '2 hr'], [2 * HOUR + 5 * MINUTE, '2 hr 5 min'], [3 * DAY + HOUR, '3 days 1 hr']] as const
  for (const [millis, words] of cases) assert.equal(formatDuration(millis), words)
})
