// Stands in for the engine in this room's tests, which may not know the room that has it. It follows the same rules for
// definitions, seeds and facts, one record after the other, on one thread, without identity, timers or a disk.
import { ok, type Millis, type Result } from '@touchstone/base'
import { compile, parseCondition, Truth, type Cells, type NaiveFact, type Program } from '@touchstone/language'
import { TestPerson } from '@touchstone/language/testing'
import { readSeeds, seedSegment, type Control } from '@touchstone/vocabulary'
import type { LiveMember, LiveNode, LiveVersion, SegmentStates } from '../live-state.ts'
import type { EngineProgress } from '../ports.ts'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }
type Version = Mutable<Omit<LiveVersion, 'reported'>> & { program: Program }
type Node = Mutable<LiveNode> & { seededThrough: number }

type Entry = { readonly control: Control } | { readonly seeds: Uint8Array } | { readonly fact: NaiveFact; readonly person: number }

export class EngineStand implements SegmentStates {
  readonly log: Entry[] = []
  readonly #versions: Version[] = []
  readonly #nodes = new Map<string, Node>()
  readonly #people = new Map<number, TestPerson>()
  #met = 0
  #nextNode = 1
  now: Millis = 0
  /** Whether records are met as soon as they are appended. */
  isAwake = true

  append(entry: Entry): number {
    this.log.push(entry)
    if (this.isAwake) this.meet()
    return this.log.length
  }

  readonly appendControl = (control: Control): Promise<Result<{ position: number }>> => Promise.resolve(ok({ position: this.append({ control }) }))
  readonly appendSeeds = (seeds: Uint8Array): Promise<Result<{ position: number }>> => Promise.resolve(ok({ position: this.append({ seeds: Uint8Array.from(seeds) }) }))
  readonly progress: EngineProgress = () => ({ log: { position: this.log.length, time: this.now }, engine: { position: this.#met, time: this.now } })

  /** Meets records of the log up to `through`. */
  meet(through = this.log.length): void {
    while (this.#met < Math.min(through, this.log.length)) {
      const entry = this.log[this.#met++]!
      if ('control' in entry) this.#control(entry.control, this.#met)
      else if ('seeds' in entry) this.#seeds(Buffer.from(entry.seeds))
      else this.#fact(entry.fact, entry.person)
    }
  }

  #control(control: Control, position: number): void {
    if (control.control === 'segment.define') {
      const { id, version, where } = control
      if (this.#versions.some((one) => one.id === id && one.version === version)) return
      const condition = parseCondition(where)
      if (!condition.ok) throw new Error(condition.failure.message)
      const program = compile(condition.value, { node: (key) => this.#node(key, position).number, trait: () => 1 })
      this.#versions.push({ position, id, version, where, program, state: 'backfilling', size: 0, seededThrough: 0, sweptThrough: 0, liveSince: 0 })
      return
    }
    const segment = this.#versions.find((one) => one.position === control.segment)
    if (segment === undefined) return
    if (control.control === 'segment.archive') segment.state = 'archiving'
    else if (segment.state === 'backfilling') {
      for (const { key } of segment.program.nodes) this.#nodes.get(key)!.complete = true
      segment.state = 'sweeping'
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
      spec.merge(this.#person(person), new SeedCell(spec.id, cell))
    }
    for (const { key } of segment.program.nodes) {
      const node = this.#nodes.get(key)!
      node.seededThrough = Math.max(node.seededThrough, segment.seededThrough)
    }
  }

  #fact(fact: NaiveFact, person: number): void {
    const cells = this.#person(person)
    const updated = new Set<string>()
    for (const spec of this.#versions.flatMap((one) => one.program.nodes)) {
      if (spec.event !== fact.event || updated.has(spec.key)) continue
      updated.add(spec.key)
      spec.update(cells, { event: fact.event, timestamp: fact.timestamp, properties: () => ({ ...fact.properties }) }, fact.appended)
    }
  }

  #person(person: number): TestPerson {
    let cells = this.#people.get(person)
    if (cells === undefined) this.#people.set(person, (cells = new TestPerson()))
    return cells
  }

  /** Ends what sweeps: segments go live, archived ones go. */
  sweep(): void {
    for (const segment of [...this.#versions]) {
      if (segment.state === 'archiving') this.#versions.splice(this.#versions.indexOf(segment), 1)
      else if (segment.state === 'sweeping') {
        segment.state = 'live'
        segment.size = this.membersAt(segment.position, this.now).length
      }
    }
  }

  membersAt(position: number, now: Millis): number[] {
    const { program } = this.#versions.find((one) => one.position === position)!
    return [...this.#people].filter(([, person]) => program.evaluate(person, now) === Truth.TRUE).map(([id]) => id).sort((a, b) => a - b)
  }

  liveSegments(): LiveVersion[] {
    return this.#versions.map(({ program: _program, ...one }) => ({ ...one, reported: this.#reported(one.id) === one.position }))
  }

  #reported(id: string): number {
    const order = ['live', 'sweeping', 'backfilling', 'archiving']
    const [best] = this.#versions.filter((one) => one.id === id).sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || b.version - a.version)
    return best!.position
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
