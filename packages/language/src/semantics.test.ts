// Every case of docs/semantics by the oracle, and by the incremental target as the live engine would be asked: at each
// instant of which the case says what was known then. The SQL runs the same cases in the warehouse room.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { rankText } from './check/text.ts'
import type { Checked, Condition, Rank } from './check/tree.ts'
import { compile } from './incremental/compile.ts'
import { evaluateNaively } from './naive/evaluate.ts'
import { rankThreshold } from './naive/rank.ts'
import { parseCondition } from './parse-condition.ts'
import { peopleOf, testNumbering, TestPerson } from './testing.ts'
import { parseSemantics, type SemanticsCase, type SemanticsRow } from './testing/semantics.ts'
import { Watch, type Surroundings } from './testing/watch.ts'

const FOLDER = new URL('../../../docs/semantics/', import.meta.url)
const TRUTHS = ['false', 'true', 'unknown']

function checkedOf({ place, condition, segments, traits }: SemanticsCase): Checked {
  const checked = parseCondition(condition, { segments: (name) => segments.get(name), computed: (name) => traits.get(name) })
  assert.ok(checked.ok, checked.ok ? '' : `${place}: ${checked.failure.message}`)
  return checked.value
}

/** The thresholds of that past by the text of the rank. */
function thresholdsAt({ world }: SemanticsCase, root: Condition, { at, knownAt }: SemanticsRow): Map<string, number> {
  const people = [...peopleOf(world, { asOf: at, knownAt }).values()]
  return new Map(ranksOf(root).map((rank) => [rankText(rank), rankThreshold(rank, people, at, knownAt)]))
}

function ranksOf(condition: Condition): Rank[] {
  if (condition.kind === 'all' || condition.kind === 'any') return condition.items.flatMap(ranksOf)
  return condition.kind === 'not' ? ranksOf(condition.item) : condition.kind === 'rank' ? [condition] : []
}

function assertRow(row: SemanticsRow, found: ReadonlyMap<number, number | undefined>, names: ReadonlyMap<string, number>): void {
  const shown = (values: ReadonlyMap<number, number | undefined>): Record<string, string | undefined> =>
    Object.fromEntries([...names].filter(([, id]) => row.expected.has(id)).map(([name, id]) => [name, TRUTHS[values.get(id) ?? -1]]))
  assert.deepEqual(shown(found), shown(row.expected), row.place)
}

function byDefinition(one: SemanticsCase): void {
  const { root } = checkedOf(one)
  for (const row of one.rows) {
    const thresholds = thresholdsAt(one, root, row)
    const people = peopleOf(one.world, { asOf: row.at, knownAt: row.knownAt })
    const found = [...people].map(([person, facts]): [number, number] => [
      person,
      evaluateNaively({ root }, { person, facts, asOf: row.at, knownAt: row.knownAt, thresholds: (rank) => thresholds.get(rankText(rank)) }),
    ])
    assertRow(row, new Map(found), one.people)
  }
}

function byProgram(one: SemanticsCase): void {
  const { root } = checkedOf(one)
  const numbering = testNumbering()
  const program = compile({ root }, numbering)
  let thresholds = new Map<string, number>()
  const around: Surroundings = {
    watched: [{ text: one.condition, root, program }],
    traits: numbering.traits,
    thresholds: (rank) => thresholds.get(rankText(rank)),
    random: () => 0.5,
    mostDues: 24,
    seen: { trueValues: 0, values: 0, dues: 0 },
  }
  const watches = new Map<number, Watch>()
  const watchOf = (person: number, at: number): Watch => {
    let watch = watches.get(person)
    if (watch === undefined) {
      watch = new Watch(around, new TestPerson(person, person % 2 === 0))
      watch.settle(at)
      watches.set(person, watch)
    }
    return watch
  }
  // Facts, then merges and then questions of the same instant, as they come in the log.
  const { facts, aliases } = one.world
  const rows = one.rows.filter(({ at, knownAt }) => at === knownAt)
  const steps = [
    ...facts.map((fact) => ({ at: fact.appended, order: fact.position, fact })),
    ...aliases.map((alias) => ({ at: alias.appended, order: alias.position, alias })),
    ...rows.map((row) => ({ at: row.at, order: Infinity, row })),
  ].sort((a, b) => a.at - b.at || (a.order === b.order ? 0 : a.order - b.order))
  for (const step of steps) {
    if ('fact' in step) watchOf(step.fact.person, step.at).take(step.fact)
    else if ('alias' in step) {
      const { loser, survivor } = step.alias
      const lost = watches.get(loser)
      if (lost !== undefined) watchOf(survivor, step.at).merge(lost, step.at)
      watches.delete(loser)
    } else {
      for (const watch of watches.values()) watch.pass(step.at)
      thresholds = thresholdsAt(one, root, step.row)
      for (const rank of program.ranks) rank.setThreshold(thresholds.get(rank.key))
      for (const watch of watches.values()) watch.settle(step.at)
      assertRow(step.row, new Map([...watches].map(([person, { values }]) => [person, values[0]])), one.people)
    }
  }
}

for (const file of readdirSync(FOLDER).filter((name) => /^\d\d-.*\.md$/.test(name)).sort()) {
  describe(file, () => {
    for (const one of parseSemantics(file, readFileSync(new URL(file, FOLDER), 'utf8'))) {
      it(`${one.name}, by definition`, () => byDefinition(one))
      it(`${one.name}, live`, () => byProgram(one))
    }
  })
}
