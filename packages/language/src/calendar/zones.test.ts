// The list of zones against what this runtime knows. A name that the runtime lists and we do not is a zone that came with
// a newer tz database: add it. One that the runtime does not know is one that conditions could name and nobody evaluate.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Temporal } from './temporal.ts'
import { isZone, ZONES } from './zones.ts'

test('every zone of the list is known here', () => {
  const instant = Temporal.Instant.fromEpochMilliseconds(0)
  for (const zone of ZONES) assert.doesNotThrow(() => instant.toZonedDateTimeISO(zone), zone)
})

test('every zone that this runtime lists is in the list', () => {
  assert.deepEqual(Intl.supportedValuesOf('timeZone').filter((zone) => !isZone(zone)), [])
})

test('old names count, other spellings and bare offsets do not', () => {
  for (const zone of ['UTC', 'Europe/Berlin', 'US/Pacific', 'Asia/Calcutta', 'Asia/Kolkata', 'Europe/Kiev', 'Europe/Kyiv', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5']) assert.ok(isZone(zone), zone)
  for (const zone of ['', 'utc', 'europe/berlin', '+02:00', 'Europe/', 'Europe', 'Berlin', ' UTC', 'Factory', 'constructor']) assert.ok(!isZone(zone), zone)
  assert.equal(new Set(ZONES).size, ZONES.length)
})
