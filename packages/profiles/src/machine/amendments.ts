// What the state knows of amendments, and the people who are being built again at the moment. From the control record W
// that names them on, their facts are kept aside as bytes (table `kept`), because the people who come back know the facts up
// to W only. Should one of them meet somebody who is not of them, in a fact with identifiers of both, what is being
// built is of no use any more: the round is broken, and whoever builds them begins another.
import { assert, type Millis } from '@touchstone/base'
import type { LogRecord, Transaction } from '@touchstone/stream'
import type { AmendControl, AmendedControl, Amendment, AmendingControl } from '@touchstone/vocabulary'

const ALL = 1_000_000
/** Bytes of facts kept aside for one round; more of them break it. */
export const MAX_KEPT_BYTES = 32 * 1024 * 1024
const KEPT_HEAD = 16

export interface StoredAmendment {
  /** Of its control record: its number. */
  readonly position: number
  readonly id: string
  readonly appended: Millis
  readonly amendment: Amendment
  readonly by?: string
  readonly why?: string
  state: 'waiting' | 'done' | 'refused'
  refused?: string
  /** Components that were built again, and rounds that were broken. */
  components: number
  broken: number
}

/** The people who are being built again (JSON in table `profiles_meta` under `round`). */
export interface StoredRound {
  /** Position of the amendment, and of the record that began the round. */
  readonly amend: number
  readonly through: number
  /** Append time at `through`. */
  readonly time: Millis
  readonly people: readonly number[]
  keptBytes: number
  isBroken: boolean
}

export interface KeptFact {
  readonly position: number
  readonly time: Millis
  /** Under whom history has it; 0 for a duplicate. */
  readonly stored: number
  readonly bytes: Buffer
}

export class Amendments {
  readonly #all = new Map<number, StoredAmendment>()
  readonly #unsaved = new Set<StoredAmendment>()
  #round: StoredRound | undefined
  #isRoundSaved = true
  #people: ReadonlySet<number> = new Set()
  #kept: number[] = []
  /** Whether facts are being kept aside. */
  isWatching = false

  load(tx: Transaction): void {
    for (const { value } of tx.range('amendments', undefined, undefined, ALL)) {
      const stored = JSON.parse(value.toString()) as StoredAmendment
      this.#all.set(stored.position, stored)
    }
    const round = tx.get('profiles_meta', 'round')
    if (round !== undefined && round.length > 0) this.#watch(JSON.parse(round.toString()) as StoredRound)
    this.#isRoundSaved = true
    this.#kept = tx.keys('kept', undefined, ALL) as number[]
  }

  all(): Iterable<StoredAmendment> {
    return this.#all.values()
  }

  get round(): StoredRound | undefined {
    return this.#round
  }

  /** False for one that is known already. */
  amend({ id, amendment, by, why }: AmendControl, tx: Transaction): boolean {
    for (const one of this.#all.values()) if (one.id === id) return false
    const stored: StoredAmendment = { position: tx.position, id, appended: tx.time, amendment, ...(by === undefined ? {} : { by }), ...(why === undefined ? {} : { why }), state: 'waiting', components: 0, broken: 0 }
    this.#all.set(stored.position, stored)
    this.#unsaved.add(stored)
    return true
  }

  begin({ amend, people }: AmendingControl, tx: Transaction): void {
    this.#end(tx)
    if (this.#all.get(amend)?.state !== 'waiting' || people.length === 0) return
    this.#watch({ amend, through: tx.position, time: tx.time, people, keptBytes: 0, isBroken: false })
  }

  ended({ amend, refused }: AmendedControl, tx: Transaction): void {
    const stored = this.#all.get(amend)
    if (stored === undefined) return
    if (this.#round?.amend === amend) this.#end(tx)
    stored.state = refused === undefined ? 'done' : 'refused'
    if (refused !== undefined) stored.refused = refused
    this.#unsaved.add(stored)
  }

  /** A fact of this person, as it lies in the log. */
  keep({ position, time, bytes, start, end }: LogRecord, person: number, counts: boolean, tx: Transaction): void {
    if (!this.#people.has(person)) return
    const round = this.#round!
    round.keptBytes += end - start
    this.#isRoundSaved = false
    if (round.keptBytes > MAX_KEPT_BYTES) {
      this.break(tx)
      return
    }
    const value = Buffer.alloc(KEPT_HEAD + end - start)
    value.writeDoubleLE(time, 0)
    value.writeDoubleLE(counts ? person : 0, 8)
    bytes.copy(value, KEPT_HEAD, start, end)
    tx.put('kept', position, value)
    this.#kept.push(position)
  }

  /** A fact has identifiers of these people (0: of nobody); what it makes of them depends on all of them. */
  meet(people: readonly number[], tx: Transaction): void {
    const others = people.filter((one) => one !== 0 && !this.#people.has(one))
    if (others.length > 0 && people.some((one) => this.#people.has(one))) this.break(tx)
  }

  break(tx: Transaction): void {
    assert(this.#round !== undefined, 'a round is broken while there is one')
    const stored = this.#all.get(this.#round.amend)!
    stored.broken++
    this.#unsaved.add(stored)
    this.#drop(tx)
    this.#round.isBroken = true
    this.#isRoundSaved = false
    this.isWatching = false
  }

  /** The facts kept aside, in order. */
  kept(tx: Transaction): KeptFact[] {
    return this.#kept.map((position) => {
      const value = Buffer.from(tx.get('kept', position)!)
      return { position, time: value.readDoubleLE(0), stored: value.readDoubleLE(8), bytes: value.subarray(KEPT_HEAD) }
    })
  }

  /** The people of the round took their place: these ids are done. */
  taken(ids: Iterable<number>, tx: Transaction): void {
    const { amend } = this.#round!
    const stored = this.#all.get(amend)!
    stored.components++
    this.#unsaved.add(stored)
    assert(stored.state === 'waiting', 'only an amendment that waits takes people')
    for (const id of ids) tx.put('rebuilt', [amend, id], Buffer.alloc(0))
    this.#end(tx)
  }

  #watch(round: StoredRound): void {
    assert(round.people.length > 0 && round.amend < round.through, 'a round is about somebody, and follows its amendment')
    this.#round = round
    this.#isRoundSaved = false
    this.#people = new Set(round.people)
    this.isWatching = !round.isBroken
  }

  #end(tx: Transaction): void {
    this.#drop(tx)
    if (this.#round === undefined) return
    this.#round = undefined
    this.#isRoundSaved = false
    this.#people = new Set()
    this.isWatching = false
  }

  #drop(tx: Transaction): void {
    for (const position of this.#kept) tx.remove('kept', position)
    this.#kept = []
  }

  save(tx: Transaction): void {
    for (const stored of this.#unsaved) tx.put('amendments', stored.position, Buffer.from(JSON.stringify(stored)))
    this.#unsaved.clear()
    if (this.#isRoundSaved) return
    tx.put('profiles_meta', 'round', Buffer.from(this.#round === undefined ? '' : JSON.stringify(this.#round)))
    this.#isRoundSaved = true
  }
}
