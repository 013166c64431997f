// What became of a record: whom it is about, what it linked and merged, who entered and left a segment because of it.
//
// The engine says it once, in the outbox. Until history has made an entry durable it lies there; from then on it is rows
// of history. History is asked how far it is first, so a record is surely in one of the two.
import { assert, ok, type Millis, type Result } from '@touchstone/base'
import { hashToInteger, type ChangeCause, type DroppedIdentifiers, type FactView, type MembershipChange, type Outcomes } from '@touchstone/vocabulary'
import { ruleWords } from '../identity/rule-words.ts'
import { maskIdentifier } from '../mask.ts'
import type { HistoryThrough, QueryHistory } from '../ports.ts'

/**
 * waiting: the engine has not come to it. counted: it is one of the person's facts. duplicate: the same message came before.
 * none: a record about nobody.
 */
export type RecordState = 'waiting' | 'counted' | 'duplicate' | 'none'

export interface RecordChange {
  /** The registry's id. */
  readonly segment: string
  readonly name: string | null
  readonly version: number
  readonly person: number
  readonly entered: boolean
  readonly cause: ChangeCause
  readonly at: Millis
}

export interface RecordOutcome {
  readonly state: RecordState
  /** Whom it was found to be about, at the time. */
  readonly person: number | null
  /** Of a duplicate: the record that counts, where history has it. */
  readonly duplicateOf: number | null
  /** Identifiers that a guard rule set aside. */
  readonly dropped: readonly SetAside[]
  /** Version of the rules about who is who; null where nobody said, as of records of an earlier release. */
  readonly rules: number | null
  readonly links: readonly { readonly identifier: string; readonly reason: string }[]
  readonly merges: readonly { readonly loser: number; readonly survivor: number }[]
  readonly changes: readonly RecordChange[]
  /** Where this was read. */
  readonly from: 'outbox' | 'history' | 'nowhere'
}

export interface SetAside {
  /** As `type:value`, masked. */
  readonly identifier: string
  /** The path of the rule in the set, and it in plain English; '' where nobody said. */
  readonly rule: string
  readonly reason: string
}

export interface OutcomePorts {
  readonly queryHistory: QueryHistory
  readonly historyThrough: HistoryThrough
  /** The position that the engine has finished. */
  readonly engineAt: () => number
  /** The outbox entry that covers a position, while it is there. */
  readonly outcomesOf: (position: number) => Outcomes | undefined
  /** Every version of a segment that was ever defined, by the position of its definition. */
  readonly segmentVersions: () => Promise<SegmentVersions>
}

export type SegmentVersions = ReadonlyMap<number, { readonly segment: string; readonly name: string | null; readonly version: number }>

/** Causes that name the record itself; the others come by at its position because time does. */
const CAUSED: readonly ChangeCause[] = ['fact', 'merge']

const NOTHING = { person: null, duplicateOf: null, dropped: [], rules: null, links: [], merges: [], changes: [] } as const

/** `fact` is the record's fact, undefined for a record that is none. Fails as queries do. */
export async function outcomeOf(ports: OutcomePorts, position: number, fact: FactView | undefined): Promise<Result<RecordOutcome>> {
  if (fact === undefined) return await ofNobody(ports, position)
  const isInHistory = position <= ports.historyThrough()
  if (!isInHistory) {
    if (position > ports.engineAt()) return ok({ ...NOTHING, state: 'waiting', from: 'nowhere' })
    const outcomes = ports.outcomesOf(position)
    if (outcomes !== undefined) return await inOutbox(ports, outcomes, position, fact)
    // It went from the outbox between the two questions: history has it now.
  }
  return inHistory(ports, position, fact)
}

async function inOutbox(ports: OutcomePorts, outcomes: Outcomes, position: number, fact: FactView): Promise<Result<RecordOutcome>> {
  const person = outcomes.persons[position - outcomes.from]!
  if (person === 0) return duplicate(ports, fact, 'outbox')
  const here = (one: { readonly position: number }): boolean => one.position === position
  const versions = await ports.segmentVersions()
  return ok({
    state: 'counted',
    person,
    duplicateOf: null,
    dropped: setAside(outcomes.dropped.find(here)),
    rules: outcomes.rules.findLast(([from]) => from <= position)?.[1] ?? null,
    links: outcomes.links.filter(here).map(({ identifier, reason }) => ({ identifier: maskIdentifier(identifier), reason })),
    merges: outcomes.aliases.filter(here).map(({ loser, survivor }) => ({ loser, survivor })),
    changes: outcomes.changes.filter((one) => here(one) && CAUSED.includes(one.cause)).flatMap((one) => changeOf(one, versions)),
    from: 'outbox',
  })
}

