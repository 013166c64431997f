// A person's Machine driven by hand, for the tests of this room and of those that read what it writes.
import { FactWriter, RecordKind, decodeOutcomes, encodeControl, type Control, type Fact, type Identifier, type MembershipChange } from '@touchstone/vocabulary'
import { MachineDriver } from '@touchstone/stream/testing'
import type { StateStore } from '@touchstone/stream'
import { PersonMachine } from './machine/person-machine.ts'

export interface RigFact {
  readonly identifiers: readonly string[]
  readonly event?: string
  readonly happened?: number
  readonly messageId?: string
  readonly traits?: Readonly<Record<string, unknown>>
  readonly properties?: Readonly<Record<string, unknown>>
}

export class MachineRig {
  readonly driver: MachineDriver
  readonly #writer = new FactWriter()
  #messages = 0

  constructor(state?: StateStore, cacheBytes = 1) {
    this.driver = new MachineDriver(new PersonMachine({ cacheBytes }), state)
  }

  /** Appends a fact at `time` and answers its position. */
  fact(time: number, given: RigFact, commit = true): number {
    const fact = rigFact(given, time, `m${++this.#messages}`)
    return this.driver.append(RecordKind.FACT, this.#writer.encode(fact), time, commit)
  }

  control(time: number, control: Control): number {
    return this.driver.append(RecordKind.CONTROL, encodeControl(control), time)
  }

  define(time: number, id: string, where: string): number {
    return this.control(time, { control: 'segment.define', id, version: 1, where })
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
      persons: new Map(all.flatMap((one) => [...one.persons].map((person, i) => [one.from + i, person] as const))),
    }
  }

  /** Members of the segment defined at `position`, with the instant each entered. */
  members(position: number): Map<number, number> {
    const entries = this.driver.state.range('members', [position, 0], [position + 1, 0], 1_000_000)
    return new Map(entries.map(({ key, value }) => [(key as [number, number])[1], value.readDoubleLE(0)]))
  }
}

export function rigFact(given: RigFact, time: number, messageId: string): Fact {
  const happened = given.happened ?? time
  return {
    type: given.event === undefined ? 'identify' : 'track',
    event: given.event ?? '',
    messageId: given.messageId ?? messageId,
    source: 'test',
    timestamp: happened,
    receivedAt: time,
    originalTimestamp: happened,
    sentAt: time,
    identifiers: given.identifiers.map(identifierOf),
    traits: JSON.stringify(given.traits ?? {}),
    properties: JSON.stringify(given.properties ?? {}),
    context: '{}',
    sealed: new Uint8Array(0),
  }
}

function identifierOf(text: string): Identifier {
  const colon = text.indexOf(':')
  return { type: text.slice(0, colon), value: text.slice(colon + 1) }
}
