// Lists of people that one can leaf through. Putting a million people in order takes a moment, looking somebody up takes
// none: so a list is the order, taken once by history and kept for a while, eight bytes a person; a page is a window of
// it, filled from the live state. While facts come in nobody is skipped and nobody shows up twice, however one jumps
// about, and the values shown are those of now. Who looks again later takes a new list.
import { assert, fail, ok, type Millis, type Result } from '@touchstone/base'
import type { PeopleFilter, ProfilePorts } from '../ports.ts'
import { joinOrders } from './join-orders.ts'
import { LIMITS } from './limits.ts'
import { orderPeople } from './order-live.ts'
import { LAST_MERGE, orderedPeople, peopleWithTrait, type OrderQuery, type Selection } from './order-sql.ts'
import { type Order, traitsOf } from './order.ts'

export interface ListQuestion extends PeopleFilter {
  /** An identifier, or how one begins. */
  readonly search?: string | undefined
  readonly order: Order
}

export interface PeopleList {
  readonly id: string
  /** In order. */
  readonly people: Float64Array
  /** When the order was taken. */
  readonly at: Millis
  /** Every fact up to this log position was in history by then. */
  readonly through: number
  /** Whether that was everything; else facts of about the last second may be missing. */
  readonly isComplete: boolean
  /** Who they are, in plain English. */
  readonly reading: string
  /** A search found more than are listed. */
  readonly isCut: boolean
}

type ListPorts = Pick<ProfilePorts, 'profiles' | 'clock' | 'queryHistory' | 'readNumbers' | 'historyThrough' | 'logPosition' | 'selectPeople'>

interface Kept {
  readonly list: PeopleList
  readonly key: string
  usedAt: Millis
}

export class PeopleLists {
  readonly #ports: ListPorts
  /** The one used last at the end. */
  readonly #kept = new Map<string, Kept>()
  readonly #underWay = new Map<string, Promise<Result<PeopleList>>>()
  #made = 0

  constructor(ports: ListPorts) {
    this.#ports = ports
  }

  /**
   * The list `id` while it is kept, otherwise a new one. Failures: `profiles.ambiguous-filter`, and what `selectPeople` and
   * `readNumbers` say.
   */
  async open(question: ListQuestion, id?: string): Promise<Result<PeopleList>> {
    if (question.segment !== undefined && question.where !== undefined) return fail('profiles.ambiguous-filter', 'expected "segment" or "where", got both')
    const key = JSON.stringify(question)
    const kept = this.#find(key, id)
    if (kept !== undefined) return ok(kept)
    // Whoever asks the same meanwhile waits for the same list.
    let taking = this.#underWay.get(key)
    if (taking === undefined) {
      taking = this.#take(question, key).finally(() => this.#underWay.delete(key))
      this.#underWay.set(key, taking)
    }
    return taking
  }

  /** A list whatever its question was. Failure: `profiles.list-not-found`. */
  kept(id: string): Result<PeopleList> {
    const kept = this.#kept.get(id)
    const found = kept === undefined ? undefined : this.#find(kept.key, id)
    return found === undefined ? fail('profiles.list-not-found', `there is no list ${JSON.stringify(id)} any more: ask for it again`) : ok(found)
  }

  #find(key: string, id: string | undefined): PeopleList | undefined {
    const now = this.#ports.clock.now()
    for (const [other, { usedAt }] of this.#kept) if (now - usedAt > LIMITS.KEPT_FOR) this.#kept.delete(other)
    const known = id === undefined ? undefined : this.#kept.get(id)
    const wanted = known?.key === key ? known : id === undefined ? this.#recent(key, now) : undefined
    if (wanted === undefined) return undefined
    this.#kept.delete(wanted.list.id)
    this.#kept.set(wanted.list.id, wanted)
    wanted.usedAt = now
    return wanted.list
  }

  /** One of the same question that is young enough. */
  #recent(key: string, now: Millis): Kept | undefined {
    return [...this.#kept.values()].findLast((one) => one.key === key && now - one.list.at <= LIMITS.SAME_FOR)
  }

  async #take(question: ListQuestion, key: string): Promise<Result<PeopleList>> {
    const { clock, historyThrough, logPosition } = this.#ports
    const at = clock.now()
    // Asked before the query: what is there by now is surely in the order.
    const through = historyThrough()
    const isComplete = through >= logPosition()
    const filtered = question.segment !== undefined || question.where !== undefined
    const selected = filtered ? await this.#ports.selectPeople(question, at) : undefined
    if (selected?.ok === false) return selected
    const among = selected?.value
    const found = await (question.search === undefined ? this.#everyone(question.order, among) : this.#searched(question.search, question.order, among))
    if (!found.ok) return found
    const reading = [among?.reading ?? 'Everyone', ...(question.search === undefined ? [] : ['known by what was searched for'])].join(' ')
    const list: PeopleList = { id: `${at.toString(36)}-${(++this.#made).toString(36)}`, at, through, isComplete, reading, ...found.value }
    this.#keep({ list, key, usedAt: at })
    return ok(list)
  }

  async #everyone({ by, descending }: Order, among: Selection | undefined): Promise<Result<{ people: Float64Array; isCut: boolean }>> {
    const { queryHistory, readNumbers } = this.#ports
    const merges = await queryHistory(LAST_MERGE, {})
    if (!merges.ok) return merges
    const past = { lastMerge: merges.value[0]!['sequence'] as number, isAmended: this.#ports.profiles.isHistoryAmended }
    const read = ({ sql, parameters }: OrderQuery) => readNumbers(sql, parameters, { rows: LIMITS.PEOPLE, milliseconds: LIMITS.ORDER_MILLISECONDS })
    const everyone = read('own' in by ? orderedPeople(by.own, descending, among, past) : orderedPeople('person', false, among, past))
    const first = 'trait' in by ? await read(peopleWithTrait(by.trait, descending, past)) : undefined
    if (first?.ok === false) return first
    const found = await everyone
    if (!found.ok) return found
    return ok({ people: first === undefined ? found.value : await joinOrders(first.value, found.value), isCut: false })
  }

  async #searched(search: string, order: Order, among: Selection | undefined) {
    const { profiles, readNumbers } = this.#ports
    const { people, hasMore } = profiles.search(search)
    assert(people.length <= LIMITS.FOUND + 1, 'a search is bounded, but for the person of that number')
    const members = among === undefined || people.length === 0 ? undefined : await readNumbers(
      `SELECT toFloat64(person) FROM (${among.sql}) WHERE person IN {people_found:Array(UInt64)}`,
      { ...among.parameters, people_found: people },
      { milliseconds: LIMITS.ORDER_MILLISECONDS },
    )
    if (members?.ok === false) return members
    const isMeant = members === undefined ? undefined : new Set(members.value)
    const traits = traitsOf([order.by])
    const summaries = people.flatMap((person) => (isMeant?.has(person) === false ? [] : (profiles.summary(person, traits) ?? [])))
    return ok({ people: Float64Array.from(orderPeople(summaries, order)), isCut: hasMore })
  }

  #keep(kept: Kept): void {
    assert(!this.#kept.has(kept.list.id), 'each list has an id of its own')
    this.#kept.set(kept.list.id, kept)
    let bytes = 0
    for (const [id, { list }] of [...this.#kept].toReversed()) {
      bytes += list.people.byteLength
      if (bytes > LIMITS.KEPT_BYTES && id !== kept.list.id) this.#kept.delete(id)
    }
  }
}

