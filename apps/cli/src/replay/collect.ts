import { fail, ok } from '@touchstone/base'
import type { Millis, Result } from '@touchstone/base'
import type { Mapping } from './mapping.ts'
import { columnOf, compileRules, isFault } from './rules.ts'
import type { Rules } from './rules.ts'
import { timeReader } from './time-format.ts'

// Lines become groups. A group is complete only when the whole file has been read (an order's lines may stand apart, and
// shifting needs the last date), so all groups are held, in a compact form: one text per line that lists keep. What is
// held is bounded; beyond that the file has to be cut.

/** Characters of list entries held at once. */
export const LARGEST_HELD = 512 * 1024 * 1024

/** One fact to be, in everything but its shift in time. */
export interface Group {
  readonly key: string
  readonly event: string
  /** `undefined`: a guest. */
  user: string | undefined
  happened: Millis
  lines: number
  readonly states: unknown[]
  /** Why it cannot be sent: one of its lines does not fit the mapping. */
  fault?: string
}

export interface Collected {
  readonly groups: readonly Group[]
  readonly lines: number
  /** Lines that belong to no group. */
  readonly unplaced: readonly string[]
  readonly rules: Rules
}

export interface Collector {
  begin(header: readonly string[]): Result<void>
  take(fields: readonly string[], line: number): Result<void> | undefined
  finish(): Collected
}

/** Reads lines into groups as `mapping` says. A mapping that names a column the file does not have fails in `begin`. */
export function createCollector(mapping: Mapping): Collector {
  const groups = new Map<string, Group>()
  const unplaced: string[] = []
  let lines = 0
  let held = 0
  let columns: Columns
  let rules: Rules

  const begin = (header: readonly string[]): Result<void> => {
    const found = findColumns(mapping, header)
    if (!found.ok) return found
    columns = found.value
    const compiled = compileRules(mapping, header)
    if (!compiled.ok) return compiled
    rules = compiled.value
    return ok(undefined)
  }

  const take = (fields: readonly string[], line: number): Result<void> | undefined => {
    lines++
    const key = fields[columns.group].trim()
    if (key === '') {
      unplaced.push(`line ${line} has no ${mapping.group.column}`)
      return undefined
    }
    let group = groups.get(key)
    if (group === undefined) {
      group = { key, event: columns.eventOf(fields), user: undefined, happened: Infinity, lines: 0, states: rules.begin() }
      groups.set(key, group)
    }
    held += addLine(group, fields, line, columns, rules)
    return held > LARGEST_HELD ? fail('replay.file-too-large', `the lists of this file hold more than ${LARGEST_HELD} characters (at line ${line}); cut the file between groups and replay the pieces`) : undefined
  }
  return { begin, take, finish: () => ({ groups: [...groups.values()], lines, unplaced, rules }) }
}

interface Columns {
  readonly group: number
  readonly time: number
  readonly user: number
  readonly readTime: (text: string) => Millis | undefined
  readonly userOf: (text: string) => string
  readonly eventOf: (fields: readonly string[]) => string
}

function findColumns(mapping: Mapping, header: readonly string[]): Result<Columns> {
  const read = timeReader(mapping.time.format)
  if (!read.ok) return read
  const { event, user } = mapping
  const places: number[] = []
  for (const column of [mapping.group.column, mapping.time.column, user.column, ...(event.column === undefined ? [] : [event.column])]) {
    const place = columnOf(header, column)
    if (!place.ok) return place
    places.push(place.value)
  }
  const [group, time, userPlace, eventPlace] = places
  return ok({
    group,
    time,
    user: userPlace,
    readTime: remembering(read.value),
    userOf: (text) => (user.stripSuffix !== undefined && text.endsWith(user.stripSuffix) ? text.slice(0, -user.stripSuffix.length) : text).trim(),
    eventOf: (fields) => (event.rules ?? []).find((rule) => fields[eventPlace].trim().startsWith(rule.startsWith))?.event ?? event.otherwise,
  })
}

/** Neighbouring lines mostly have the same time. */
function remembering(read: (text: string) => Millis | undefined): (text: string) => Millis | undefined {
  let lastText = ''
  let last: Millis | undefined
  return (text) => {
    if (text !== lastText) {
      lastText = text
      last = read(text)
    }
    return last
  }
}

/** Adds one line; gives how many characters more are held. The first fault of a group stays with it: half an order is no order. */
function addLine(group: Group, fields: readonly string[], line: number, columns: Columns, rules: Rules): number {
  group.lines++
  if (group.fault !== undefined) return 0
  const timeText = fields[columns.time].trim()
  const happened = columns.readTime(timeText)
  if (happened === undefined) group.fault ??= `line ${line}: "${timeText}" is not a time of the given format`
  else if (happened < group.happened) group.happened = happened
  const user = columns.userOf(fields[columns.user].trim())
  if (user !== '') {
    if (group.user !== undefined && group.user !== user) group.fault ??= `line ${line}: belongs to user "${user}", an earlier line to "${group.user}"`
    group.user = user
  }
  const held = rules.add(group.states, fields)
  if (!isFault(held)) return held
  group.fault ??= `line ${line}: ${held.fault}`
  return 0
}
