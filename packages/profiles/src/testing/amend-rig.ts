// A Machine that is amended, beside the facts it was given. Whoever builds people again reads the facts from a list here and
// from history in the server; the rest is the same. What comes of it is held against a fresh Machine that knew every
// amendment from the beginning.
import assert from 'node:assert/strict'
import { Rerun, type StateReader } from '@touchstone/stream'
import { FactView, FactWriter, OutcomeWriter, RecordKind, decodeControl, decodeOutcomes, encodeControl, isAmendment, type AliasRow, type Amendment, type Control, type LinkRow, type MembershipChange, type MoveRow } from '@touchstone/vocabulary'
import { AmendmentState } from '../amend/amendment-state.ts'
import { concerned } from '../amend/concerned.ts'
import { decodeImages, encodeImages } from '../machine/image-record.ts'
import { PersonMachine } from '../machine/person-machine.ts'
import { Replay } from '../machine/replay.ts'
import { MachineRig, rigFact, type RigFact } from '../testing.ts'
import { pictureOf } from './state-picture.ts'

const ALL = 1_000_000

interface Given {
  readonly kind: number
  readonly payload: Buffer
  readonly time: number
}

/** Everything said since the last look. */
interface Said {
  readonly aliases: AliasRow[]
  readonly links: LinkRow[]
  readonly changes: MembershipChange[]
  readonly moves: MoveRow[]
}

export class AmendRig {
  #machine = new MachineRig()
  readonly #writer = new FactWriter()
  /** Everything the Machine was given, by position − 1. */
  readonly #given: Given[] = []
  /** Whose each fact is by history: under whom it was stored (0: a duplicate), or whither it was moved. */
  readonly #stored = new Map<number, number>()
  #said: Said = { aliases: [], links: [], changes: [], moves: [] }
  #amendments = 0
  /** Rounds whose images were made, and those that took their place. */
  rounds = 0
  taken = 0

