// Histories so long that they lie in chunks, of two people who turn out to be one, against the oracle: now and then, not
// after every fact, because the oracle reads everything each time. What happens after every fact, and at every announced
// instant, is tried by agreement.test.ts on short histories.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { conditionText } from '../check/text.ts'
import type { Condition } from '../check/tree.ts'
import { evaluateNaively } from '../naive/evaluate.ts'
import { type GeneratedFact, type LeafKind, TestPerson, condition, history, testNumbering } from '../testing.ts'
import { Truth } from '../truth.ts'
import { type Program, compile } from './compile.ts'
import type { NodeSpec } from './node.ts'

/** Of each kind. By number and not by time: a busy machine takes longer, and tries the same. */
const RUNS = Number(process.env['LONG_HISTORY_RUNS'] ?? 40)

/** Facts between two looks at the oracle. */
const STRETCH = 30

interface Tried {
  readonly root: Condition
  readonly program: Program
}

function feed(nodes: readonly NodeSpec[], person: TestPerson, fact: GeneratedFact, traits: ReadonlyMap<string, number>): void {
  const { event, timestamp, hash, appended } = fact
  person.see(timestamp)
  const input = { event, timestamp, hashHigh: Number(hash >> 32n), hashLow: Number(hash & 0xffff_ffffn), properties: () => fact.properties, traits: () => fact.traits }
  for (const node of nodes) if (node.events.includes(event) || node.traits.some((trait) => Object.hasOwn(fact.traits, trait))) node.update(person, input, appended)
  for (const [name, value] of Object.entries(fact.traits)) {
    const number = traits.get(name)
    if (number !== undefined) person.setTrait(number, value, timestamp, hash)
  }
}

function isRight({ root, program }: Tried, person: TestPerson, facts: readonly GeneratedFact[], asOf: number): Truth {
  const value = program.evaluate(person, asOf)
  assert.equal(value, evaluateNaively({ root }, { person: person.id, facts, asOf }), `${conditionText(root)} at ${asOf}`)
  return value
}

function run(roots: readonly Condition[], facts: readonly GeneratedFact[], chunks: readonly boolean[], mergeAt: number): void {
  const numbering = testNumbering()
  const tried = roots.map((root): Tried => ({ root, program: compile({ root }, numbering) }))
  const nodes = [...new Map(tried.flatMap(({ program }) => program.nodes.map((node) => [node.id, node]))).values()]
  const people = chunks.map((withChunks, index) => new TestPerson(index + 1, withChunks))
  const known: GeneratedFact[][] = [[], []]
  facts.forEach((fact, index) => {
    if (index === mergeAt) {
      for (const node of nodes) node.merge(people[0], people[1])
      for (const node of nodes) node.release(people[1])
      people[0].absorb(people[1])
      known[0].push(...known[1])
    }
    const side = index >= mergeAt ? 0 : fact.side
    feed(nodes, people[side], fact, numbering.traits)
    known[side].push(fact)
    people[side].rest()
    if (index % STRETCH !== STRETCH - 1) return
    // Time goes on until the next fact, and then nothing was announced that did not happen.
    const until = facts[index + 1]?.appended ?? fact.appended + 60_000
    for (const one of tried) {
      const value = isRight(one, people[side], known[side], fact.appended)
      const due = one.program.nextDue(people[side], fact.appended)
      assert.ok(due > fact.appended)
      const quiet = Math.min(due, until) - 1
      if (quiet > fact.appended) assert.equal(isRight(one, people[side], known[side], quiet) === Truth.TRUE, value === Truth.TRUE, `${conditionText(one.root)} changed unannounced by ${quiet}`)
    }
  })
  if (mergeAt > facts.length) return
  for (const node of nodes) node.release(people[0])
  assert.deepEqual(people.map((person) => person.chunks?.count ?? 0), [0, 0], 'a released person has no chunks left')
}

const KINDS: Readonly<Record<string, readonly LeafKind[]>> = {
  'numbers of events': ['count', 'sum', 'average', 'minimum', 'maximum', 'distinct'],
  'numbers compared': ['relation', 'ratio', 'rank'],
  'values and times of events': ['event-value', 'event-time'],
  sequences: ['sequence'],
  'what was held': ['held', 'moved'],
}

describe('long histories', () => {
  for (const [name, kinds] of Object.entries(KINDS)) {
    it(`of ${name} are what the oracle says`, () => {
      fc.assert(
        fc.property(
          fc.array(condition(fc, kinds).filter((root) => conditionText(root).length < 600), { minLength: 1, maxLength: 2 }),
          fc.array(history(fc, 100), { minLength: 3, maxLength: 8 }),
          fc.array(fc.boolean(), { minLength: 2, maxLength: 2 }),
          fc.integer({ min: 0, max: 700 }),
          (roots, parts, chunks, mergeAt) => run(roots, joined(parts), chunks, mergeAt),
        ),
        { numRuns: RUNS, endOnFailure: true },
      )
    })
  }
})

/** One after the other in the log, with different hashes. */
function joined(parts: readonly (readonly GeneratedFact[])[]): GeneratedFact[] {
  let later = 0
  return parts.flatMap((part, index) => {
    const first = part[0]?.appended ?? 0
    const gap = later === 0 ? 0 : later - first
    const facts = part.map((fact) => ({ ...fact, timestamp: fact.timestamp + gap, appended: fact.appended + gap, hash: BigInt.asUintN(64, fact.hash * 31n + BigInt(index)) }))
    later = facts.at(-1)?.appended ?? later
    return facts
  })
}
