import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type FactInput, type NodeSpec, type Program, compile, parseCondition } from '../index.ts'
import { TestPerson, testNumbering } from '../testing.ts'
import { addTo, highLimb, lowLimb, micros } from './exact.ts'
import { expire } from './window-sum-node.ts'

function programOf(text: string): Program {
  const checked = parseCondition(text)
  assert.ok(checked.ok, text)
  return compile(checked.value, testNumbering())
}

function fact(timestamp: number, value: unknown = 1, event = 'X'): FactInput {
  return { event, timestamp, properties: () => ({ v: value }) }
}

/** Entries of a cell that holds a window's sum, without the room around them. */
function entries(person: TestPerson, node: NodeSpec): number[][] {
  const at = person.find(node.id)
  if (at < 0) return []
  const head = person.view.getUint32(at + 16, true)
  const count = person.view.getUint32(at + 20, true)
  return Array.from({ length: count }, (_, index) => {
    const entry = at + 24 + 16 * (head + index)
    return [person.view.getFloat64(entry, true), person.view.getFloat64(entry + 8, true)]
  })
}

describe('exact sums', () => {
  it('equal BigInt sums, whatever is added and taken away', () => {
    const value = fc.oneof(fc.double({ min: -1e12, max: 1e12, noNaN: true }), fc.constantFrom(1e12, -1e12, 0.29, 1.005, -0.0000005, 5e-324))
    fc.assert(
      fc.property(fc.array(value, { maxLength: 50 }), (values) => {
        const view = new DataView(new ArrayBuffer(16))
        let sum = 0n
        for (const each of values) {
          addTo(view, 0, micros(each))
          sum += BigInt(micros(each))
        }
        const read = (): bigint => BigInt(view.getFloat64(0, true)) * 2n ** 32n + BigInt(view.getFloat64(8, true))
        assert.equal(read(), sum)
        for (const each of values) addTo(view, 0, -micros(each))
        assert.equal(read(), 0n)
      }),
    )
  })

  it('split a number into limbs that make it again', () => {
    for (const m of [0, 1, -1, 2 ** 32, -(2 ** 32), 1e18, -1e18, 999_999_999_999_999_900]) {
      assert.equal(BigInt(highLimb(m)) * 2n ** 32n + BigInt(lowLimb(m)), BigInt(m))
      assert.ok(lowLimb(m) >= 0 && lowLimb(m) < 2 ** 32)
    }
  })

  it('take in finite numbers up to 1e12 only', () => {
    assert.deepEqual([0.29, 1e12, 1e12 + 1, NaN, Infinity, '1', null, true, [1], 0.0000005, -0.0000005].map(micros), [290_000, 1e18, 0, 0, 0, 0, 0, 0, 0, 1, 0])
  })
})