  append(kind: number, payload: Uint8Array, time: number): number {
    const copy = Buffer.from(payload)
    this.#given.push({ kind, payload: copy, time })
    const position = this.#machine.driver.append(kind, copy, time)
    for (const entry of this.#machine.driver.outputs.splice(0)) this.#hear(Buffer.from(entry))
    return position
  }

  #hear(entry: Buffer): void {
    const { from, persons, aliases, links, changes, moves, images } = decodeOutcomes(entry)
    persons.forEach((person, i) => {
      if (this.#given[from + i - 1]!.kind === RecordKind.FACT) this.#stored.set(from + i, person)
    })
    this.#said.aliases.push(...aliases)
    this.#said.links.push(...links)
    this.#said.changes.push(...changes)
    this.#said.moves.push(...moves)
    for (const { position } of images) {
      this.taken++
      const { payload } = this.#given[position - 1]!
      const told = decodeImages(payload, 0, payload.length)!.moves
      for (let i = 0; i < told.length; i += 3) this.#stored.set(told[i]!, told[i + 2]!)
    }
    for (const { fact, person } of moves) this.#stored.set(fact, person)
  }

  fact(time: number, given: RigFact): number {
    return this.append(RecordKind.FACT, this.#writer.encode(rigFact(given, time, `m${this.#given.length + 1}`)), time)
  }
  control(time: number, control: Control): number {
    return this.append(RecordKind.CONTROL, encodeControl(control), time)
  }
  define(time: number, id: string, where: string): number {
    return this.control(time, { control: 'segment.define', id, version: 1, where })
  }
  tick(time: number): void {
    this.append(RecordKind.TICK, new Uint8Array(0), time)
  }

  /** As after a crash: another Machine goes on from what was committed. */
  restart(): void {
    this.#machine = this.#machine.restarted()
  }

  /** As after a power cut: the state grows from the log again. */
  rebuild(): void {
    this.#machine = new MachineRig()
    for (const { kind, payload, time } of this.#given) this.#machine.driver.append(kind, payload, time)
    this.#machine.driver.outputs.length = 0
  }

  get time(): number {
    return this.#machine.driver.time
  }
  get position(): number {
    return this.#machine.driver.position
  }
  get state(): AmendmentState {
    return new AmendmentState(this.#machine.driver.state)
  }
  get people(): number[] {
    return this.#machine.driver.state.keys('people', undefined, ALL) as number[]
  }

  /** Members of the segment defined at `position`, with the instant each entered. */
  members(position: number): [number, number][] {
    return [...this.#machine.members(position)]
  }

  takeSaid(): Said {
    const said = this.#said
    this.#said = { aliases: [], links: [], changes: [], moves: [] }
    return said
  }

  apart(one: string, other: string, meanwhile?: () => void): void {
    this.amend({ kind: 'apart', pairs: [[one, other]] }, meanwhile)
  }

  /** From the amendment to its end. `meanwhile` is called once between the beginning of the first round and its images. */
  amend(amendment: Amendment, meanwhile: () => void = () => {}): void {
    const amend = this.control(this.time, { control: 'identity.amend', id: `am${++this.#amendments}`, amendment })
    for (let rounds = 0; ; rounds++) {
      assert.ok(rounds < 50, 'an amendment comes to an end')
      const named = concerned(this.state, amend, amendment, this.#found(amendment))
      const people = this.#component(amendment.kind === 'move' ? named : named.slice(0, 1))
      if (people.length === 0) break
      this.control(this.time, { control: 'identity.amending', amend, people })
      const images = this.#build(amend)
      this.rounds++
      if (rounds === 0) meanwhile()
      this.append(RecordKind.IMAGES, images, this.time)
    }
    this.control(this.time, { control: 'identity.amended', amend })
  }

  /** People whom in the server history names. */
  #found(amendment: Amendment): number[] {
    if (amendment.kind === 'forget-rules') return this.people
    return amendment.kind === 'retract' ? amendment.values.map(({ fact }) => this.#stored.get(fact) ?? 0) : []
  }

  /** The fact without the traits that do not count. */
  #counting(position: number): Buffer {
    const { payload } = this.#given[position - 1]!
    const gone = this.#given.flatMap((one) => {
      const control = one.kind === RecordKind.CONTROL ? decodeControl(one.payload, 0, one.payload.length) : undefined
      return control?.control === 'identity.amend' && control.amendment.kind === 'retract' ? control.amendment.values.filter(({ fact }) => fact === position).map(({ trait }) => trait) : []
    })
    if (gone.length === 0) return payload
    const fact = new FactView().reset(payload, 0, payload.length).toFact()
    const left = Object.entries(JSON.parse(fact.traits) as object).filter(([trait]) => !gone.includes(trait) && !gone.includes('*'))
    return Buffer.from(new FactWriter().encode({ ...fact, traits: JSON.stringify(Object.fromEntries(left)) }))
  }

  /** They, and everyone whom their facts name or whose facts name them. */
  #component(first: readonly number[]): number[] {
    const { state } = this
    const people = new Set(first)
    for (let before = 0; before < people.size; ) {
      before = people.size
      const identifiers = new Set([...people].flatMap((id) => state.known(id)!.identifiers))
      for (const id of state.tiedTo(identifiers)) people.add(id)
      for (const [position, stored] of this.#stored) {
        const keys = this.#keys(position)
        if (!keys.some((key) => identifiers.has(key))) continue
        for (const id of [state.canonical(stored), ...keys.map((key) => state.find(key))]) if (id !== 0) people.add(id)
      }
    }
    return [...people].sort((a, b) => a - b)
  }

  #keys(position: number): string[] {
    const { payload } = this.#given[position - 1]!
    return new FactView().reset(payload, 0, payload.length).identifierKeys()
  }

  #build(amend: number): Buffer {
    const { state } = this
    const { through, time, people } = state.round()!
    const ids = people.flatMap((id) => state.known(id)!.ids)
    const replay = new Replay({ segments: state.segments().filter((one) => one.state !== 'archiving'), controls: state.controls(through), through, time, ids }, 1)
    for (const position of [...this.#stored.keys()].sort((a, b) => a - b)) {
      const stored = this.#stored.get(position)!
      if (people.includes(state.canonical(stored))) replay.fact(position, this.#given[position - 1]!.time, stored, this.#counting(position))
    }
    return encodeImages({ amend, through, ...replay.finish(), retractions: [] })
  }

  /** Throws unless the state, and what history makes of its facts, are those of a Machine that knew the amendments from the beginning. */
  agree(when = ''): void {
    const owners = new Map<number, number>()
    const fresh = this.#fresh(owners)
    const isKnown = (id: number): boolean => fresh.get('people', id) !== undefined || fresh.get('aliases', id) !== undefined
    const mine = pictureOf(this.#machine.driver.state, isKnown)
    const theirs = pictureOf(fresh, isKnown)
    assert.deepEqual(mine, theirs, when)
    const canonical = (state: StateReader, person: number): number => new AmendmentState(state).canonical(person)
    for (const [position, owner] of owners) {
      assert.equal(canonical(this.#machine.driver.state, this.#stored.get(position)!), canonical(fresh, owner), `whose fact ${position} is, ${when}`)
    }
  }

  #fresh(owners: Map<number, number>): StateReader {
    class Listening extends OutcomeWriter {
      override record(position: number, person: number): void {
        if (position > 0) owners.set(position, person)
      }
      override take(): Buffer {
        return Buffer.alloc(0)
      }
    }
    const fresh = new Rerun(new PersonMachine({ cacheBytes: 1, outcomes: new Listening() }))
    const controlOf = ({ kind, payload }: Given): Control | undefined => (kind === RecordKind.CONTROL ? decodeControl(payload, 0, payload.length) : undefined)
    for (const one of this.#given) if (controlOf(one)?.control === 'identity.amend') fresh.apply(0, 0, RecordKind.CONTROL, one.payload)
    fresh.settle()
    const forgotten = this.#given.flatMap((one) => {
      const control = controlOf(one)
      return control?.control === 'identity.amend' && control.amendment.kind === 'forget-rules' ? [control.amendment.version] : []
    })
    this.#given.forEach((one, i) => {
      const control = controlOf(one)
      const isForgotten = control?.control === 'identity.rules' && forgotten.includes(control.version)
      if (one.kind === RecordKind.IMAGES || isForgotten || (control !== undefined && isAmendment(control))) fresh.apply(i + 1, one.time, RecordKind.TICK, Buffer.alloc(0))
      else fresh.apply(i + 1, one.time, one.kind, one.kind === RecordKind.FACT ? this.#counting(i + 1) : one.payload)
      fresh.settle()
    })
    for (const position of [...owners.keys()]) if (!this.#stored.has(position)) owners.delete(position)
    return fresh.state
  }
}
