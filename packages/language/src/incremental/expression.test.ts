// Values of computed traits, read from nodes, against the definition: random expressions over random histories of two people
// who turn out to be one, with everything that comes late.
import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { checkExpression, expressionText } from '../check/expression.ts'
import { valueNaively } from '../naive/expression.ts'
import { parseExpression } from '../syntax/parse-expression.ts'
import { expression } from '../testing/expression-generator.ts'
import { history } from '../testing/histories.ts'
import { testNumbering } from '../testing/numbering.ts'
import { TestPerson } from '../testing/person.ts'
import { metSomething } from '../testing/rounds.ts'
import { feed } from '../testing/watch.ts'
import { withoutSpans } from '../testing/without-spans.ts'
import { compileExpression } from './expression.ts'

const FACTS = 20

it('the value of a computed trait is that of the definition after every fact, and later', () => {
  const seen = { values: 0, texts: 0, none: 0 }
  const one = fc.record({ root: expression(fc), facts: history(fc, FACTS), mergeAt: fc.integer({ min: 0, max: FACTS + 5 }), withChunks: fc.boolean() })
  fc.assert(
    fc.property(one, ({ root, facts, mergeAt, withChunks }) => {
      const numbering = testNumbering()
      const program = compileExpression({ root }, numbering)
      const people = [new TestPerson(1, withChunks), new TestPerson(2, withChunks)] as const
      const sides: (typeof facts)[number][][] = [[], []]
      facts.forEach((fact, index) => {
        if (index === mergeAt) {
          for (const node of program.nodes) node.merge(people[0], people[1])
          for (const { traits, timestamp, hash } of sides[1]!) for (const [name, value] of Object.entries(traits)) people[0].setTrait(numbering.trait(name), value, timestamp, hash)
          sides[0]!.push(...sides[1]!)
          people[0].disturb()
        }
        const side = index >= mergeAt ? 0 : fact.side
        const person = people[side]
        sides[side]!.push(fact)
        person.see(fact.timestamp)
        for (const [name, value] of Object.entries(fact.traits)) person.setTrait(numbering.trait(name), value, fact.timestamp, fact.hash)
        for (const node of program.nodes) feed(node, person, fact, fact.appended)
        person.rest()
        for (const now of [fact.appended, ...(index === facts.length - 1 ? [fact.appended + 7_001, fact.appended + 90_000_000] : [])]) {
          const { value } = program.read(person, now)
          const told = valueNaively({ root }, { person: 1, facts: sides[side]!, asOf: now })
          assert.deepEqual(value, told.value, expressionText(root))
          if (value === undefined) seen.none++
          else if (typeof value === 'string') seen.texts++
          else seen.values++
        }
      })
      const again = parseExpression(expressionText(root))
      assert.ok(again.ok, expressionText(root))
      const checked = checkExpression(again.value)
      // What would cost too much is refused, whoever generated it.
      if (checked.ok) assert.deepEqual(withoutSpans(checked.value.root), withoutSpans(root))
      else assert.equal(checked.failure.code, 'language.too_costly')
    }),
    { numRuns: 1_000, reporter: (details) => metSomething(details) && assert.fail(fc.defaultReportMessage(details as never) ?? '') },
  )
  assert.ok(seen.values > 1_000 && seen.texts > 200 && seen.none > 1_000, JSON.stringify(seen))
})
