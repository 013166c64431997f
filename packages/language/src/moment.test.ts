import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { dayOf, momentOf } from './moment.ts'

describe('the text of an instant', () => {
  it('is a date, or a date and a time with its offset', () => {
    const at = Date.UTC(2026, 2, 29, 0, 59, 7, 120)
    assert.equal(momentOf('2026-03-29'), Date.UTC(2026, 2, 29))
    assert.equal(momentOf('2026-03-29T00:59:07.12Z'), at)
    assert.equal(momentOf('2026-03-29 00:59:07.120999999Z'), at)
    assert.equal(momentOf('2026-03-29T02:59:07.12+02:00'), at)
    assert.equal(momentOf('2026-03-28T19:59:07.12-05:00'), at)
    assert.equal(momentOf('2026-03-29T14:59+14:00'), Date.UTC(2026, 2, 29, 0, 59))
    assert.equal(momentOf('2026-03-29T00:59Z'), Date.UTC(2026, 2, 29, 0, 59))
    assert.equal(momentOf('2024-02-29'), Date.UTC(2024, 1, 29))
    assert.equal(momentOf('2000-02-29'), Date.UTC(2000, 1, 29))
    assert.equal(momentOf('1900-01-01'), Date.UTC(1900, 0, 1))
    assert.equal(momentOf('2299-12-31T23:59:59.999Z'), Date.UTC(2299, 11, 31, 23, 59, 59, 999))
  })

  it('is nothing else', () => {
    const wrong = [
      '', '2026', '2026-3-29', '2026-02-30', '2025-02-29', '1900-02-29', '2026-13-01', '2026-00-01', '2026-01-00', '1899-12-31', '2300-01-01',
      '2026-03-29T', '2026-03-29T00:59', '2026-03-29T00:59:07', '2026-03-29T24:00Z', '2026-03-29T00:60Z', '2026-03-29T00:00:60Z', '2026-03-29T00:59:07.Z',
      '2026-03-29T00:59:07.1234567890Z', '2026-03-29T00:59.5Z', '2026-03-29t00:59Z', '2026-03-29T00:59z', '2026-03-29  00:59Z', '2026-03-29T00:59 Z',
      '2026-03-29T00:59+0200', '2026-03-29T00:59+02', '2026-03-29T00:59+14:01', '2026-03-29T00:59+15:00', '2026-03-29T00:59+02:60', '2026-03-29T00:59Z ', ' 2026-03-29',
      '2026-03-29Z', '+2026-03-29', '２026-03-29', '2026/03/29', '20260329', '1774742400000', 'now',
    ]
    for (const text of wrong) assert.equal(momentOf(text), undefined, text)
  })

  it('reads what the standard writes', () => {
    const instant = fc.integer({ min: Date.UTC(1900, 0, 1), max: Date.UTC(2300, 0, 1) - 1 })
    fc.assert(fc.property(instant, (at) => assert.equal(momentOf(new Date(at).toISOString()), at)))
  })
})

describe('the text of a day', () => {
  it('is a month and day, with or without a year', () => {
    assert.deepEqual(dayOf('02-29'), { month: 2, day: 29 })
    assert.deepEqual(dayOf('12-31'), { month: 12, day: 31 })
    assert.deepEqual(dayOf('1984-02-29'), { month: 2, day: 29 })
    assert.deepEqual(dayOf('1984-07-01T99:99 whatever'), { month: 7, day: 1 })
    assert.deepEqual(dayOf('1984-07-01 '), { month: 7, day: 1 })
  })

  it('is nothing else', () => {
    for (const text of ['', '2-29', '02-30', '04-31', '00-10', '13-01', '1985-02-29', '1984-07-01x', '1984-07-0', '07/01', '1800-07-01', '02-29T']) assert.equal(dayOf(text), undefined, text)
  })
})
