// A person's Machine driven by hand, for the tests of this room and of those that read what it writes.
import { assert } from '@touchstone/base'
import { compile, parseStoredCondition } from '@touchstone/language'
import { TestPerson, testNumbering } from '@touchstone/language/testing'
import { FactWriter, RecordKind, decodeOutcomes, encodeControl, type Control, type Fact, type FactType, type Identifier, type MembershipChange } from '@touchstone/vocabulary'
import { MachineDriver } from '@touchstone/stream/testing'
import type { StateStore } from '@touchstone/stream'
import { PersonMachine } from './machine/person-machine.ts'

export interface RigFact {
  readonly identifiers: readonly string[]
  /** `track` with an event and `identify` without one, unless given. */
  readonly type?: FactType
  readonly event?: string
  readonly happened?: number
  readonly messageId?: string
  readonly source?: string
  readonly traits?: Readonly<Record<string, unknown>>
  readonly properties?: Readonly<Record<string, unknown>>
  readonly context?: Readonly<Record<string, unknown>>
}

export class MachineRig {
  readonly driver: MachineDriver
  readonly #writer = new FactWriter()
  #messages = 0

  constructor(state?: StateStore, cacheBytes = 1) {
    this.driver = new MachineDriver(new PersonMachine({ cacheBytes }), state)
  }

  /** As after a crash: another Machine goes on from what was committed. */
  restarted(): MachineRig {
    const again = new MachineRig(this.driver.state)
    again.driver.startAt(this.driver.position, this.driver.time)
    again.#messages = this.#messages
    return again
  }

  /** Appends a fact at `time` and answers its position. */
  fact(time: number, given: RigFact, commit = true): number {
    const fact = rigFact(given, time, `m${++this.#messages}`)
    return this.driver.append(RecordKind.FACT, this.#writer.encode(fact), time, commit)
  }

  control(time: number, control: Control, commit = true): number {
    return this.driver.append(RecordKind.CONTROL, encodeControl(control), time, commit)
  }

  define(time: number, id: string, where: string, version = 1, shadow = false): number {
    return this.control(time, { control: 'segment.define', id, version, where, ...(shadow ? { shadow } : {}) })
  }

  tick(time: number): void {
    this.driver.append(RecordKind.TICK, new Uint8Array(0), time)
  }

  /** Everything the Machine said since the last call, in order of sequence. */
  takeOutcomes() {
    const all = this.driver.outputs.splice(0).map((entry) => decodeOutcomes(Buffer.from(entry)))
    return {
      changes: all.flatMap((one) => [...one.changes]) as MembershipChange[],
      aliases: all.flatMap((one) => [...one.aliases]),
      links: all.flatMap((one) => [...one.links]),
      dropped: all.flatMap((one) => [...one.dropped]),
      held: all.flatMap((one) => [...one.held]),
      persons: new Map(all.flatMap((one) => [...one.persons].map((person, i) => [one.from + i, person] as const))),
    }
  }

  /** Members of the segment defined at `position`, with the instant each entered. */
  members(position: number): Map<number, number> {
    const entries = this.driver.state.range('members', [position, 0], [position + 1, 0], 1_000_000)
    return new Map(entries.map(({ key, value }) => [(key as [number, number])[1], value.readDoubleLE(0)]))
  }
}

/** Canonical texts of the ranks in a condition. */
export function ranksOf(where: string): string[] {
  const condition = parseStoredCondition(where)
  assert(condition.ok, `a condition that can be read: ${where}`)
  return compile(condition.value, testNumbering()).ranks.map(({ key }) => key)
}

/** The cells, in the order of its nodes, that a condition makes of one fact of history. */
export function cellsOf(where: string, { event, timestamp, properties }: { event: string; timestamp: number; properties: Record<string, unknown> }): (Uint8Array | undefined)[] {
  const condition = parseStoredCondition(where)
  assert(condition.ok, `a condition that can be read: ${where}`)
  const person = new TestPerson()
  const { nodes } = compile(condition.value, testNumbering())
  const fact = { event, timestamp, hashHigh: 0, hashLow: 0, properties: () => properties, traits: () => ({}) }
  for (const node of nodes) if (node.events.includes(event)) node.update(person, fact, timestamp)
  return nodes.map(({ id }) => person.cell(id))
}

export function rigFact(given: RigFact, time: number, messageId: string): Fact {
  const happened = given.happened ?? time
  return {
    type: given.type ?? (given.event === undefined ? 'identify' : 'track'),
    event: given.event ?? '',
    messageId: given.messageId ?? messageId,
    source: given.source ?? 'test',
    timestamp: happened,
    receivedAt: time,
    originalTimestamp: happened,
    sentAt: time,
    identifiers: given.identifiers.map(identifierOf),
    namesAccounts: given.context?.['groupId'] !== undefined || given.context?.['externalIds'] !== undefined,
    traits: JSON.stringify(given.traits ?? {}),
    properties: JSON.stringify(given.properties ?? {}),
    context: JSON.stringify(given.context ?? {}),
    sealed: new Uint8Array(0),
  }
}

function identifierOf(text: string): Identifier {
  const colon = text.indexOf(':')
  return { type: text.slice(0, colon), value: text.slice(colon + 1) }
}
