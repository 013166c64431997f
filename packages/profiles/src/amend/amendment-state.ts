// What the state says about amendments and the people whom they concern, for whoever builds people again or shows it.
import { assert } from '@touchstone/base'
import type { StateReader } from '@touchstone/stream'
import type { StoredAmendment, StoredRound } from '../machine/amendments.ts'
import { loggedControl, type LoggedControl } from '../machine/control-log.ts'
import { readAbsorbed, readIdentifiers, readMemberships } from '../machine/list-cells.ts'
import { decodeSegment, type StoredSegment } from '../machine/live-segment.ts'
import type { PersonSummaryAfter } from '../machine/replay.ts'
import { noTotals, type Totals } from '../machine/totals.ts'
import { RecordCopy } from '../record-copy.ts'

const ALL = 1_000_000

export type { StoredAmendment, StoredRound }

export interface KnownIds {
  /** As `type:value`. */
  readonly identifiers: readonly string[]
  /** The person's own id, and those that were merged into it. */
  readonly ids: readonly number[]
}

export class AmendmentState {
  readonly #state: StateReader
  readonly #copy: RecordCopy

  constructor(state: StateReader) {
    this.#state = state
    this.#copy = new RecordCopy(state)
  }

  amendments(): StoredAmendment[] {
    return this.#state.range('amendments', undefined, undefined, ALL).map(({ value }) => JSON.parse(value.toString('utf8', 0, value.length)) as StoredAmendment)
  }

  round(): StoredRound | undefined {
    const stored = this.#state.get('profiles_meta', 'round')
    return stored === undefined || stored.length === 0 ? undefined : (JSON.parse(stored.toString('utf8', 0, stored.length)) as StoredRound)
  }

  /** Whether history has facts or values that amendments told apart. */
  get isHistoryAmended(): boolean {
    const stored = this.#state.get('profiles_meta', 'totals')
    const { moves, retractions } = { ...noTotals(), ...(stored === undefined ? {} : (JSON.parse(stored.toString('utf8', 0, stored.length)) as Partial<Totals>)) }
    return moves > 0 || retractions > 0
  }

  /** The canonical person an identifier is linked to, or 0. */
  find(identifier: string): number {
    const link = this.#state.get('links', identifier)
    return link === undefined ? 0 : link.readDoubleLE(0)
  }

  canonical(person: number): number {
    const alias = this.#state.get('aliases', person)
    return alias === undefined ? person : alias.readDoubleLE(0)
  }

  /** Of a canonical person; undefined where there is none. */
  known(person: number): KnownIds | undefined {
    const stored = this.#state.get('people', person)
    if (stored === undefined) return undefined
    const record = this.#copy.load(person, stored)
    return { identifiers: readIdentifiers(record), ids: [person, ...readAbsorbed(record)] }
  }

  /** What a preview tells of a person as they are. */
  summary(person: number): PersonSummaryAfter | undefined {
    const stored = this.#state.get('people', person)
    if (stored === undefined) return undefined
    const record = this.#copy.load(person, stored)
    return { person, identifiers: readIdentifiers(record), facts: record.facts, segments: readMemberships(record).map(({ segment }) => segment) }
  }

  /** Whether the people who have these ids were built again for the amendment. */
  isRebuilt(amend: number, ids: readonly number[]): boolean {
    assert(ids.length > 0, 'somebody has an id')
    return ids.every((id) => this.#state.get('rebuilt', [amend, id]) !== undefined)
  }

  /** People who have an identifier that was declared one person with one of these, whether that came to anything or not. */
  tiedTo(identifiers: Iterable<string>): number[] {
    const own = new Set(identifiers)
    const groups = this.controls(Number.MAX_SAFE_INTEGER - 1).flatMap(({ control }) => {
      if (control.control === 'identity.link') return [control.identifiers]
      return control.control === 'identity.amend' && control.amendment.kind === 'move' ? [[control.amendment.identifier, control.amendment.to]] : []
    })
    return groups.filter((group) => group.some((one) => own.has(one))).flatMap((group) => group.map((one) => this.find(one)).filter((person) => person !== 0))
  }

  segments(): StoredSegment[] {
    return this.#state.range('segments', undefined, undefined, ALL).map(({ value }) => decodeSegment(value))
  }

  /** Control records that matter to the past of people, up to this position. */
  controls(through: number): LoggedControl[] {
    return this.#state.range('controls', undefined, through + 1, ALL).map(({ key, value }) => loggedControl(key as number, value))
  }
}
