// Every case of docs/semantics in the real ClickHouse: who is selected by the condition, and who by its `not`; of others it
// is unknown. Cases are about different people, so all of a file lie in one history, side by side; only those whose answer
// depends on who somebody is, or on everyone, have one of their own.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { type Condition, isZone, parseCondition, type Query, toClickHouse } from '@touchstone/language'
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
  const checked = parseCondition(one.condition, { segments: (name) => one.segments.get(name) })
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

/** By case. */
async function ask(cases: readonly Placed[]): Promise<Asked[][]> {
  const world = together(cases)
  const zones = zonesIn(world)
  await stand.load(world)
  const rows = cases.flatMap(({ one, root, offset }) => one.rows.map((row) => ({ root, offset, row })))
  const queries = rows.flatMap(({ root, row }, index): Query[] => {
    const past = { asOf: row.at, knownAt: row.knownAt }
    const opposite: Condition = { kind: 'not', item: root, span: root.span }
    return [root, opposite].map((asked, side) => toClickHouse({ root: asked }, past, { zones, prefix: `q${index}s${side}_` }))
  })
  const members = await stand.members(queries)
  const asked = rows.map(({ row, offset }, index): Asked => {
    const [isTrue, isFalse] = [members[2 * index], members[2 * index + 1]] as [number[], number[]]
    return { row, found: new Map([...row.expected.keys()].map((id) => [id, isTrue.includes(id + offset) ? 'true' : isFalse.includes(id + offset) ? 'false' : 'unknown'])) }
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
          const expected = new Map([...row.expected].map(([id, truth]) => [id, ['false', 'true', 'unknown'][truth]]))
          assert.deepEqual(shown(found), shown(expected), row.place)
        }
      })
    }
  })
}
