// Sealing the past of a field again, when staff have given it a class that protects it: facts that were stored before keep no
// readable value of it. Each definition is one piece of work, kept in the registry with how far it is, and taken up again
// after whatever stopped it. The values go into the vault first and leave history then, see profiles/src/reseal.
import { fail, ok, type Clock, type Millis, type Result } from '@touchstone/base'
import { comparableName, isSealed, type FieldClass, type OverridePlace } from '@touchstone/vocabulary'
import type { Statements } from '../ports.ts'
import type { Giver, Vault } from '../vault.ts'
import type { FieldDefinition } from './field-definitions.ts'

export const RESEAL_STATES = ['waiting', 'running', 'done', 'failed'] as const

/** One piece of work. */
export interface Reseal {
  readonly place: OverridePlace
  /** As names are compared. */
  readonly name: string
  readonly class: FieldClass
  /** Where in the log the class took effect: facts before it are sealed again. */
  readonly position: number
  readonly state: (typeof RESEAL_STATES)[number]
  /** Facts up to this position are done. */
  readonly through: number
  /** Facts that had a value and have none any more. */
  readonly facts: number
  readonly message: string
  readonly createdAt: Millis
  readonly finishedAt: Millis | null
}

/** Values that left one fact, by path. */
export interface TakenOut {
  readonly position: number
  readonly person: number
  readonly happened: Millis
  readonly hash: string
  readonly source: string
  readonly identifiers: readonly string[]
  readonly personal: Readonly<Record<string, unknown>>
}

export interface LeftInTheClear {
  /** Stored facts. */
  readonly facts: number
  /** Values that people are sorted by. */
  readonly traits: number
  /** Examples of the catalogue. */
  readonly examples: number
}

export interface PastPorts {
  /**
   * Takes the field's values out of facts behind `through` and before `position`. `keep` resolves when values are in the vault; `done` hears
   * how far it is. Resolves when no file holds them any more.
   */
  readonly seal: (work: Reseal, keep: (facts: readonly TakenOut[]) => Promise<void>, done: (through: number, facts: number) => Promise<void>) => Promise<Result<unknown>>
  readonly count: (work: Pick<Reseal, 'place' | 'name' | 'class' | 'position'>) => Promise<Result<LeftInTheClear>>
  /** Up to which position facts are in history. */
  readonly historyThrough: () => number
}

export interface ResealPorts {
  readonly statements: Statements
  readonly attempt: <T>(run: () => Promise<T>) => Promise<Result<T>>
  readonly vault: Vault
  readonly clock: Clock
  readonly past: PastPorts
  readonly onTrouble: (code: string, message: string) => void
}

interface Row {
  place: OverridePlace
  name: string
  class: FieldClass
  position: number
  state: Reseal['state']
  through: number
  facts: number
  message: string
  created_at: Millis
  finished_at: Millis | null
}

const COLUMNS = 'place, name, class, position, state, through, facts, message, created_at, finished_at'

export class Reseals {
  readonly #ports: ResealPorts
  #running: Promise<void> | undefined
  #isStopping = false
  /** False while it is known that nothing waits. */
  #mayHaveWork = true

  constructor(ports: ResealPorts) {
    this.#ports = ports
  }

  /** Notes what is to be done for these definitions, where it is not noted yet, and begins. Throws the registry's error. */
  async expect(definitions: readonly FieldDefinition[]): Promise<void> {
    const wanted = definitions.filter(({ class: given, position }) => given !== null && position !== null && (isSealed(given) || given === 'secret'))
    for (const { place, field, class: given, position } of wanted) {
      await this.#ports.statements.query(
        `INSERT INTO governance.reseals (place, name, class, position, created_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`,
        [place, comparableName(field.slice(field.lastIndexOf('.') + 1)), given, position, this.#ports.clock.now()],
      )
    }
    if (wanted.length > 0) this.#begin()
  }

  /** Begins again with what failed, or with everything before the class took effect. Fails with `governance.reseal-not-found`. */
  async restart(place: OverridePlace, field: string): Promise<Result<Reseal>> {
    const [found] = await this.#named(place, field)
    if (found === undefined) return notFound(field)
    if (found.state === 'running') return ok(found)
    await this.#set(found, { state: 'waiting', through: 0, message: '', finished_at: null })
    this.#begin()
    return ok({ ...found, state: 'waiting', through: 0, message: '', finishedAt: null })
  }

