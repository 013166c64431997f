// Every case of docs/semantics in the real ClickHouse: who is selected by the condition, and who by its `not`; of others it
// is unknown. Cases are about different people, so all of a file lie in one history, side by side; only those whose answer
// depends on who somebody is, or on everyone, have one of their own.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { type Condition, isZone, parseCondition, type Query, toClickHouse, Truth } from '@touchstone/language'
import { kindsOf, parseSemantics, type SemanticsCase, type SemanticsRow, type World } from '@touchstone/language/testing'
import { HistoryStand } from './testing/history-stand.ts'

const FOLDER = new URL('../../../docs/semantics/', import.meta.url)
/** More people than a case has. */
const APART = 1_000

let stand: HistoryStand

before(async () => {
  stand = await HistoryStand.open()
})

after(() => stand.close())

interface Placed {
  readonly one: SemanticsCase
  readonly root: Condition
  /** What to add to the ids of its people. */
  readonly offset: number
}

function placed(one: SemanticsCase, index: number): Placed {
  const checked = parseCondition(one.condition, { segments: (name) => one.segments.get(name), computed: (name) => one.traits.get(name) })
  assert.ok(checked.ok, `${one.place}: ${checked.ok ? '' : checked.failure.message}`)
  const { root } = checked.value
  return { one, root, offset: isAlone(root) ? 0 : (index + 1) * APART }
}

function isAlone(root: Condition): boolean {
  const kinds = kindsOf(root)
  return ['share', 'rank top', 'rank bottom'].some((kind) => kinds.has(kind))
}

function together(cases: readonly Placed[]): World {
  const facts = cases.flatMap(({ one, offset }) => one.world.facts.map((fact) => ({ ...fact, person: fact.person + offset })))
  const aliases = cases.flatMap(({ one, offset }) => one.world.aliases.map((alias) => ({ ...alias, loser: alias.loser + offset, survivor: alias.survivor + offset })))
  return { facts, aliases: aliases.map((alias, index) => ({ ...alias, sequence: index + 1 })) }
}

/** The zones that anybody has, as a preview would ask for them. */
function zonesIn({ facts }: World): string[] {
  return [...new Set(facts.map(({ traits }) => traits['timezone']))].filter((zone) => typeof zone === 'string').filter(isZone)
}

interface Asked {
  readonly row: SemanticsRow
  readonly found: ReadonlyMap<number, string>
}

/** The SQL of the opposite is asked too where somebody is unknown, and once per case: it takes as long again. */
function isOppositeAsked({ expected }: SemanticsRow, index: number): boolean {
  return index === 0 || [...expected.values()].includes(Truth.UNKNOWN)
}

/** By case. */
async function ask(cases: readonly Placed[]): Promise<Asked[][]> {
  const world = together(cases)
  const zones = zonesIn(world)
  await stand.load(world)
  const rows = cases.flatMap(({ one, root, offset }) => one.rows.map((row, index) => ({ root, offset, row, opposite: isOppositeAsked(row, index) })))
  const query = (root: Condition, row: SemanticsRow, prefix: string): Query => toClickHouse({ root }, { asOf: row.at, knownAt: row.knownAt }, { zones, prefix })
  const isTrue = await stand.members(rows.map(({ root, row }, index) => query(root, row, `q${index}_`)))
  const doubted = rows.filter(({ opposite }) => opposite)
  const isFalse = await stand.members(doubted.map(({ root, row }, index) => query({ kind: 'not', item: root, span: root.span }, row, `q${index}_`)))
  const asked = rows.map((one, index): Asked => {
    const falseOnes = isFalse[doubted.indexOf(one)]
    const truthOf = (id: number): string => ((isTrue[index] as number[]).includes(id) ? 'true' : falseOnes === undefined ? 'not true' : falseOnes.includes(id) ? 'false' : 'unknown')
    return { row: one.row, found: new Map([...one.row.expected.keys()].map((id) => [id, truthOf(id + one.offset)])) }
  })
  return cases.map(({ one }) => asked.filter(({ row }) => one.rows.includes(row)))
}

for (const file of readdirSync(FOLDER).filter((name) => /^\d\d-.*\.md$/.test(name)).sort()) {
  describe(file, () => {
    const cases = parseSemantics(file, readFileSync(new URL(file, FOLDER), 'utf8')).map(placed)
    const others = cases.filter(({ offset }) => offset > 0)
    let answers: Promise<Asked[][]> | undefined
    for (const each of cases) {
      it(each.one.name, async () => {
        const own = each.offset === 0 ? (await ask([each]))[0] : (await (answers ??= ask(others)))[others.indexOf(each)]
        for (const { row, found } of own as Asked[]) {
          const shown = (values: ReadonlyMap<number, unknown>): Record<string, unknown> => Object.fromEntries([...each.one.people].filter(([, id]) => row.expected.has(id)).map(([name, id]) => [name, values.get(id)]))
          const isKnown = ![...found.values()].includes('not true')
          const expected = new Map([...row.expected].map(([id, truth]) => [id, isKnown || truth === Truth.TRUE ? ['false', 'true', 'unknown'][truth] : 'not true']))
          assert.deepEqual(shown(found), shown(expected), row.place)
        }
      })
    }
  })
}
