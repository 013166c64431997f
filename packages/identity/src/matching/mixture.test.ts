// The model gets counts drawn from a model that is known, and must find that one again.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Chance } from './chance.ts'
import { Birth, FIELDS, Family, Given, LEVELS, MISSING, PATTERNS, SAME, levelOf, patternOf } from './fields.ts'
import { HOUSEHOLD, ONE_PERSON, STRANGERS, learn } from './mixture.ts'
import { seededDraw } from './seeded-draw.ts'

const PAIRS = 50_000_000
/** By class and field how often both are the same; what is left goes to `DIFFERENT`. */
const TRUTH = { [ONE_PERSON]: [0.8, 0.85, 0.9, 0.7, 0.6, 0.75], [HOUSEHOLD]: [0.02, 0.9, 0.02, 0.95, 0.4, 0.03], [STRANGERS]: [0.01, 0.002, 0.00005, 0.0002, 1e-7, 1e-7] } as const
const SIZES = { [ONE_PERSON]: 8_000, [HOUSEHOLD]: 20_000 } as const

/** Some levels besides, so that there is more to learn than yes and no. */
const FINER: Readonly<Record<number, readonly [number, number]>> = { 0: [Given.CLOSE, 0.1], 1: [Family.CLOSE, 0.08], 2: [Birth.DIGIT, 0.05] }

function drawn(): { counts: Float64Array; chance: Chance } {
  const draw = seededDraw(3)
  const counts = new Float64Array(PATTERNS)
  const same = FIELDS.map(() => 0)
  const levels = new Uint8Array(FIELDS.length)
  const add = (kind: typeof ONE_PERSON | typeof HOUSEHOLD): void => {
    FIELDS.forEach((_, at) => {
      const [finer, share] = kind === ONE_PERSON ? (FINER[at] ?? [1, 0]) : [1, 0]
      const dice = draw()
      levels[at] = dice < TRUTH[kind][at]! ? SAME[at]! : dice < TRUTH[kind][at]! + share ? finer : 1
      if (levels[at] === SAME[at]) same[at]!++
    })
    counts[patternOf(levels)]!++
  }
  for (let i = 0; i < SIZES[ONE_PERSON]; i++) add(ONE_PERSON)
  for (let i = 0; i < SIZES[HOUSEHOLD]; i++) add(HOUSEHOLD)
  // Strangers are compared where they happen to share a name, a date or a postcode, and nothing else; by a given name alone rarely.
  for (const at of [0, 1, 2, 3]) {
    const count = PAIRS * TRUTH[STRANGERS][at]!
    counts[patternOf(levels.map((_, i) => (i === at ? SAME[i]! : 1)))]! += at === 0 ? count / 100 : count
    same[at]! += count
  }
  const different = LEVELS.map((length, at) => Float64Array.from({ length }, (_, level) => (level === MISSING || level === SAME[at] ? 0 : level === 1 ? 0.99 : 0.01 / (length - 3))))
  return { counts, chance: { pairs: PAIRS, present: FIELDS.map(() => PAIRS), same, different, records: [], filled: [] } }
}

test('the classes that the counts came from are found again', () => {
  const { counts, chance } = drawn()
  const { shares, levels } = learn(counts, chance, 10_000)
  const near = (found: number, wanted: number, within: number, what: string): void => assert.ok(Math.abs(found - wanted) < within, `${what}: ${found}, wanted ${wanted}`)
  near(shares[ONE_PERSON]! * PAIRS, SIZES[ONE_PERSON], 200, 'pairs of one person')
  near(shares[HOUSEHOLD]! * PAIRS, SIZES[HOUSEHOLD], 800, 'pairs of a household')
  FIELDS.forEach((field, at) => {
    near(levels[ONE_PERSON]![at]![SAME[at]!]!, TRUTH[ONE_PERSON][at]!, 0.02, `one person, ${field}`)
    near(levels[HOUSEHOLD]![at]![SAME[at]!]!, TRUTH[HOUSEHOLD][at]!, 0.02, `household, ${field}`)
    for (const kind of [ONE_PERSON, HOUSEHOLD, STRANGERS]) near(levels[kind]![at]!.reduce((sum, one) => sum + one, 0), 1, 1e-9, `levels of ${field} add up`)
  })
  near(levels[ONE_PERSON]![0]![Given.CLOSE]!, 0.1, 0.02, 'close given names')
  // Chance keeps what belongs to nobody else: of the shared addresses nothing, of the names what strangers share.
  near(levels[STRANGERS]![0]![Given.SAME]!, 0.01, 0.001, 'strangers, given')
  assert.ok(levels[STRANGERS]![5]![SAME[5]!]! < 1e-6)
})

test('with nothing to learn from, it says what it began with', () => {
  const { chance } = drawn()
  const { levels } = learn(new Float64Array(PATTERNS), { ...chance, same: FIELDS.map(() => 0) }, 100)
  assert.equal(levels[ONE_PERSON]![2]![Birth.SAME], 0.9)
  FIELDS.forEach((_, at) => assert.ok(levels[HOUSEHOLD]![at]![SAME[at]!]! > 0))
})

test('a pattern has its levels back', () => {
  for (let pattern = 0; pattern < PATTERNS; pattern += 7) assert.equal(patternOf(FIELDS.map((_, at) => levelOf(pattern, at))), pattern)
})
