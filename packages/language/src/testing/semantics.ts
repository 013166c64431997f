// Named cases of what conditions mean, as people write and check them: Markdown in docs/semantics, whose README says how a
// case is written. Each target runs every case. What is wrong in a case throws an error that names its file and line.
import { assert, type Millis } from '@touchstone/base'
import { momentOf } from '../moment.ts'
import { Truth } from '../truth.ts'
import { peopleOf, type World, WorldMaker } from './world.ts'

export interface SemanticsCase {
  readonly name: string
  /** `01-traits.md:17`: of the heading. */
  readonly place: string
  readonly condition: string
  /** Conditions of segments that it names, by name. */
  readonly segments: ReadonlyMap<string, string>
  /** Expressions of computed traits that it names, by name. */
  readonly traits: ReadonlyMap<string, string>
  readonly world: World
  /** Ids by name, of everyone in the facts. */
  readonly people: ReadonlyMap<string, number>
  /** By `at`, ascending. */
  readonly rows: readonly SemanticsRow[]
}

export interface SemanticsRow {
  readonly place: string
  readonly at: Millis
  /** As `at`, unless the row says otherwise: then the live engine cannot be asked. */
  readonly knownAt: Millis
  /** Of everyone of whom a fact exists and is known then, by canonical id. */
  readonly expected: ReadonlyMap<number, Truth>
}

interface Line {
  readonly text: string
  readonly place: string
}

type Table = readonly (ReadonlyMap<string, string> & { readonly place: string })[]

interface Told {
  readonly world: World
  readonly people: ReadonlyMap<string, number>
}

const FENCE = /^```(\S*) *(.*)$/
const COLUMNS = { facts: ['when', 'who', 'what', 'known'], rows: ['at', 'known at', 'true', 'false', 'unknown'] }

/** `file` is the name that errors give. */
export function parseSemantics(file: string, text: string): SemanticsCase[] {
  const lines = text.split('\n').map((line, index): Line => ({ text: line, place: `${file}:${index + 1}` }))
  const heads = lines.flatMap(({ text: line }, index) => (line.startsWith('## ') ? [index] : []))
  let told: Told | undefined
  return heads.map((head, index) => {
    const one = parseCase(lines.slice(head, heads[index + 1]), told)
    told = one
    return one
  })
}

/** `before` is the case above: a case without facts has those. */
function parseCase(lines: readonly Line[], before: Told | undefined): SemanticsCase {
  const { text, place } = lines[0] as Line
  const { blocks, tables } = partsOf(lines)
  const condition = blocks.get('condition ')
  assert(condition !== undefined, `${place}: a case has one block of condition`)
  const segments = new Map([...blocks].filter(([info]) => info.startsWith('segment ')).map(([info, body]) => [info.slice('segment '.length), body]))
  const facts = tables.find(([row]) => row?.has('when'))
  const rows = tables.find(([row]) => row?.has('at'))
  assert(rows !== undefined && tables.length === (facts === undefined ? 1 : 2), `${place}: a case has a table with "at", and before it one with "when" unless its facts are those of the case above`)
  const told = facts === undefined ? before : factsOf(facts)
  assert(told !== undefined, `${place}: the first case of a file has facts`)
  const expected = rows.map((row) => rowOf(row, told)).sort((a, b) => a.at - b.at)
  const traits = new Map([...blocks].filter(([info]) => info.startsWith('trait ')).map(([info, body]) => [info.slice('trait '.length), body]))
  return { name: text.slice(3).trim(), place, condition, segments, traits, world: told.world, people: told.people, rows: expected }
}

/** Fenced blocks by what stands behind the fence, and tables. */
function partsOf(lines: readonly Line[]): { blocks: Map<string, string>; tables: Table[] } {
  const blocks = new Map<string, string>()
  const tables: Table[] = []
  for (let index = 0; index < lines.length; index++) {
    const { text, place } = lines[index] as Line
    const fence = FENCE.exec(text)
    if (fence !== null) {
      const end = lines.findIndex((line, at) => at > index && line.text === '```')
      assert(end !== -1, `${place}: this block does not end`)
      const info = `${fence[1]} ${fence[2]}`
      assert(!blocks.has(info), `${place}: a case has one such block`)
      blocks.set(info, lines.slice(index + 1, end).map((line) => line.text).join('\n'))
      index = end
    } else if (text.startsWith('|')) {
      let end = index
      while (lines[end]?.text.startsWith('|')) end++
      tables.push(tableOf(lines.slice(index, end)))
      index = end
    }
  }
  return { blocks, tables }
}

