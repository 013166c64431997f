import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { leavesOf } from '../check/listens.ts'
import { conditionText } from '../check/text.ts'
import type { Condition } from '../check/tree.ts'
import { parseStoredCondition } from '../parse-condition.ts'
import { condition } from '../testing/generators.ts'
import { withoutSpans } from '../testing/without-spans.ts'
import { readCondition, readPart } from './reading.ts'

function rootOf(text: string): Condition {
  const checked = parseStoredCondition(text)
  assert.ok(checked.ok, `${text}: ${checked.ok || checked.failure.message}`)
  return checked.value.root
}

const reads = (text: string): string => readCondition({ root: rootOf(text) })

function assertParts(cases: readonly (readonly [string, string])[]): void {
  for (const [text, expected] of cases) assert.equal(readPart(rootOf(text)), expected)
}

describe('the reading of a condition', () => {
  it('is a sentence where it is short', () => {
    assert.equal(reads('plan = "free"'), 'People whose plan is "free"')
    assert.equal(
      reads('plan != "free" and count("Order Completed") in last 90 days >= 3'),
      'People whose plan is a text other than "free", and who did "Order Completed" at least 3 times in the last 90 days',
    )
    assert.equal(reads('hour() = 3 or not a exists'), 'People for whom the hour now is 3 (UTC), or whose a is not known')
    assert.equal(reads('a = 1 for 14 days'), 'People for whom it has been true at every moment of the last 14 days that their a is 1')
  })

  it('is a list where parts are joined within parts', () => {
    assert.equal(
      reads('country in ("DE", "AT") and (did "A" or not (b = 1 and c = 2)) and left (d = 1 or e = 2) in last 7 days'),
      [
        'People for whom all of these are true:',
        '- their country is "DE" or "AT"',
        '- at least one of these is true:',
        '  - they did "A" at least once',
        '  - at least one of these is true:',
        '    - their b is a number other than 1',
        '    - their c is a number other than 2',
        '- it stopped being true in the last 7 days that at least one of these is true:',
        '  - their d is 1',
        '  - their e is 2',
      ].join('\n'),
    )
    assert.equal(
      reads('(a = 1 and b = 2) for 1 hour'),
      'People for whom this is true:\n- it has been true at every moment of the last hour that all of these are true:\n  - their a is 1\n  - their b is 2',
    )
    assert.equal(readPart(rootOf('(a = 1 and b = 2 or c = 3) for 1 hour')), 'it has been true at every moment of the last hour that ((their a is 1 and their b is 2) or their c is 3)')
  })

  it('of traits says which type is spoken of', () => {
    assertParts([
      ['a >= 18', 'their a is at least 18'],
      ['not a >= 18', 'their a is less than 18'],
      ['a != true', 'their a is false'],
      ['a < "m"', 'their a is a text that sorts before "m"'],
      ['a >= "m"', 'their a is a text that is "m" or sorts after it'],
      ['a not in ("x", 1)', 'their a is a text or a number other than "x" or 1'],
      ['trait("a b") does not exist', 'their "a b" is not known'],
      ['a contains "x"', 'their a contains "x" (as a part of a text, or as an element of a list)'],
      ['a not contains "x"', 'their a does not contain "x" (and is a text or a list)'],
      ['a starts with "x"', 'their a starts with "x"'],
      ['a not ends with "x"', 'their a is a text that does not end with "x"'],
      ['a contains any (1, 2)', 'their a is a list with at least one of 1 and 2'],
      ['a not contains any (1, 2)', 'their a is a list with none of 1 and 2'],
      ['a contains all (1, "x")', 'their a is a list with all of 1 and "x"'],
      ['a not contains all (1, 2)', 'their a is a list without at least one of 1 and 2'],
      ['a contains 3', 'their a is a list with 3'],
      ['a < trait("b")', 'their a is less than their b'],
      ['not a = trait("b")', 'their a is of the same type as, but differs from, their b'],
      ['a anniversary in next 7 days', 'their a is a day with its anniversary today or in the next 7 days (UTC)'],
      ['not a anniversary today', 'their a is a day with its anniversary not today (UTC)'],
    ])
  })

  it('of times says on which side of them, and whether they are in', () => {
    assertParts([
      ['a before "2026-01-31"', 'their a is a time before 2026-01-31 00:00 UTC'],
      ['not a before "2026-01-31T09:30:01Z"', 'their a is a time 2026-01-31 09:30:01 UTC or later'],
      ['a after "2026-01-31"', 'their a is a time after 2026-01-31 00:00 UTC'],
      ['not a after "2026-01-31"', 'their a is a time 2026-01-31 00:00 UTC or earlier'],
      ['a before 7 days ago', 'their a is a time earlier than 7 days ago'],
      ['not a before 7 days ago', 'their a is a time 7 days ago or later'],
      ['a after 1 hour from now', 'their a is a time later than 1 hour from now'],
      ['a before now', 'their a is a time in the past'],
      ['not a before now', 'their a is a time now or in the future'],
      ['a after now', 'their a is a time in the future'],
      ['not a after now', 'their a is a time now or in the past'],
      ['a in last 30 days', 'their a is a time in the last 30 days'],
      ['a not in next 1 day', 'their a is a time not in the next day'],
      ['first("X") in last 7 days', 'their first "X" was in the last 7 days'],
      ['nth("X" where a = 1, 22) before "2026-01-31"', 'their 22nd "X" (where a is 1) was before 2026-01-31 00:00 UTC'],
      ['nth("X", 11) does not exist', 'they did "X" fewer than 11 times'],
      ['last("X") exists', 'they did "X" at least once'],
      ['hour("Europe/Berlin") >= 20', 'the hour now is from 20 to 23 (Europe/Berlin)'],
      ['not weekday(their zone) in ("sat", "sun")', 'the weekday now is from Monday to Friday (in their own time zone, which has to be known)'],
      ['weekday(their zone else "UTC") != "wed"', 'the weekday now is not Wednesday (in their own time zone, or UTC where that is not known)'],
    ])
  })

  it('of events says which, how often and when', () => {
    assertParts([
      ['did not "X" in last 60 days', 'they did not do "X" in the last 60 days'],
      ['count("X") = 0', 'they did not do "X" at any time'],
      ['count("X") != 3', 'they did "X" any number of times but 3'],
      ['count("X") < 3', 'they did "X" fewer than 3 times'],
      ['count("X") <= 1', 'they did "X" at most 1 time'],
      ['count("X") from 14 days ago to 7 days ago = 2', 'they did "X" exactly 2 times from 14 days ago to 7 days ago'],
      ['did "X" yesterday', 'they did "X" at least once yesterday (UTC)'],
      ['did "X" this month in their zone', 'they did "X" at least once so far this month (in their own time zone, which has to be known)'],
      ['did "X" last year in zone "Asia/Tokyo"', 'they did "X" at least once in the whole of last year (Asia/Tokyo)'],
      ['did "X" since "2026-01-01"', 'they did "X" at least once since 2026-01-01 00:00 UTC'],
      ['did "X" until "2026-01-01"', 'they did "X" at least once before 2026-01-01 00:00 UTC'],
      ['did "X" between "2026-01-01" and "2026-02-01"', 'they did "X" at least once from 2026-01-01 00:00 UTC until just before 2026-02-01 00:00 UTC'],
      ['sum("X".cart."odd name") in last 7 days >= 1', 'the sum of cart."odd name" over "X" in the last 7 days is at least 1'],
      ['not average("X".a) > 1', 'the average of a over "X" of all time is at most 1'],
      ['distinct("X".p[].sku) = 2', 'the number of different values of p[].sku over "X" of all time is 2'],
      ['count("X") > 2 * count("X") in last 7 days', 'the number of "X" of all time is more than 2 times the number of "X" in the last 7 days'],
      ['count("X") != count("Y")', 'the number of "X" of all time is different from the number of "Y" of all time'],
      ['count("X") / count("Y") < 0.1', 'the number of "X" of all time, divided by the number of "Y" of all time, is less than 0.1'],
      ['last("X".a) in last 7 days = "b"', 'a in the last "X" in the last 7 days (of those that have it) is "b"'],
      ['not top 5% by sum("X".a)', 'they are not among the top 5% of people by the sum of a over "X" of all time'],
      ['random share 10% of "x"', 'they are in the first 10% of the random order "x"'],
      ['random share 10% to 20.5% of "x"', 'they are in the part from 10% to 20.5% of the random order "x"'],
      ['"A" then "B" within 1 hour without "C" and not "D" within 2 hours after and not "E" within 1 day after in last 7 days', 'they did "A", then "B" within 1 hour without "C" in between, with no "D" in the 2 hours after and no "E" in the day after, beginning in the last 7 days'],
      ['not ("A" then "B")', 'they did not do this in this order: "A", then "B"'],
      ['entered (a = 1) in last 1 day', 'it became true in the last day that their a is 1'],
      ['not left (a = 1) in last 1 day', 'it did not stop being true in the last day that their a is 1'],
    ])
  })

  it('of filters keeps together what belongs together', () => {
    const where = (filter: string): string => readPart(rootOf(`did "X" where (${filter})`)).replace(/^they did "X" \(where (.*)\) at least once$/, '$1')
    const cases: [string, string][] = [
      ['a = 1 and (b = 2 or c = 3)', 'a is 1 and (b is 2 or c is 3)'],
      ['not (a = 1 and not b = 2)', 'a is a number other than 1 or b is 2'],
      ['p[].sku = "A" and b = 2', '(for at least one element of the list p, sku is "A") and b is 2'],
      ['not p[].sku = "A"', 'for every element of the list p, sku is a text other than "A"'],
      ['all p (a = 1 or b = 2)', 'for every element of the list p, (a is 1 or b is 2)'],
      ['tags[] = "x"', 'for at least one element of the list tags, it is "x"'],
      ['a = trait("b") and hour() = 3', 'a is the same as their b and the hour of the event is 3 (UTC)'],
    ]
    for (const [filter, expected] of cases) assert.equal(where(filter), expected)
  })

  it('shows every part: where a value, a name or a word of the condition is another, so is the reading', () => {
    const shown = new Set<string>()
    const tryLeaf = (leaf: Condition, seed: number): void => {
      const places = [...placesOf(leaf)]
      const { path, value } = places[seed % places.length]
      const other = otherThan(value, path[path.length - 1])
      if (other === undefined) return
      const mutant = replaced(leaf, path, other)
      // The change may have led to what cannot be said, or to another spelling of the same.
      const again = attempt(() => parseStoredCondition(conditionText(mutant)))
      if (again === undefined || !again.ok || !isDeepStrictEqual(withoutSpans(again.value.root), withoutSpans(mutant))) return
      shown.add(path.filter((step) => typeof step === 'string').join('.'))
      if (!isSame(leaf, mutant)) assert.notEqual(readPart(mutant), readPart(leaf), `${conditionText(leaf)} and ${conditionText(mutant)}`)
    }
    fc.assert(fc.property(condition(fc), fc.nat(), (root, seed) => leavesOf(root).forEach((leaf) => tryLeaf(leaf, seed))), { numRuns: 3_000 })
    assert.ok(shown.size >= 60, `${shown.size} kinds of places were tried`)
  })
})