describe('nodes', () => {
  it('have keys that equal conditions share, whatever their windows', () => {
    assert.deepEqual(programOf('count("X") in last 3 days >= 2 and count("X") > 1 and did "X" in last 1 hour').nodes.map(({ key }) => key), ['latest 2 of "X"', 'latest 1 of "X"'])
    assert.deepEqual(programOf('sum("X".a."b c") in last 1 week > 2 or sum("X".a) > 3').nodes.map(({ key }) => key), ['sum("X".a."b c") in last 7 days', 'sum("X".a)'])
    assert.deepEqual(programOf('count("X") >= 0 and count("X") < 0').nodes, [])
  })

  it('latest times: keep the N latest in any order of arrival', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 90 }), (limit, times) => {
        const [node] = programOf(`count("X") >= ${limit}`).nodes
        const person = new TestPerson()
        for (const time of times) node.update(person, fact(time), 100)
        const kept = times.toSorted((a, b) => a - b).slice(-limit)
        const at = person.find(node.id)
        const count = at < 0 ? 0 : person.view.getUint32(at, true)
        assert.deepEqual(Array.from({ length: count }, (_, index) => person.view.getFloat64(at + 8 + 8 * index, true)), kept)
      }),
    )
  })

  it('say whether they changed', () => {
    const [latest, sum] = programOf('count("X") >= 2 and sum("X".v) in last 1 day > 5').nodes
    const person = new TestPerson()
    assert.deepEqual([5, 9, 4, 5, 6].map((time) => latest.update(person, fact(time), 10)), [true, true, false, false, true])
    const day = 86_400_000
    const update = (time: number, value: unknown, now: number): boolean => sum.update(person, fact(time, value), now)
    assert.deepEqual([update(1, 3, day), update(0, 3, day), update(1, '3', day), update(2, 0, day), update(2, 1e13, day), update(2, -1, day)], [true, false, false, false, false, true])
  })

  it('merge to the same whatever is merged with what first', () => {
    const given = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.constantFrom(0.29, 1, -3, 1e12, 'x')), { maxLength: 14 })
    const build = (nodes: readonly NodeSpec[], facts: [number, unknown][]): TestPerson => {
      const person = new TestPerson()
      for (const [time, value] of facts) for (const node of nodes) node.update(person, fact(time, value), 1_000)
      return person
    }
    fc.assert(
      fc.property(given, given, given, (a, b, c) => {
        const { nodes } = programOf('count("X") >= 5 and count("X") >= 1 and sum("X".v) > 1 and sum("X".v) in last 1 year > 3')
        const shown = (person: TestPerson): unknown => nodes.map((node) => (node.key.includes('in last') ? entries(person, node) : person.cell(node.id)))
        const merged = (...parts: TestPerson[]): TestPerson => {
          for (const part of parts.slice(1)) for (const node of nodes) node.merge(parts[0], part)
          return parts[0]
        }
        const of = (facts: [number, unknown][]): TestPerson => build(nodes, facts)
        const expected = shown(of([...a, ...b, ...c]))
        assert.deepEqual(shown(merged(of(a), of(b), of(c))), expected)
        assert.deepEqual(shown(merged(of(c), merged(of(b), of(a)))), expected)
      }),
      { numRuns: 500 },
    )
  })

  it('a window\'s sum is that of a plain list, through late facts, merges and passing time', () => {
    const step = fc.record({
      after: fc.constantFrom(0, 0, 1, 2, 5, 30),
      late: fc.constantFrom(0, 0, 0, 1, 3, 9, 10, 11),
      value: fc.constantFrom(0.1, 0.29, 1, 2, -3, 1e12, 'x'),
      of: fc.constantFrom(0, 0, 0, 1),
      merges: fc.integer({ min: 0, max: 15 }).map((chance) => chance === 0),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
        const [node] = programOf('sum("X".v) in last 10 seconds > 0').nodes
        const people = [new TestPerson(), new TestPerson()]
        const lists: [number, number][][] = [[], []]
        let now = 1_000
        for (const { after, late, value, of, merges } of steps) {
          now += after
          node.update(people[of], fact((now - late) * 1000, value), now * 1000)
          if (micros(value) !== 0) lists[of].push([(now - late) * 1000, micros(value)])
          if (merges) {
            node.merge(people[0], people[1])
            people[1] = new TestPerson()
            lists[0].push(...lists[1].splice(0))
          }
          const expected = lists[0].filter(([time]) => time > (now - 10) * 1000).sort(([a, x], [b, y]) => a - b || x - y)
          const at = people[0].find(node.id)
          if (at >= 0) expire(people[0].view, at, (now - 10) * 1000)
          assert.deepEqual(entries(people[0], node), expected)
          const sum = at < 0 ? 0n : BigInt(people[0].view.getFloat64(at, true)) * 2n ** 32n + BigInt(people[0].view.getFloat64(at + 8, true))
          assert.equal(sum, expected.reduce((total, [, value]) => total + BigInt(value), 0n))
        }
      }),
      { numRuns: 400 },
    )
  })

  it('a window\'s sum keeps its room in proportion to what is in the window', () => {
    const { nodes: [node], evaluate } = programOf('sum("X".v) in last 100 seconds >= 100')
    const person = new TestPerson()
    for (let time = 0; time < 3_000; time++) {
      node.update(person, fact(time * 1000), time * 1000)
      assert.equal(evaluate(person, time * 1000), time >= 99 ? 1 : 0)
    }
    assert.ok(person.size(node.id) <= 24 + 16 * 256, `${person.size(node.id)} bytes`)
  })
})

describe('programs', () => {
  it('end exactly when the window has passed', () => {
    const { nodes: [node], evaluate, nextDue } = programOf('count("X") in last 10 seconds >= 2')
    const person = new TestPerson()
    node.update(person, fact(1_000), 5_000)
    assert.equal(nextDue(person, 5_000), Infinity)
    node.update(person, fact(4_000), 5_000)
    assert.equal(evaluate(person, 5_000), 1)
    assert.equal(nextDue(person, 5_000), 11_000)
    assert.equal(evaluate(person, 10_999), 1)
    assert.equal(evaluate(person, 11_000), 0)
    assert.equal(nextDue(person, 11_000), Infinity)
  })

  it('an equality begins and ends by time', () => {
    const { nodes: [node], evaluate, nextDue } = programOf('count("X") in last 10 seconds = 1')
    const person = new TestPerson()
    for (const time of [1_000, 4_000]) node.update(person, fact(time), 5_000)
    assert.equal(nextDue(person, 5_000), 11_000)
    assert.equal(evaluate(person, 11_000), 1)
    assert.equal(nextDue(person, 11_000), 14_000)
    assert.equal(evaluate(person, 14_000), 0)
  })

  it('know their value for a person of whom nothing is known', () => {
    const cases: [string, number][] = [['did "X"', 0], ['did not "X"', 1], ['plan = "a"', 2], ['plan = "a" or did not "X"', 1], ['sum("X".v) >= 0', 1], ['sum("X".v) < 0.0000001', 0], ['plan exists', 0], ['count("X") >= 0', 1]]
    for (const [text, value] of cases) {
      const program = programOf(text)
      assert.equal(program.emptyValue, value, text)
      assert.equal(program.evaluate(new TestPerson(), 0), value, text)
    }
  })
})