function tableOf([head, rule, ...rows]: readonly Line[]): Table {
  const names = cellsOf(head as Line)
  const place = (head as Line).place
  const known = names[0] === 'at' ? COLUMNS.rows : COLUMNS.facts
  assert(rule !== undefined && /^[|: -]+$/.test(rule.text) && rows.length > 0, `${place}: a table has a head, a rule and rows`)
  assert(names.every((name) => known.includes(name)), `${place}: columns of this table are ${known.join(', ')}`)
  return rows.map((row) => {
    const cells = cellsOf(row)
    assert(cells.length === names.length, `${row.place}: expected ${names.length} cells, found ${cells.length}`)
    return Object.assign(new Map(names.map((name, index) => [name, cells[index] as string])), { place: row.place })
  })
}

/** A `|` within a cell is written `\|`. */
function cellsOf({ text, place }: Line): string[] {
  assert(/\|\s*$/.test(text), `${place}: a row of a table ends with |`)
  return text.trim().slice(1, -1).split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|').replace(/^`(.*)`$/, '$1'))
}

function momentIn(text: string, place: string): Millis {
  const at = momentOf(text) ?? momentOf(`${text}Z`)
  assert(at !== undefined, `${place}: expected a time such as 2026-03-29 00:59:59.999, found ${text}`)
  return at
}

function factsOf(table: Table): Told {
  const people = new Map<string, number>()
  const idOf = (name: string, place: string): number => {
    assert(/^(?:#\d+|[\w-]+)$/.test(name), `${place}: expected a name or #17, found ${name}`)
    // Ids are given in the order of the table; whoever needs a certain one writes it.
    const id = people.get(name) ?? (name.startsWith('#') ? Number(name.slice(1)) : people.size + 1)
    people.set(name, id)
    return id
  }
  const rows = table.map((row, order) => {
    const { place } = row
    const timestamp = momentIn(row.get('when') ?? '', place)
    const known = row.get('known') ?? ''
    const appended = known === '' ? timestamp : momentIn(known, place)
    assert(appended >= timestamp, `${place}: nothing is known before it happens`)
    return { place, order, timestamp, appended, person: idOf(row.get('who') ?? '', place), what: row.get('what') ?? '' }
  })
  rows.sort((a, b) => a.appended - b.appended)
  const world = new WorldMaker()
  rows.forEach(({ place, order, timestamp, appended, person, what }, index) => {
    const position = index + 1
    const same = /^is ([#\w-]+)$/.exec(what)?.[1]
    if (same !== undefined) {
      const survivor = people.get(same)
      assert(survivor !== undefined && survivor < person, `${place}: the survivor of a merge is named first: write it the other way round`)
      return world.merge(person, survivor, position, appended)
    }
    // Of facts of the same instant, the lower one in the table counts as the later.
    world.add({ timestamp, appended, position, hash: BigInt(order + 1), ...whatOf(what, place) }, person)
  })
  return { world, people }
}

type What = { readonly event: string; readonly traits: Record<string, unknown>; readonly properties: Record<string, unknown> }

/** `identify {"plan": "gold"}`, `"Order Completed"`, `"Order Completed" {"revenue": 12}`. */
function whatOf(what: string, place: string): What {
  const parts = /^(identify|"(?:[^"\\]|\\.)*")\s*(\{.*\})?$/.exec(what)
  assert(parts !== null, `${place}: expected identify {…}, "An Event", "An Event" {…} or is somebody, found ${what}`)
  const given = jsonIn(parts[2] ?? '{}', place) as Record<string, unknown>
  if (parts[1] === 'identify') return { event: '', traits: given, properties: {} }
  return { event: jsonIn(parts[1] as string, place) as string, traits: {}, properties: given }
}

function jsonIn(text: string, place: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    assert(false, `${place}: ${text} is not JSON`)
  }
}

function rowOf(row: Table[number], { world, people }: Told): SemanticsRow {
  const { place } = row
  const at = momentIn(row.get('at') ?? '', place)
  const known = row.get('known at') ?? ''
  const knownAt = known === '' ? at : known === 'end' ? Infinity : momentIn(known, place)
  const expected = new Map<number, Truth>()
  for (const [column, truth] of [['true', Truth.TRUE], ['false', Truth.FALSE], ['unknown', Truth.UNKNOWN]] as const) {
    for (const name of (row.get(column) ?? '').split(',').map((part) => part.trim())) {
      if (name === '') continue
      const id = people.get(name)
      assert(id !== undefined && !expected.has(id), `${place}: ${name} has no facts, or stands here twice`)
      expected.set(id, truth)
    }
  }
  const there = peopleOf(world, { asOf: at, knownAt })
  const missing = [...people].filter(([, id]) => there.has(id) !== expected.has(id)).map(([name]) => name)
  assert(missing.length === 0, `${place}: everyone who is known then stands in one column, and nobody else; see ${missing.join(', ')}`)
  return { place, at, knownAt, expected }
}