type Way = readonly (string | number)[]

function* placesOf(value: unknown, path: Way = []): Generator<{ path: Way; value: string | number | boolean }> {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') yield { path, value }
  else if (Array.isArray(value)) for (const [index, item] of value.entries()) yield* placesOf(item, [...path, index])
  else if (typeof value === 'object' && value !== null) for (const [key, item] of Object.entries(value)) if (key !== 'span') yield* placesOf(item, [...path, key])
}

const WORDS: Readonly<Record<string, readonly string[]>> = {
  operator: ['=', '!=', '<', '<=', '>', '>='],
  match: ['contains', 'starts', 'ends'],
  quantifier: ['any', 'all'],
  function: ['average', 'minimum', 'maximum', 'sum'],
  period: ['day', 'week', 'month', 'quarter', 'year'],
  which: ['this', 'last', 'first'],
  end: ['top', 'bottom'],
  zone: ['UTC', 'Asia/Tokyo'],
  otherwise: ['UTC', 'Asia/Tokyo'],
}

function otherThan(value: string | number | boolean, key: string | number): string | number | boolean | undefined {
  if (key === 'kind' || key === 'base' || key === 'unit' || key === 'direction') return undefined
  if (typeof value === 'boolean') return !value
  if (typeof value === 'string') return key in WORDS ? WORDS[key].find((word) => word !== value) : `${value}x`
  if (!Number.isFinite(value)) return undefined
  if (Math.abs(value) > 1e15) return 7
  if (key === 'share') return value < 0.5 ? value + 0.25 : value - 0.25
  return ['after', 'upTo', 'length', 'until', 'duration', 'within', 'from', 'to'].includes(String(key)) && Math.abs(value) >= 1_000_000 ? value + 1_000 : value + 1
}

function replaced(value: unknown, [step, ...rest]: Way, other: unknown): Condition {
  if (step === undefined) return other as Condition
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, unknown>
  copy[step] = replaced(copy[step], rest, other)
  return copy as unknown as Condition
}

function attempt<T>(make: () => T): T | undefined {
  try {
    return make()
  } catch {
    return undefined
  }
}

/** Different trees that are true of the same people. */
function isSame(one: Condition, other: Condition): boolean {
  // "at least one of" and "all of" one value; comparisons of a count with 0 and 1; -0.
  const text = `${conditionText(one)} ${conditionText(other)}`
  if (/contains (any|all) \([^,]*\)/.test(text)) return true
  return one.kind === 'measure' && other.kind === 'measure' && one.aggregate.function === 'count' && one.value <= 1 && other.value <= 1
}
