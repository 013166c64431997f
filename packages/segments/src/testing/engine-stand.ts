// Stands in for the engine in this room's tests, which may not know the room that has it. It follows the same rules for
// definitions, seeds and facts, one record after the other, on one thread, without identity, timers or a disk.
import { ok, type Millis, type Result } from '@touchstone/base'
import { compileExpression, parseStoredExpression, storedProgram, Truth, type Cells, type FactInput, type NaiveFact, type Program, type Scalar } from '@touchstone/language'
import { TestPerson } from '@touchstone/language/testing'
import { readSeeds, seedSegment, type SegmentControl } from '@touchstone/vocabulary'
import type { LiveMember, LiveNode, LiveRole, LiveVersion, SegmentStates } from '../live-state.ts'
import type { EngineProgress } from '../ports.ts'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }
/** `said`: its role by its definition or a cut-over. */
type Version = Mutable<Omit<LiveVersion, 'role'>> & { program: Program; said?: LiveRole }
type Node = Mutable<LiveNode> & { seededThrough: number }

type Entry = { readonly control: SegmentControl } | { readonly seeds: Uint8Array } | { readonly fact: NaiveFact; readonly person: number }

export class EngineStand implements SegmentStates {
  readonly log: Entry[] = []
  readonly #versions: Version[] = []
  readonly #nodes = new Map<string, Node>()
  readonly #people = new Map<number, TestPerson>()
  readonly #traits = new Map<string, number>()
  #met = 0
  #nextNode = 1
  now: Millis = 0
  /** By how much the last record it met is older than the log's last. */
  late: Millis = 0
  /** Whether records are met as soon as they are appended. */
  isAwake = true
  /** Called when records were met, and when a control record was appended. */
  onMet: () => void = () => {}
  onControl: (position: number) => void = () => {}

  append(entry: Entry): number {
    this.log.push(entry)
    if ('control' in entry) this.onControl(this.log.length)
    if (this.isAwake) this.meet()
    return this.log.length
  }

