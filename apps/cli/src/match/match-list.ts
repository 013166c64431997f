// Compares a list: sends a CSV file in parts, starts, waits, and gives what was found.
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { fail, ok } from '@touchstone/base'
import type { Failure, Result } from '@touchstone/base'
import type { Terminal } from '../terminal.ts'
import type { FoundMatch, FoundPairs, MatchState } from './match-text.ts'

/** Bytes of the file in one part: as JSON it must stay below a megabyte, also where every cell is in quotes. */
const PART = 400_000
const LOOK_EVERY = 500

export interface MatchSettings {
  readonly file: string
  /** By field the name of its column. */
  readonly columns: Readonly<Record<string, string>>
  readonly against: string
  readonly delimiter: string
  readonly dates: string
  /** Pairs from this probability on; undefined: from the recommended one. */
  readonly least: number | undefined
  /** Pairs to give. */
  readonly most: number
}

/** Calls an operation by its name. */
export type Call = (operation: string, input: object) => Promise<Result<unknown>>

export interface ListMatches extends FoundMatch, FoundPairs {}

/** Who presses Ctrl-C, and whatever goes wrong on the way, drops the comparison. */
export async function matchList(settings: MatchSettings, call: Call, terminal: Terminal): Promise<Result<ListMatches>> {
  const { columns, against, delimiter, dates } = settings
  const begun = await call('profiles.begin-match', { columns, against, delimiter, dates })
  if (!begun.ok) return begun
  const { id } = begun.value as { id: string }
  const found = await compare(id, settings, call, terminal)
  if (!found.ok) await call('profiles.drop-match', { id })
  return found
}

async function compare(id: string, settings: MatchSettings, call: Call, terminal: Terminal): Promise<Result<ListMatches>> {
  const sent = await send(id, settings.file, call, terminal)
  if (!sent.ok) return sent
  const started = await call('profiles.run-match', { id })
  if (!started.ok) return started
  const done = await wait(id, call, terminal)
  if (!done.ok) return done
  const { summary } = done.value
  const least = settings.least ?? summary?.recommended ?? 0
  const pairs = await call('profiles.list-match-pairs', { id, least, limit: settings.most })
  return pairs.ok ? ok({ ...done.value, pairs: (pairs.value as FoundPairs).pairs }) : pairs
}

async function send(id: string, file: string, call: Call, terminal: Terminal): Promise<Result<void>> {
  const bytes = createReadStream(file, { highWaterMark: PART })
  const source = file.endsWith('.gz') ? bytes.pipe(createGunzip({ chunkSize: PART })) : bytes
  bytes.on('error', (error) => source.destroy(error))
  source.setEncoding('utf8')
  try {
    let part = 0
    for await (const csv of source as AsyncIterable<string>) {
      if (terminal.signal.aborted) return interrupted()
      const added = await call('profiles.add-match-rows', { id, part, csv })
      if (!added.ok) return added
      part++
      tell(terminal, `${(added.value as { rows: number }).rows} rows sent`)
    }
    return part === 0 ? unreadable(file, 'it is empty') : ok(undefined)
  } catch (error) {
    return unreadable(file, (error as Error).message)
  }
}

async function wait(id: string, call: Call, terminal: Terminal): Promise<Result<FoundMatch>> {
  for (;;) {
    if (terminal.signal.aborted) return interrupted()
    const looked = await call('profiles.get-match', { id })
    if (!looked.ok) return looked
    const { match, summary } = looked.value as FoundMatch
    if (match.state === 'done') return ok({ match, summary })
    if (match.state === 'failed') return { ok: false, failure: match.failure as Failure }
    tell(terminal, progressOf(match))
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY))
  }
}

function progressOf({ state, known, compared }: MatchState): string {
  return state === 'opening' ? `${known} known people looked at` : `${state}: ${compared} pairs`
}

function tell(terminal: Terminal, text: string): void {
  if (terminal.live) terminal.err(`\r\u001b[K${text}`)
}

function interrupted(): Result<never> {
  return fail('match.interrupted', 'the comparison was dropped, because it was interrupted')
}

function unreadable(file: string, reason: string): Result<never> {
  return fail('match.file-unreadable', `cannot read ${file}: ${reason}`)
}
