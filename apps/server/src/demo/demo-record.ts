// What the demo world remembers of itself: one small file in its data folder. It says that the folder is the demo's, and
// how far the telling of the past has come, so that a second start tells nothing twice.
import { existsSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail, ok, type Millis, type Result } from '@touchstone/base'
import { SEED } from '@touchstone/demo'

export interface DemoRecord {
  readonly format: 1
  readonly seed: string
  /** The instant at which the invented past ends; undefined until it begins to be told. */
  readonly startedAt?: Millis
  /** Which source sends what, by channel; the real ledger has one of its own. */
  readonly sources?: Readonly<Record<string, string>>
  /** What the first start showed, so that the next ones can show it again: it opens invented data only. */
  readonly secrets?: Readonly<Record<string, string>>
  /** The write key of the demo shop's page. It is no secret: every visitor's browser holds it. */
  readonly shopKey?: string
  /** Calls of the past that are in the log. */
  readonly told: number
  readonly isTold: boolean
  /** Ready-made segments that were made; whoever archives one does not get it back. */
  readonly segments: number
  /** Ready-made computed traits that were made; an earlier release had none. */
  readonly traits?: number
  /** Up to when the living world has been told. */
  readonly livedUntil?: Millis
}

const NAME = 'demo.json'

export class DemoFile {
  readonly directory: string
  #record: DemoRecord

  constructor(directory: string, record: DemoRecord) {
    this.directory = directory
    this.#record = record
  }

  get record(): DemoRecord {
    return this.#record
  }

  /** Written as a whole or not at all. */
  change(changes: Partial<DemoRecord>): void {
    this.#record = { ...this.#record, ...changes }
    const path = join(this.directory, NAME)
    writeFileSync(`${path}.new`, `${JSON.stringify(this.#record, undefined, 2)}\n`, { mode: 0o600, flush: true })
    renameSync(`${path}.new`, path)
  }
}

/** Stores elsewhere, which may hold anything. */
interface Elsewhere {
  readonly clickhouseUrl?: string
  readonly databaseUrl?: string
}

/**
 * Takes the folder for the demo world: it must exist, and be empty or the demo's already. `demo.real-data` when it holds
 * anything else, or when a store is elsewhere: invented facts are never mixed into somebody's real ones.
 */
export function openDemo(directory: string, { clickhouseUrl, databaseUrl }: Elsewhere = {}): Result<DemoFile> {
  if (clickhouseUrl !== undefined || databaseUrl !== undefined) {
    return fail('demo.real-data', 'the demo world lives in stores of its own: start --demo without CLICKHOUSE_URL and DATABASE_URL')
  }
  const path = join(directory, NAME)
  if (existsSync(path)) {
    const record = readRecord(path)
    return record === undefined ? fail('demo.unreadable', `expected ${path} as an earlier --demo wrote it; remove the folder ${directory} to begin a new demo world`) : ok(new DemoFile(directory, record))
  }
  const [something] = readdirSync(directory)
  if (something !== undefined) {
    return fail('demo.real-data', `the folder ${directory} holds data that is not the demo's (${something}); --demo mixes nothing invented into it: leave TOUCHSTONE_DATA out, or name an empty folder`)
  }
  const file = new DemoFile(directory, { format: 1, seed: SEED, told: 0, isTold: false, segments: 0 })
  file.change({})
  return ok(file)
}

function readRecord(path: string): DemoRecord | undefined {
  try {
    const read = JSON.parse(readFileSync(path, 'utf8')) as DemoRecord | null
    return read?.format === 1 ? read : undefined
  } catch {
    return undefined
  }
}
