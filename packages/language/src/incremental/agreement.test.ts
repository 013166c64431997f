// Random conditions over random histories of two people who turn out to be one: the incremental target against the
// oracle after every fact, one millisecond before every instant it announces, and at that instant.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Checked, type FactInput, type Program, Truth, compile, evaluateNaively, parseCondition } from '../index.ts'
import { type GeneratedFact, TestPerson, conditionText, history, testNumbering } from '../testing.ts'

interface Watched {
  readonly text: string
  readonly checked: Checked
  readonly program: Program
}

/** One person, watched through every condition as time passes. */
class Watch {
  readonly person = new TestPerson()
  facts: GeneratedFact[] = []
  now = -Infinity
  values: Truth[]
  readonly watched: readonly Watched[]

  constructor(watched: readonly Watched[]) {
    this.watched = watched
    this.values = watched.map(({ program }) => program.emptyValue)
  }

  /** Every value at `now` is the oracle's. */
  settle(now: number): void {
    this.now = now
    this.values = this.watched.map(({ text, checked, program }) => {
      const value = program.evaluate(this.person, now)
      assert.equal(value, evaluateNaively(checked, this.facts, now), `${text}\nat ${now}`)
      return value
    })
  }

  /** Lets time pass up to `until`: values become or stop being TRUE at announced instants only, and only those that announced them. */
  pass(until: number): void {
    for (;;) {
      const dues = this.watched.map(({ program }) => program.nextDue(this.person, this.now))
      const due = Math.min(...dues)
      if (!(due <= until) || due === Infinity) break
      assert.ok(due > this.now, 'a due instant lies ahead')
      if (due - 1 > this.now) this.stays(due - 1, this.watched.map(() => true))
      this.stays(due, dues.map((own) => own > due))
    }
    if (until !== Infinity && until > this.now) this.stays(until, this.watched.map(() => true))
  }

  stays(now: number, still: readonly boolean[]): void {
    const before = this.values
    this.settle(now)
    this.watched.forEach(({ text }, index) => {
      if (still[index]) assert.equal(this.values[index] === Truth.TRUE, before[index] === Truth.TRUE, `${text}\nchanged unannounced by ${now}`)
    })
  }

  take(fact: GeneratedFact, traits: ReadonlyMap<string, number>): void {
    this.pass(fact.appended)
    const before = this.values
    let changed = false
    const input: FactInput = { event: fact.event, timestamp: fact.timestamp, properties: () => fact.properties }
    const nodes = new Map(this.watched.flatMap(({ program }) => program.nodes.map((node) => [node.id, node])))
    for (const node of nodes.values()) {
      if (node.event === fact.event && node.update(this.person, input, fact.appended)) changed = true
    }
    for (const [name, value] of Object.entries(fact.traits)) {
      const number = traits.get(name)
      if (number === undefined) continue
      this.person.setTrait(number, value, fact.timestamp, fact.hash)
      changed = true
    }
    this.facts = [...this.facts, fact]
    this.settle(fact.appended)
    if (!changed) assert.deepEqual(this.values, before, 'what did not change a node changed no value')
  }

  /** Takes in another person's state, by way of bytes as from another process. */
  merge(other: Watch, now: number): void {
    this.pass(now)
    other.pass(now)
    const received = new TestPerson()
    const nodes = new Map(this.watched.flatMap(({ program }) => program.nodes.map((node) => [node.id, node])))
    for (const node of nodes.values()) {
      const cell = other.person.cell(node.id)
      if (cell) received.receive(node.id, cell)
    }
    for (const node of nodes.values()) node.merge(this.person, received)
    this.person.mergeTraits(other.person)
    this.facts = [...this.facts, ...other.facts]
    this.settle(now)
  }
}

test('incremental values are the oracle\'s, after every fact and at every due instant, through a merge', () => {
  const run = (texts: string[], facts: GeneratedFact[], mergeAfter: number): void => {
    const numbering = testNumbering()
    const watched = texts.map((text): Watched => {
      const checked = parseCondition(text)
      assert.ok(checked.ok, text)
      return { text, checked: checked.value, program: compile(checked.value, numbering) }
    })
    const people = [new Watch(watched), new Watch(watched)]
    people.forEach((watch) => watch.settle(facts[0]?.appended ?? 0))
    facts.forEach((fact, index) => {
      if (index === mergeAfter) people[0].merge(people[1], fact.appended)
      people[index >= mergeAfter ? 0 : fact.side].take(fact, numbering.traits)
    })
    people.forEach((watch, side) => (side === 0 || mergeAfter >= facts.length) && watch.pass(Infinity))
  }
  fc.assert(fc.property(fc.array(conditionText(fc), { minLength: 1, maxLength: 5 }), history(fc, 25), fc.integer({ min: 0, max: 30 }), run), {
    numRuns: 8_000,
    interruptAfterTimeLimit: 20_000,
  })
})
