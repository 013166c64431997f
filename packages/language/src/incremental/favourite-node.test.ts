// What a favourite keeps: the same bytes in any order and by any merge, and bounds for whoever sends noise.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { checkExpression } from '../check/expression.ts'
import type { FavouriteSubject } from '../check/tree.ts'
import { valueNaively } from '../naive/expression.ts'
import type { NaiveFact } from '../naive/person.ts'
import { parseExpression } from '../syntax/parse-expression.ts'
import { testNumbering } from '../testing/numbering.ts'
import { TestPerson } from '../testing/person.ts'
import { feed } from '../testing/watch.ts'
import { compileExpression } from './expression.ts'

const SECOND = 1_000

function favourite(text: string) {
  const syntax = parseExpression(text)
  assert.ok(syntax.ok)
  const checked = checkExpression(syntax.value)
  assert.ok(checked.ok)
  const program = compileExpression(checked.value, testNumbering())
  const [node] = program.nodes
  return { checked: checked.value, subject: (checked.value.root as { subject: FavouriteSubject }).subject, program, node: node! }
}

const fact = (timestamp: number, category: unknown, index: number): NaiveFact => ({ event: 'V', timestamp, appended: timestamp, position: index + 1, hash: BigInt(index), traits: {}, properties: { category } })

describe('a favourite', () => {
  const { checked, program, node } = favourite('favourite("V".category) fading by half every 2 seconds')
  const told = (facts: readonly NaiveFact[]) => valueNaively(checked, { person: 1, facts, asOf: Infinity }).value
  const fed = (facts: readonly NaiveFact[]): TestPerson => {
    const person = new TestPerson()
    for (const one of facts) feed(node, person, one, 1e15)
    return person
  }
  const bytes = (person: TestPerson): Uint8Array | undefined => person.cell(node.id)

  it('is kept in the same bytes whatever the order, and however it is put together', () => {
    const text = fc.oneof(fc.constantFrom('a', 'b', 'ab', 'é', '🛒', '\ufeffx'), fc.integer({ min: 0, max: 300 }).map(String))
    const one = fc.record({ at: fc.integer({ min: 0, max: 80 }).map((seconds) => seconds * SECOND), category: text })
    fc.assert(
      fc.property(fc.array(one, { maxLength: 60, size: 'max' }), fc.integer({ min: 0, max: 60 }), (given, cut) => {
        const facts = given.map(({ at, category }, index) => fact(at, category, index))
        const whole = fed(facts)
        const merged = fed(facts.slice(cut))
        node.merge(merged, fed(facts.slice(0, cut).reverse()))
        assert.deepEqual(bytes(merged), bytes(whole))
        assert.deepEqual(bytes(fed(facts.toReversed())), bytes(whole))
        assert.equal(program.read(whole, 1e15).value, told(facts))
      }),
      { numRuns: 400 },
    )
  })

  it('counts nothing of a half-life with more than 200 different texts, whoever brought them, and forgets it in time', () => {
    const noise = Array.from({ length: 201 }, (_, index) => fact(10 * SECOND, `text ${index}`, index))
    const before = fact(7 * SECOND, 'before', 500)
    const [left, right] = [fed([before, ...noise.slice(0, 150)]), fed(noise.slice(150))]
    assert.equal(program.read(left, 1e15).value, 'text 0')
    node.merge(left, right)
    assert.equal(program.read(left, 1e15).value, 'before')
    assert.equal(told([before, ...noise]), 'before')
    assert.deepEqual(bytes(left), bytes(fed([...noise.toReversed(), before])))
    assert.ok(left.size(node.id) < 100, 'noise is not kept')
    feed(node, left, fact(11 * SECOND, 'text 7', 600), 1e15)
    assert.equal(program.read(left, 1e15).value, 'before', 'a marked half-life stays so')
    feed(node, left, fact(100 * SECOND, 'after', 601), 1e15)
    assert.deepEqual([program.read(left, 1e15).value, left.size(node.id)], ['after', 8 + 16 + 5])
    feed(node, left, before, 1e15)
    assert.equal(left.size(node.id), 8 + 16 + 5, 'what is older than twenty half-lives weighs nothing if it comes again')
  })

  it('of all time takes every occurrence for one', () => {
    const plain = favourite('favourite("V".category)')
    assert.equal(plain.subject.halfLife, Infinity)
    const person = new TestPerson()
    for (const [index, [at, text]] of ([[-5e12, 'a'], [0, 'b'], [1e13, 'b']] as const).entries()) feed(plain.node, person, fact(at, text, index), 1e15)
    assert.equal(plain.program.read(person, 1e15).value, 'b')
  })
})
