import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { fail, ok } from '@touchstone/base'
import type { Millis, Result } from '@touchstone/base'
import { printable } from '../terminal.ts'
import type { Terminal } from '../terminal.ts'
import { batches } from './batches.ts'
import { openCheckpoint } from './checkpoint.ts'
import type { Checkpoint } from './checkpoint.ts'
import { createCollector } from './collect.ts'
import type { Collected } from './collect.ts'
import { readCsv } from './csv.ts'
import { createFactWriter } from './facts.ts'
import type { Rejected } from './facts.ts'
import { parseMapping } from './mapping.ts'
import type { Mapping } from './mapping.ts'
import { createProgress } from './progress.ts'
import { sendBatches } from './send.ts'
import { contentsOf, lastInstant } from './summary.ts'
import type { Contents } from './summary.ts'

export interface ReplayOptions {
  readonly file: string
  readonly mappingFile: string
  readonly address: string
  readonly writeKey: string
  readonly shiftToNow: boolean
  readonly rate?: number
  readonly resume?: string
  readonly batch: number
  readonly inFlight: number
  /** Read and count only. */
  readonly dryRun: boolean
}

export interface ReplayReport {
  readonly contents: Contents
  readonly shift: Millis
  readonly readMillis: Millis
  readonly sendMillis: Millis
  readonly acknowledged: number
  /** Acknowledged in an earlier run of the same checkpoint. */
  readonly before: number
  /** Never sent, or refused by the server as wrong. */
  readonly rejected: readonly Rejected[]
}

/** Reads a CSV file as a mapping says. Fails with `replay.interrupted` when `signal` ends before the file does. */
export async function readFacts(file: string, mapping: Mapping, signal?: AbortSignal): Promise<Result<Collected>> {
  const collector = createCollector(mapping)
  const take: typeof collector.take = (fields, line) => (signal?.aborted === true ? fail('replay.interrupted', `stopped at line ${line}`) : collector.take(fields, line))
  const read = await readCsv(file, mapping.file ?? {}, collector.begin, take)
  return read.ok ? ok(collector.finish()) : read
}

/**
 * Sends a history through the public HTTP API. The report is there also when not everything could be sent; a failure
 * means that it ended early, and that the same command with `--resume` goes on.
 */
export async function replay(options: ReplayOptions, terminal: Terminal): Promise<Result<ReplayReport>> {
  const { clock } = terminal
  const began = clock.now()
  const text = readText(options.mappingFile)
  if (!text.ok) return text
  const mapping = parseMapping(text.value)
  if (!mapping.ok) return mapping
  terminal.err(`reading ${options.file}\n`)
  const collected = await readFacts(options.file, mapping.value, terminal.signal)
  if (!collected.ok) return collected
  const readMillis = clock.now() - began
  const contents = contentsOf(collected.value)
  terminal.err(`read ${contents.lines.toLocaleString('en-US')} lines, ${contents.facts.toLocaleString('en-US')} facts in ${(readMillis / 1_000).toFixed(1)} s\n`)
  const wanted = options.shiftToNow && contents.facts > 0 ? clock.now() - lastInstant(collected.value) : 0
  const checkpoint = beginCheckpoint(options, mapping.value, text.value, wanted)
  if (!checkpoint.ok) return checkpoint
  const shift = checkpoint.value?.shift ?? wanted
  const sent = await send(options, terminal, mapping.value, collected.value, shift, checkpoint.value)
  if (!sent.ok) return sent
  return ok({ contents, shift, readMillis, sendMillis: clock.now() - began - readMillis, ...sent.value })
}

function readText(file: string): Result<string> {
  try {
    return ok(readFileSync(file, 'utf8'))
  } catch (error) {
    return fail('replay.file-unreadable', `cannot read ${file}: ${(error as Error).message}`)
  }
}

function beginCheckpoint(options: ReplayOptions, mapping: Mapping, mappingText: string, shift: Millis): Result<Checkpoint | undefined> {
  if (options.resume === undefined || options.dryRun) return ok(undefined)
  const mappingHash = createHash('sha256').update(mappingText).digest('hex').slice(0, 16)
  const { address, shiftToNow, file } = options
  return openCheckpoint(options.resume, { mapping: mapping.name, mappingHash, file: basename(file), fileBytes: statSync(file).size, address, shiftToNow }, shift)
}

async function send(options: ReplayOptions, terminal: Terminal, mapping: Mapping, collected: Collected, shift: Millis, checkpoint: Checkpoint | undefined): Promise<Result<Pick<ReplayReport, 'acknowledged' | 'before' | 'rejected'>>> {
  const rejected: Rejected[] = collected.unplaced.map((reason) => ({ key: '', reason }))
  const left = collected.groups.filter((group) => checkpoint?.done.has(group.key) !== true)
  const before = collected.groups.length - left.length
  const pieces = batches(left, createFactWriter(mapping, collected, shift), options.batch, (one) => rejected.push(one))
  let acknowledged = 0
  if (options.dryRun) {
    // Written and thrown away: facts that are too large are found here too.
    for (const _ of pieces);
    return ok({ acknowledged, before, rejected })
  }
  const progress = createProgress(terminal, collected.groups.length, before)
  const ended = await sendBatches(pieces, {
    address: options.address,
    writeKey: options.writeKey,
    clock: terminal.clock,
    inFlight: options.inFlight,
    rate: options.rate,
    signal: terminal.signal,
    onAcknowledged: (batch) => {
      acknowledged += batch.groups.length
      checkpoint?.acknowledge(batch.groups.map((group) => group.key))
      progress.add(batch.groups.length)
    },
    onRefused: (batch, reason) => {
      for (const group of batch.groups) rejected.push({ key: group.key, reason })
      progress.note(`the server refused ${batch.groups.length} facts: ${printable(reason)}`)
    },
    onWaiting: (reason) => progress.note(`waiting: ${printable(reason)}`),
  })
  progress.end()
  if (ended.ok) return ok({ acknowledged, before, rejected })
  const hint = options.resume === undefined ? 'sending again makes no duplicates within a day; with --resume <file> a later run skips what was acknowledged' : `run the same command again to go on after the ${acknowledged + before} that are acknowledged`
  return fail(ended.failure.code, `${ended.failure.message}; ${hint}`)
}