async function inHistory(ports: OutcomePorts, position: number, fact: FactView): Promise<Result<RecordOutcome>> {
  const row = await ports.queryHistory('SELECT person, dropped, dropped_by, rules FROM touchstone.profiles_facts WHERE event = {event:String} AND position = {position:UInt64}', { event: fact.event, position })
  if (!row.ok) return row
  const [found] = row.value
  if (found === undefined) return duplicate(ports, fact, 'history')
  const identifiers = fact.identifierKeys()
  const linked = await ports.queryHistory('SELECT identifier, reason FROM touchstone.profiles_links WHERE identifier IN {identifiers:Array(String)} AND position = {position:UInt64} ORDER BY sequence', { identifiers, position })
  if (!linked.ok) return linked
  const merged = await ports.queryHistory('SELECT loser, survivor FROM touchstone.profiles_aliases WHERE position = {position:UInt64} ORDER BY sequence', { position })
  if (!merged.ok) return merged
  const person = found['person'] as number
  const people = [...new Set([person, ...merged.value.flatMap(({ loser, survivor }) => [loser as number, survivor as number])])]
  const versions = await ports.segmentVersions()
  const changes = await ports.queryHistory(
    `SELECT segment, person, entered = 1 AS entered, cause, at FROM touchstone.segments_changes
WHERE segment IN {versions:Array(UInt64)} AND person IN {people:Array(UInt64)} AND position = {position:UInt64} AND cause IN {causes:Array(String)} ORDER BY sequence`,
    { versions: [...versions.keys()], people, position, causes: CAUSED },
  )
  if (!changes.ok) return changes
  return ok({
    state: 'counted',
    person,
    duplicateOf: null,
    dropped: setAside({ identifiers: found['dropped'] as string[], rules: found['dropped_by'] as string[] }),
    rules: found['rules'] as number,
    links: linked.value.map(({ identifier, reason }) => ({ identifier: maskIdentifier(identifier as string), reason: reason as string })),
    merges: merged.value.map(({ loser, survivor }) => ({ loser: loser as number, survivor: survivor as number })),
    changes: changes.value.flatMap((row) => changeOf(row as unknown as Change, versions)),
    from: 'history',
  })
}

/** A record that is no fact may make people one all the same: somebody declared it. */
async function ofNobody(ports: OutcomePorts, position: number): Promise<Result<RecordOutcome>> {
  if (position > ports.engineAt()) return ok({ ...NOTHING, state: 'waiting', from: 'nowhere' })
  const outcomes = position <= ports.historyThrough() ? undefined : ports.outcomesOf(position)
  if (outcomes !== undefined) {
    const merges = outcomes.aliases.filter((one) => one.position === position).map(({ loser, survivor }) => ({ loser, survivor }))
    return ok({ ...NOTHING, state: 'none', merges, from: merges.length > 0 ? 'outbox' : 'nowhere' })
  }
  const merged = await ports.queryHistory('SELECT loser, survivor FROM touchstone.profiles_aliases WHERE position = {position:UInt64} ORDER BY sequence', { position })
  if (!merged.ok) return merged
  const merges = merged.value.map(({ loser, survivor }) => ({ loser: loser as number, survivor: survivor as number }))
  return ok({ ...NOTHING, state: 'none', merges, from: merges.length > 0 ? 'history' : 'nowhere' })
}

function setAside(dropped: Pick<DroppedIdentifiers, 'identifiers' | 'rules'> | undefined): SetAside[] {
  return (dropped?.identifiers ?? []).map((identifier, i) => {
    const rule = dropped!.rules?.[i] ?? ''
    return { identifier: maskIdentifier(identifier), rule, reason: rule === '' ? '' : ruleWords(rule, identifier, undefined) }
  })
}

type Change = Pick<MembershipChange, 'segment' | 'person' | 'cause' | 'at'> & { readonly entered: boolean | 0 | 1 }

/** What the registry does not know, nobody is told of. */
function changeOf({ segment, person, entered, cause, at }: Change, versions: SegmentVersions): RecordChange[] {
  const version = versions.get(segment)
  return version === undefined ? [] : [{ ...version, person, entered: Boolean(entered), cause, at }]
}

/** The engine counted another record of the same message: the one with the same hash, of the same event. */
async function duplicate(ports: OutcomePorts, fact: FactView, from: 'outbox' | 'history'): Promise<Result<RecordOutcome>> {
  assert(fact.identifierCount > 0, 'a fact is about somebody')
  const rows = await ports.queryHistory(
    'SELECT position, person FROM touchstone.profiles_facts WHERE event = {event:String} AND hash = {hash:UInt64} ORDER BY position LIMIT 1',
    { event: fact.event, hash: hashToInteger(fact.hashHigh, fact.hashLow) },
  )
  if (!rows.ok) return rows
  const [first] = rows.value
  return ok({ ...NOTHING, state: 'duplicate', person: (first?.['person'] as number | undefined) ?? null, duplicateOf: (first?.['position'] as number | undefined) ?? null, from })
}
