import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { paint } from './paint.ts'

const painted = (text: string): string[] => paint(text).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`)

describe('paint', () => {
  it('says what each piece is', () => {
    assert.deepEqual(painted('did "A" in last 30 seconds and plan.x != 3 # so'), [
      'word did', 'text "A"', 'word in', 'word last', 'number 30', 'unit seconds', 'word and', 'name plan', 'symbol .', 'name x', 'symbol !=', 'number 3', 'comment # so',
    ])
    assert.deepEqual(painted('count("A".last) > 1').slice(0, 5), ['function count', 'symbol (', 'text "A"', 'symbol .', 'name last'])
  })

  it('goes on behind what is no token', () => {
    assert.deepEqual(painted('plan = "go\nand did'), ['name plan', 'symbol =', 'text "go', 'word and', 'word did'])
    assert.deepEqual(painted('plan ~ 1\nor x'), ['name plan', 'word or', 'name x'])
  })

  it('answers for any text, in order and without overlap', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', '\\', '#', '\n', 'a', '=', '&', '(', '1', ' ', '🛒', '-', '.') }), (text) => {
        let at = 0
        for (const { start, end } of paint(text)) {
          assert.ok(start >= at && end > start && end <= text.length)
          at = end
        }
      }),
    )
  })
})