  readonly appendControl = (control: SegmentControl): Promise<Result<{ position: number }>> => Promise.resolve(ok({ position: this.append({ control }) }))
  readonly appendSeeds = (seeds: Uint8Array): Promise<Result<{ position: number }>> => Promise.resolve(ok({ position: this.append({ seeds: Uint8Array.from(seeds) }) }))
  readonly progress: EngineProgress = () => ({ log: { position: this.log.length, time: this.now }, engine: { position: this.#met, time: this.now - this.late } })

  /** Meets records of the log up to `through`. */
  meet(through = this.log.length): void {
    while (this.#met < Math.min(through, this.log.length)) {
      const entry = this.log[this.#met++]!
      if ('control' in entry) this.#control(entry.control, this.#met)
      else if ('seeds' in entry) this.#seeds(Buffer.from(entry.seeds))
      else this.#fact(entry.fact, entry.person)
    }
    this.onMet()
  }

  #control(control: SegmentControl, position: number): void {
    if (control.control === 'segment.define') {
      const { id, version, where, trait, shadow } = control
      if (this.#versions.some((one) => one.id === id && one.version === version)) return
      const stored = storedProgram(where, trait !== undefined, { node: (key) => this.#node(key, position).number, trait: (name) => this.#trait(name) })
      if (!stored.ok) throw new Error(stored.failure.message)
      this.#versions.push({ position, id, version, where, ...(trait === undefined ? {} : { trait }), program: stored.value, state: 'backfilling', size: 0, seededThrough: 0, sweptThrough: 0, liveSince: 0, thresholds: [], ...(shadow === true ? { said: 'shadow' as const } : {}) })
      return
    }
    const segment = this.#versions.find((one) => one.position === control.segment)
    if (segment === undefined) return
    if (control.control === 'segment.archive') segment.state = 'archiving'
    else if (control.control === 'segment.cut-over') for (const one of this.#versions) one.said = one.id !== segment.id ? one.said : one === segment ? 'reported' : 'standby'
    else if (control.control === 'segment.threshold') {
      const { key, value, people, error, at } = control
      segment.thresholds = [...segment.thresholds.filter((one) => one.key !== key), { key, value, people, error, at }]
    }
    else if (control.control === 'segment.seeded' && segment.state === 'backfilling') {
      for (const { key } of segment.program.nodes) this.#nodes.get(key)!.complete = true
      segment.state = segment.trait === undefined ? 'sweeping' : 'live'
      if (segment.trait !== undefined) segment.liveSince = this.now
    }
  }

  #node(key: string, position: number): Node {
    let node = this.#nodes.get(key)
    if (node === undefined) this.#nodes.set(key, (node = { key, number: this.#nextNode++, since: position, complete: false, seededThrough: 0 }))
    return node
  }

  #seeds(payload: Buffer): void {
    const segment = this.#versions.find((one) => one.position === seedSegment(payload, 0))
    if (segment === undefined || segment.state !== 'backfilling') return
    for (const { person, node: index, cell } of readSeeds(payload, 0, payload.length)) {
      const spec = segment.program.nodes[index]!
      const node = this.#nodes.get(spec.key)!
      segment.seededThrough = Math.max(segment.seededThrough, person)
      if (node.complete || person <= node.seededThrough) continue
      node.seededThrough = person
      this.#person(person).disturb()
      spec.merge(this.#person(person), new SeedCell(spec.id, cell))
    }
    for (const { key } of segment.program.nodes) {
      const node = this.#nodes.get(key)!
      node.seededThrough = Math.max(node.seededThrough, segment.seededThrough)
    }
  }

  #fact(fact: NaiveFact, id: number): void {
    const person = this.#person(id)
    person.see(fact.timestamp)
    for (const [name, value] of Object.entries(fact.traits)) person.setTrait(this.#trait(name), value, fact.timestamp, fact.hash)
    const input: FactInput = {
      event: fact.event,
      timestamp: fact.timestamp,
      hashHigh: Number(fact.hash >> 32n),
      hashLow: Number(fact.hash & 0xffff_ffffn),
      properties: () => fact.properties,
      traits: () => fact.traits,
    }
    const specs = new Map(this.#versions.flatMap((one) => one.program.nodes).map((spec) => [spec.key, spec]))
    for (const spec of specs.values()) {
      if (spec.events.includes(fact.event) || spec.traits.some((trait) => Object.hasOwn(fact.traits, trait))) spec.update(person, input, fact.appended)
    }
  }

  #trait(name: string): number {
    return this.#traits.get(name) ?? this.#traits.set(name, this.#traits.size + 1).get(name)!
  }

  #person(id: number): TestPerson {
    return this.#people.get(id) ?? this.#people.set(id, new TestPerson(id, true)).get(id)!
  }

  /** Ends what sweeps: segments go live, archived ones go. */
  sweep(): void {
    for (const segment of [...this.#versions]) {
      if (segment.state === 'archiving') this.#versions.splice(this.#versions.indexOf(segment), 1)
      else if (segment.state === 'sweeping') {
        segment.state = 'live'
        segment.liveSince = this.now
        segment.size = this.membersAt(segment.position, this.now).length
      }
    }
  }

  membersAt(position: number, now: Millis): number[] {
    const { program } = this.#versions.find((one) => one.position === position)!
    return [...this.#people].filter(([, person]) => program.evaluate(person, now) === Truth.TRUE).map(([id]) => id).sort((a, b) => a - b)
  }

  /** The values of the computed trait defined at `position`, by person. */
  valuesAt(position: number, now: Millis): Map<number, Scalar | undefined> {
    const expression = parseStoredExpression(this.#versions.find((one) => one.position === position)!.where)
    if (!expression.ok) throw new Error(expression.failure.message)
    const program = compileExpression(expression.value, { node: (key) => this.#nodes.get(key)!.number, trait: (name) => this.#trait(name) })
    return new Map([...this.#people].map(([id, person]) => [id, program.read(person, now).value]))
  }

  liveSegments(): LiveVersion[] {
    return this.#live().filter(({ trait }) => trait === undefined)
  }

  liveTraits(): LiveVersion[] {
    return this.#live().filter(({ trait }) => trait !== undefined)
  }

  #live(): LiveVersion[] {
    return this.#versions.map(({ program: _program, said, ...one }) => ({ ...one, role: this.#role(one, said) }))
  }

  #role({ id, version }: Pick<LiveVersion, 'id' | 'version'>, said: LiveRole | undefined): LiveRole {
    const speaker = this.#speaker(id)
    if (speaker?.version === version) return 'reported'
    return said === 'shadow' || said === 'standby' ? said : version > speaker!.version ? 'shadow' : 'standby'
  }

  #speaker(id: string): Version | undefined {
    const order = ['live', 'sweeping', 'backfilling', 'archiving']
    return this.#versions.filter((one) => one.id === id && one.said !== 'shadow' && one.said !== 'standby').sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || b.version - a.version)[0]
  }

  nodes(): LiveNode[] {
    return [...this.#nodes.values()]
  }

  members(position: number, after: number, limit: number): LiveMember[] {
    return this.membersAt(position, this.now).filter((person) => person > after).slice(0, limit).map((person) => ({ person, since: this.now }))
  }

  peopleRange(): { count: number; last: number } {
    return { count: this.#people.size, last: Math.max(0, ...this.#people.keys()) }
  }
}

class SeedCell implements Cells {
  readonly chunks = undefined
  readonly bytes: Uint8Array
  readonly view: DataView
  readonly #node: number
  constructor(node: number, cell: Uint8Array) {
    this.#node = node
    this.bytes = cell
    this.view = new DataView(cell.buffer, cell.byteOffset, cell.byteLength)
  }
  find(node: number): number {
    return node === this.#node ? 0 : -1
  }
  size(): number {
    return this.bytes.length
  }
  allocate(): never {
    throw new Error('a seed is only read')
  }
}
