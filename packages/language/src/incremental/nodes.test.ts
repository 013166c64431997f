import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type FactInput, type NodeSpec, type Program, compile, parseCondition } from '../index.ts'
import { TestPerson, testNumbering } from '../testing.ts'
import { addTo, highLimb, lowLimb } from './exact.ts'

function programOf(text: string): Program {
  const checked = parseCondition(text)
  assert.ok(checked.ok, `${text}: ${JSON.stringify(checked)}`)
  return compile(checked.value, testNumbering())
}

function fact(timestamp: number, value: unknown = 1, event = 'X', hash = 0): FactInput {
  return { event, timestamp, hashHigh: hash, hashLow: 0, properties: () => ({ v: value }), traits: () => ({ plan: value }) }
}

describe('exact sums', () => {
  it('equal BigInt sums, whatever is added and taken away', () => {
    const millionths = fc.oneof(fc.double({ min: -1e18, max: 1e18, noNaN: true }), fc.constantFrom(1e18, -1e18, 290_000, 1, -1, 0)).map(Math.round)
    fc.assert(
      fc.property(fc.array(millionths, { maxLength: 50 }), (values) => {
        const view = new DataView(new ArrayBuffer(16))
        let sum = 0n
        for (const each of values) {
          addTo(view, 0, each)
          sum += BigInt(each)
        }
        const read = (): bigint => BigInt(view.getFloat64(0, true)) * 2n ** 32n + BigInt(view.getFloat64(8, true))
        assert.equal(read(), sum)
        for (const each of values) addTo(view, 0, -each)
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
})

describe('nodes', () => {
  it('have keys that equal questions share, whatever their windows', () => {
    const keys = (text: string): string[] => programOf(text).nodes.map(({ key }) => key)
    assert.deepEqual(keys('count("X") in last 3 days >= 3 and count("X") > 3 and did "X" in last 1 hour'), ['latest 4 of "X"', 'latest 1 of "X"'])
    assert.deepEqual(keys('sum("X".v) in last 5 days > 2 or average("X".v) in last 1 week > 3'), ['times and millionths "v" of "X" kept for 691200000 ms'])
    assert.deepEqual(keys('sum("X".v) > 2 or maximum("X".v) > 3'), ['totals of "v" of "X"'])
    assert.deepEqual(keys('count("X") >= 0 and count("X") < 0'), [])
    assert.deepEqual(keys('("X" then "Y" in last 3 days) or ("X" then "Y" in last 5 days)'), ['sequence "X" then "Y" kept for 691200000 ms'])
  })

  it('keep the N latest or earliest times in any order of arrival', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 90 }), (limit, times) => {
        const { nodes } = programOf(`count("X") >= ${limit} and (count("X") >= ${limit}) for 1 day`)
        const person = new TestPerson()
        for (const time of times) for (const node of nodes) node.update(person, fact(time), 100)
        const kept = 2 ** Math.ceil(Math.log2(limit))
        const expected = [times.toSorted((a, b) => a - b).slice(-kept), times.map((time) => -time).sort((a, b) => a - b).slice(-kept)]
        for (const [index, node] of nodes.entries()) {
          const at = person.find(node.id)
          const count = at < 0 ? 0 : person.view.getUint32(at, true)
          assert.deepEqual(Array.from({ length: count }, (_, place) => person.view.getFloat64(at + 8 + 8 * place, true) + 0), expected[index].map((time) => time + 0))
        }
      }),
    )
  })

  it('say whether they changed', () => {
    const [latest, sum, last] = programOf('count("X") >= 2 and sum("X".v) in last 1 day > 5 and last("X".v) = 3').nodes
    const person = new TestPerson()
    assert.deepEqual([5, 9, 4, 5, 6].map((time) => latest.update(person, fact(time), 10)), [true, true, false, false, true])
    const day = 86_400_000
    const update = (time: number, value: unknown, now: number): boolean => sum.update(person, fact(time, value), now)
    assert.deepEqual([update(1, 3, day), update(0, 3, 2 * day), update(1, '3', day), update(2, 0, day), update(2, 1e13, day), update(2, -1, day)], [true, false, false, true, false, true])
    const told = [fact(5, 3), fact(4, 3), fact(6, null), fact(6, 3), fact(6, 3, 'X', 1), fact(6, 3, 'X', 1)]
    assert.deepEqual(told.map((one) => last.update(person, one, 10)), [true, false, false, true, true, false])
  })

  it('answer the same whatever is merged with what first', () => {
    const texts = [
      'count("X") >= 5', 'did "X"', 'sum("X".v) > 1', 'sum("X".v) in last 1 minute > 3', 'distinct("X".v) >= 2', 'distinct("X".v) >= 100', 'distinct("X".v) in last 1 minute >= 3',
      'maximum("X".v) = 3', 'first("X".v) = 1', 'last("X".v) in last 1 minute != 1', 'first("X".v) in last 1 minute >= 1', '"X" where v = 1 then "X" where v = 3 without "X" where v = 2',
      '(plan = 1) for 3 seconds', 'entered (count("X") in last 10 seconds >= 3) in last 20 seconds', 'nth("X", 3) before 3 seconds ago', 'count("X" where v = trait("plan")) > 2',
    ]
    const numbering = testNumbering()
    const programs = texts.map((text) => {
      const checked = parseCondition(text)
      assert.ok(checked.ok, text)
      return compile(checked.value, numbering)
    })
    const nodes = [...new Map(programs.flatMap((program) => program.nodes.map((node): [number, NodeSpec] => [node.id, node]))).values()]
    const second = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.constantFrom(0.29, 1, 2, 3, 'x'), fc.integer({ min: 0, max: 1_000_000 }))
    const given = fc.array(second, { maxLength: 40 })
    const build = (facts: [number, unknown, number][], withChunks: boolean): TestPerson => {
      const person = new TestPerson(1, withChunks)
      for (const [time, value, hash] of facts) {
        const one = fact(time * 1000, value, 'X', hash)
        person.see(one.timestamp)
        person.setTrait(numbering.trait('plan'), value, one.timestamp, BigInt(hash))
        for (const node of nodes) node.update(person, one, 20_000)
      }
      return person
    }
    const shown = (person: TestPerson): unknown => [20_000, 25_000, 77_000].map((now) => programs.map((program) => [program.evaluate(person, now), program.nextDue(person, now)]))
    const merged = (into: TestPerson, from: TestPerson): TestPerson => {
      for (const node of nodes) node.merge(into, from)
      into.absorb(from)
      return into
    }
    fc.assert(
      fc.property(given, given, given, fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()), (a, b, c, [x, y, z]) => {
        const expected = shown(build([...a, ...b, ...c], x))
        assert.deepEqual(shown(merged(merged(build(a, x), build(b, y)), build(c, z))), expected)
        assert.deepEqual(shown(merged(build(c, z), merged(build(b, y), build(a, x)))), expected)
      }),
      { numRuns: 200, interruptAfterTimeLimit: 4_000 },
    )
  })

  it('keep what is in the window, and little more', () => {
    const { nodes: [node], evaluate } = programOf('sum("X".v) in last 50 seconds >= 50')
    for (const withChunks of [false, true]) {
      const person = new TestPerson(1, withChunks)
      for (let time = 0; time < 1_500; time++) {
        node.update(person, fact(time * 1000), time * 1000)
        if (time % 7 === 0) assert.equal(evaluate(person, time * 1000), time >= 49 ? 1 : 0)
      }
      assert.ok(person.size(node.id) <= 3_000, `${person.size(node.id)} bytes`)
      assert.ok((person.chunks?.count ?? 0) <= 3, `${person.chunks?.count} chunks`)
    }
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

  it('wait for the last of what is missing, and for the first of what can end', () => {
    const program = programOf('count("X") in last 10 seconds = 1 and count("Y") in last 20 seconds = 1')
    const person = new TestPerson()
    const [x, y] = program.nodes
    for (const time of [1_000, 2_000]) x.update(person, fact(time), 5_000)
    for (const time of [3_000, 5_000]) y.update(person, fact(time, 1, 'Y'), 5_000)
    // X is one from 11 to 12 s, Y from 23 s on: that they meet is not known, but not before both had their chance.
    assert.equal(program.nextDue(person, 5_000), 23_000)
    assert.equal(programOf('count("X") in last 10 seconds >= 1 and plan = "a"').nextDue(person, 5_000), Infinity)
  })

  it('are clocked where time alone can matter for a person without their cells', () => {
    const clocked = ['hour() = 3', 'plan in last 7 days', 'birth_day anniversary today', '(did not "X") for 1 day', 'hour() = 3 or did "X"', 'plan = "a" and hour() = 3', 'did not "X" in last 1 day and hour() = 3']
    const asleep = ['did "X" in last 1 day', 'hour() = 3 and did "X"', '(did "X") for 1 day', 'birth_day anniversary today and count("X") in last 1 day > 2', 'hour() = 3 and ("X" then "Y")']
    assert.deepEqual([...clocked, ...asleep].filter((text) => programOf(text).clocked), clocked)
  })

  it('share a node where only the person decides, and each reads its own of it', () => {
    const program = programOf('sum("X".v where hour(their zone else "UTC") = 0) in last 2 days = 1 and sum("X".v) in last 2 days = 3')
    assert.equal(program.nodes.length, 1)
    const person = new TestPerson()
    program.nodes[0].update(person, fact(1_000, 1), 4_000_000)
    program.nodes[0].update(person, fact(3_700_000, 2), 4_000_000)
    assert.equal(program.evaluate(person, 4_000_000), 1)
  })

  it('know their value for a person of whom nothing is known', () => {
    const cases: [string, number | undefined][] = [
      ['did "X"', 0], ['did not "X"', 1], ['plan = "a"', 2], ['plan = "a" or did not "X"', 1], ['sum("X".v) >= 0', 1], ['sum("X".v) < 0.0000001', 0], ['plan exists', 0], ['count("X") >= 0', 1],
      ['hour() = 3', undefined], ['average("X".v) > 1', 2], ['"X" then "Y"', 0], ['count("X") / count("Y") > 1', 2], ['(did not "X") for 1 day', undefined],
    ]
    for (const [text, value] of cases) {
      const program = programOf(text)
      assert.equal(program.emptyValue, value, text)
      if (value !== undefined) assert.equal(program.evaluate(new TestPerson(), 0), value, text)
      assert.equal(program.clocked, value === undefined, text)
    }
  })
})
