import { setTimeout as after } from 'node:timers/promises'
import { fail, ok } from '@touchstone/base'
import type { Clock, Failure, Millis, Result } from '@touchstone/base'
import type { Batch } from './batches.ts'

export interface SendOptions {
  readonly address: string
  readonly writeKey: string
  readonly clock: Clock
  /** Requests under way at once. */
  readonly inFlight: number
  /** Facts per second at most; `undefined`: as fast as the server answers. */
  readonly rate?: number
  /** When it ends, requests under way are waited for and no others are sent. */
  readonly signal: AbortSignal
  /** Without any acknowledgement for so long the replay ends, to be resumed later. */
  readonly patience?: Millis
  readonly onAcknowledged: (batch: Batch) => void
  /** The server said that this request is wrong and will stay wrong; the others go on. */
  readonly onRefused: (batch: Batch, reason: string) => void
  readonly onWaiting: (reason: string) => void
}

const PATIENCE: Millis = 5 * 60_000
const FIRST_WAIT: Millis = 250
const LONGEST_WAIT: Millis = 10_000
const REQUEST_TIMEOUT: Millis = 30_000

interface Run {
  readonly options: SendOptions
  readonly source: Iterator<Batch>
  lastAnswer: Millis
  /** When the next request may go. */
  next: Millis
  failed?: Failure
}

/**
 * Sends batches with a bounded number of requests under way, each until it is acknowledged: connection faults, timeouts,
 * 408, 429 and 5xx are tried again after Retry-After or a growing wait. Fails when the key is refused, when the address
 * is not this API, when nothing has been acknowledged for `patience`, or when `signal` ends before the last request is sent.
 */
export async function sendBatches(source: Iterable<Batch>, options: SendOptions): Promise<Result<void>> {
  const run: Run = { options, source: source[Symbol.iterator](), lastAnswer: options.clock.now(), next: options.clock.now() }
  await Promise.all(Array.from({ length: options.inFlight }, () => work(run)))
  return run.failed === undefined ? ok(undefined) : { ok: false, failure: run.failed }
}

async function work(run: Run): Promise<void> {
  while (goesOn(run)) {
    const { done, value: batch } = run.source.next()
    if (done === true) return
    await untilTurn(run, batch)
    await deliver(run, batch)
  }
}

/** Whether to go on; a person's Ctrl-C becomes the run's failure here. */
function goesOn(run: Run): boolean {
  if (run.options.signal.aborted) run.failed ??= fail('replay.interrupted', 'stopped').failure
  return run.failed === undefined
}

/** Requests are given times at the wanted rate; one that is late does not make the next ones come faster. */
async function untilTurn(run: Run, batch: Batch): Promise<void> {
  if (run.options.rate === undefined) return
  const now = run.options.clock.now()
  const turn = Math.max(now, run.next)
  run.next = turn + (batch.groups.length / run.options.rate) * 1_000
  if (turn > now) await sleep(turn - now, run.options.signal)
}

async function deliver(run: Run, batch: Batch): Promise<void> {
  const { options } = run
  let wait = FIRST_WAIT
  while (goesOn(run)) {
    const answer = await post(options, batch)
    if (answer.kind === 'acknowledged') {
      run.lastAnswer = options.clock.now()
      options.onAcknowledged(batch)
      return
    }
    if (answer.kind === 'refused') {
      run.lastAnswer = options.clock.now()
      options.onRefused(batch, answer.reason)
      return
    }
    if (answer.kind === 'final') {
      run.failed ??= answer.failure
      return
    }
    if (options.clock.now() - run.lastAnswer > (options.patience ?? PATIENCE)) {
      run.failed ??= fail('replay.server-unavailable', `nothing was acknowledged for ${Math.round((options.patience ?? PATIENCE) / 1_000)} s; the last reason: ${answer.reason}`).failure
      return
    }
    options.onWaiting(answer.reason)
    await sleep(answer.after ?? wait, options.signal)
    wait = Math.min(wait * 2, LONGEST_WAIT)
  }
}

type Answer =
  | { readonly kind: 'acknowledged' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'again'; readonly reason: string; readonly after?: Millis }
  | { readonly kind: 'final'; readonly failure: Failure }

async function post(options: SendOptions, batch: Batch): Promise<Answer> {
  let answer: Response
  let text: string
  try {
    answer = await fetch(`${options.address}/v1/batch`, {
      method: 'POST',
      body: batch.body,
      redirect: 'error',
      headers: { 'content-type': 'application/json', authorization: `Basic ${Buffer.from(`${options.writeKey}:`).toString('base64')}` },
      signal: AbortSignal.timeout(REQUEST_TIMEOUT),
    })
    text = await answer.text()
  } catch (error) {
    const { cause, message } = error as Error & { cause?: Error & { code?: string } }
    return { kind: 'again', reason: cause?.code ?? cause?.message ?? message }
  }
  const said = `${answer.status} ${text.slice(0, 200)}`
  if (answer.status === 200) {
    return text.includes('"success"') ? { kind: 'acknowledged' } : { kind: 'final', failure: fail('replay.not-this-api', `${options.address} does not speak this API; it answered ${said}`).failure }
  }
  if (answer.status === 401 || answer.status === 403) return { kind: 'final', failure: fail('replay.write-key-refused', `the write key was refused: ${said}`).failure }
  if (answer.status === 404) return { kind: 'final', failure: fail('replay.not-this-api', `there is no /v1/batch at ${options.address}: ${said}`).failure }
  if (answer.status === 408 || answer.status === 429 || answer.status >= 500) {
    const seconds = Number(answer.headers.get('retry-after') ?? NaN)
    return { kind: 'again', reason: said, ...(seconds >= 0 ? { after: Math.min(seconds, 300) * 1_000 } : {}) }
  }
  return { kind: 'refused', reason: said }
}

async function sleep(millis: Millis, signal: AbortSignal): Promise<void> {
  await after(millis, undefined, { signal }).catch(() => undefined)
}