  /** All of them, the newest first. */
  async list(): Promise<Reseal[]> {
    return (await this.#ports.statements.query<Row>(`SELECT ${COLUMNS} FROM governance.reseals ORDER BY position DESC`)).map(resealOf)
  }

  /** What is left of a field's values in facts of before. Fails with `governance.reseal-not-found`, and as queries do. */
  async check(place: OverridePlace, field: string): Promise<Result<LeftInTheClear & { readonly reseal: Reseal }>> {
    const [found] = await this.#named(place, field)
    if (found === undefined) return notFound(field)
    const left = await this.#ports.past.count(found)
    return left.ok ? ok({ ...left.value, reseal: found }) : left
  }

  #begin(): void {
    this.#mayHaveWork = true
    this.progressed()
  }

  /** History has come further. */
  progressed(): void {
    if (!this.#mayHaveWork || this.#isStopping || this.#running !== undefined) return
    this.#running = this.#run().catch((error: unknown) => this.#ports.onTrouble('governance.reseal', String(error))).finally(() => (this.#running = undefined))
  }

  /** Begins nothing any more. What is under way in the warehouse ends when that closes, and is taken up by the next process. */
  stop(): void {
    this.#isStopping = true
  }

  async #run(): Promise<void> {
    const { attempt, past } = this.#ports
    for (;;) {
      const all = await attempt(() => this.list())
      if (!all.ok) return
      this.#mayHaveWork = all.value.some(({ state }) => state === 'waiting' || state === 'running')
      const next = all.value.toReversed().find(({ state, position }) => (state === 'waiting' || state === 'running') && past.historyThrough() >= position)
      if (next === undefined || this.#isStopping) return
      if (!(await this.#seal(next))) return
    }
  }

  /** False where it is to be tried later. */
  async #seal(work: Reseal): Promise<boolean> {
    const { vault, statements, past, onTrouble } = this.#ports
    await this.#set(work, { state: 'running' })
    let { facts } = work
    const keep = (taken: readonly TakenOut[]): Promise<void> => vault.upsertMany(taken.flatMap(valuesOf), statements)
    const sealed = await past.seal(work, keep, async (through, more) => {
      facts += more
      await this.#set(work, { through, facts })
    })
    if (sealed.ok) {
      await this.#set(work, { state: 'done', facts, message: '', finished_at: this.#ports.clock.now() })
      return true
    }
    if (this.#isStopping) return false
    const { code, message } = sealed.failure
    onTrouble(code, message)
    // The warehouse being away is no failure of the work: it goes on when history comes further.
    if (code === 'warehouse.unavailable') await this.#set(work, { message })
    else await this.#set(work, { state: 'failed', message: `${code}: ${message}` })
    return code !== 'warehouse.unavailable'
  }

  async #named(place: OverridePlace, field: string): Promise<Reseal[]> {
    const rows = await this.#ports.statements.query<Row>(`SELECT ${COLUMNS} FROM governance.reseals WHERE place = $1 AND name = $2 ORDER BY position DESC`, [place, comparableName(field.slice(field.lastIndexOf('.') + 1))])
    return rows.map(resealOf)
  }

  async #set({ place, name, position }: Reseal, change: Partial<Pick<Row, 'state' | 'through' | 'facts' | 'message' | 'finished_at'>>): Promise<void> {
    const columns = Object.keys(change)
    await this.#ports.statements.query(
      `UPDATE governance.reseals SET ${columns.map((column, i) => `${column} = $${i + 4}`).join(', ')} WHERE place = $1 AND name = $2 AND position = $3`,
      [place, name, position, ...Object.values(change)],
    )
  }
}

function valuesOf({ position, person, happened, hash, source, identifiers, personal }: TakenOut) {
  const giver: Giver = { source, identifiers }
  return Object.entries(personal).map(([field, value]) => ({ person, field, value: JSON.stringify(value), giver, happened, hash: BigInt(hash), position }))
}

function resealOf({ created_at, finished_at, ...row }: Row): Reseal {
  return { ...row, createdAt: created_at, finishedAt: finished_at }
}

function notFound(field: string): Result<never> {
  return fail('governance.reseal-not-found', `the past of ${JSON.stringify(field)} was never to be sealed again: no class was given to it that protects it`)
}
