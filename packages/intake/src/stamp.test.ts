import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from './model.ts'
import { stampTimes } from './stamp.ts'

const at = (text: string) => Date.parse(text)
const RECEIVED = at('2024-05-05T12:00:00.000Z')

interface Row {
  readonly name: string
  readonly event: Record<string, unknown>
  readonly envelopeSentAt?: unknown
  /** timestamp, originalTimestamp, sentAt */
  readonly expected: readonly [string, string, string]
}

const NOW = '2024-05-05T12:00:00.000Z'
const TABLE: readonly Row[] = [
  { name: 'nothing given: now', event: {}, expected: [NOW, NOW, NOW] },
  {
    name: 'the sender’s clock is an hour ahead: the hour is taken out',
    event: { timestamp: '2024-05-05T12:59:50.000Z', sentAt: '2024-05-05T13:00:00.000Z' },
    expected: ['2024-05-05T11:59:50.000Z', '2024-05-05T12:59:50.000Z', '2024-05-05T13:00:00.000Z'],
  },
  {
    name: 'the sender’s clock is three years behind',
    event: { timestamp: '2021-05-05T11:59:00.000Z', sentAt: '2021-05-05T12:00:00.000Z' },
    expected: ['2024-05-05T11:59:00.000Z', '2021-05-05T11:59:00.000Z', '2021-05-05T12:00:00.000Z'],
  },
  {
    name: 'an import keeps its history: old original, sent now',
    event: { timestamp: '2011-12-09T12:50:00.000Z', sentAt: NOW },
    expected: ['2011-12-09T12:50:00.000Z', '2011-12-09T12:50:00.000Z', NOW],
  },
  {
    name: 'without sentAt nothing is corrected',
    event: { timestamp: '2011-12-09T12:50:00.000Z' },
    expected: ['2011-12-09T12:50:00.000Z', '2011-12-09T12:50:00.000Z', NOW],
  },
  {
    name: 'the envelope’s sentAt counts where the event has none',
    event: { timestamp: '2024-05-05T12:59:50.000Z' },
    envelopeSentAt: '2024-05-05T13:00:00.000Z',
    expected: ['2024-05-05T11:59:50.000Z', '2024-05-05T12:59:50.000Z', '2024-05-05T13:00:00.000Z'],
  },
  {
    name: 'the event’s own sentAt wins over the envelope’s',
    event: { timestamp: '2024-05-05T11:00:00.000Z', sentAt: '2024-05-05T11:30:00.000Z' },
    envelopeSentAt: '2024-05-05T13:00:00.000Z',
    expected: ['2024-05-05T11:30:00.000Z', '2024-05-05T11:00:00.000Z', '2024-05-05T11:30:00.000Z'],
  },
  {
    name: 'originalTimestamp wins over timestamp',
    event: { originalTimestamp: '2024-05-05T10:00:00.000Z', timestamp: '2024-05-05T11:00:00.000Z', sentAt: NOW },
    expected: ['2024-05-05T10:00:00.000Z', '2024-05-05T10:00:00.000Z', NOW],
  },
  {
    name: 'RudderStack’s Node SDK: the caller’s own instant wins over the one the SDK adds',
    event: { originalTimestamp: NOW, timestamp: '2011-12-09T12:50:00.000Z', sentAt: NOW, _metadata: { nodeVersion: '24.1.0' } },
    expected: ['2011-12-09T12:50:00.000Z', '2011-12-09T12:50:00.000Z', NOW],
  },
  {
    name: 'RudderStack’s Node SDK without an instant of the caller',
    event: { originalTimestamp: '2024-05-05T11:59:00.000Z', sentAt: NOW, _metadata: { nodeVersion: '24.1.0' } },
    expected: ['2024-05-05T11:59:00.000Z', '2024-05-05T11:59:00.000Z', NOW],
  },
  {
    name: 'what comes out in the future is now',
    event: { timestamp: '2099-01-01T00:00:00.000Z', sentAt: NOW },
    expected: [NOW, '2099-01-01T00:00:00.000Z', NOW],
  },
  {
    name: 'an absurd future on both sides is only a wrong clock',
    event: { timestamp: '9999-12-31T23:59:50.000Z', sentAt: '9999-12-31T23:59:59.000Z' },
    expected: ['2024-05-05T11:59:51.000Z', '9999-12-31T23:59:50.000Z', '9999-12-31T23:59:59.000Z'],
  },
  { name: 'null is absent', event: { timestamp: null, sentAt: null, originalTimestamp: null }, envelopeSentAt: null, expected: [NOW, NOW, NOW] },
  {
    name: 'milliseconds',
    event: { timestamp: RECEIVED - 5000, sentAt: RECEIVED },
    expected: ['2024-05-05T11:59:55.000Z', '2024-05-05T11:59:55.000Z', NOW],
  },
  { name: 'the first instant that is taken', event: { timestamp: '1970-01-01T00:00:00Z', sentAt: NOW }, expected: ['1970-01-01T00:00:00.000Z', '1970-01-01T00:00:00.000Z', NOW] },
]

for (const { name, event, envelopeSentAt, expected } of TABLE) {
  test(name, () => {
    const stamps = stampTimes(event, envelopeSentAt, RECEIVED)
    assert.ok(!(stamps instanceof Refusal))
    assert.deepEqual([stamps.timestamp, stamps.originalTimestamp, stamps.sentAt], expected.map(at))
  })
}

test('what cannot be read is refused, and the reason says which field and what was expected', () => {
  const refused: [Record<string, unknown>, unknown, string, RegExp][] = [
    [{ timestamp: 'yesterday' }, undefined, 'timestamp.unreadable', /expected timestamp as ISO 8601.*got "yesterday"/],
    [{ timestamp: 1714903872 }, undefined, 'timestamp.unreadable', /looks like seconds/],
    [{ timestamp: {} }, undefined, 'timestamp.unreadable', /got an object/],
    [{ timestamp: true }, undefined, 'timestamp.unreadable', /got true/],
    [{ originalTimestamp: 'soon', timestamp: NOW }, undefined, 'original-timestamp.unreadable', /originalTimestamp/],
    [{ sentAt: '' }, undefined, 'sent-at.unreadable', /sentAt/],
    [{}, ['x'], 'sent-at.unreadable', /got a list/],
    [{ timestamp: '1969-12-31T23:59:59Z', sentAt: NOW }, undefined, 'timestamp.before-1970', /since 1970/],
    [{ timestamp: '0001-01-01T00:00:00Z' }, undefined, 'timestamp.before-1970', /since 1970/],
    [{ timestamp: NOW, sentAt: '9999-01-01T00:00:00Z' }, undefined, 'timestamp.before-1970', /since 1970/],
  ]
  for (const [event, envelopeSentAt, reason, message] of refused) {
    const refusal = stampTimes(event, envelopeSentAt, RECEIVED)
    assert.ok(refusal instanceof Refusal, JSON.stringify(event))
    assert.equal(refusal.reason, reason)
    assert.match(refusal.message, message)
  }
})
