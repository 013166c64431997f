// Tells the past: the real ledger and what was invented around it, in the order it happened, through the door that every
// fact comes in by. Each batch is noted when it is durable, so an interrupted telling goes on where it stopped.
import { HOUR, fail, ok, type Millis, type Result } from '@touchstone/base'
import { livingBetween, pastOf } from '@touchstone/demo'
import type { Intake } from '@touchstone/intake'
import type { DemoFile } from './demo-record.ts'
import { readLedger } from './ledger.ts'

/** Events of one batch. */
const BATCH = 1_000
/** The living world is told from so long before the start, so that the first look at "the last hour" is not empty. */
const LIVED_BEFORE: Millis = HOUR
/** A batch in doubt is a duplicate only as long as messageIds are remembered: 24 hours, less a margin. */
const RESUMED_WITHIN: Millis = 20 * HOUR

/** An event and the channel it comes by; 'ledger' is the real one. */
export interface ToldCall {
  readonly at: Millis
  readonly channel: string
  readonly event: Readonly<Record<string, unknown>>
}

/** Everything that happened until `now`, real and invented, in its order. */
export async function allOfThePast(seed: string, now: Millis): Promise<Result<ToldCall[]>> {
  const ledger = await readLedger(now)
  if (!ledger.ok) return ledger
  const real = ledger.value.calls.map((call) => ({ ...call, channel: 'ledger' }))
  const calls: ToldCall[] = [...real, ...pastOf(seed, ledger.value.customers, now).calls, ...livingBetween(seed, now - LIVED_BEFORE, now)]
  return ok(calls.sort((a, b) => a.at - b.at))
}

/** Sends calls as batches, one for each source. */
export async function sendCalls(intake: Pick<Intake, 'accept'>, sources: Readonly<Record<string, string>>, calls: readonly ToldCall[], receivedAt: Millis): Promise<Result<void>> {
  for (const [channel, own] of Map.groupBy(calls, (call) => call.channel)) {
    const accepted = await intake.accept({ kind: 'batch', source: sources[channel], body: { batch: own.map((call) => call.event) }, receivedAt, ip: undefined })
    if (!accepted.ok) return accepted
    if (accepted.value.quarantined > 0) return fail('demo.refused', `intake refused ${accepted.value.quarantined} of ${own.length} events of the demo's channel "${channel}"; see the quarantine`)
  }
  return ok(undefined)
}

export interface Telling {
  readonly file: DemoFile
  readonly intake: Pick<Intake, 'accept'>
  readonly now: () => Millis
  /** From 0 to 1. */
  readonly onProgress: (share: number) => void
}

/** Tells what is not told yet. Afterwards the record says so. */
export async function tellPast({ file, intake, now, onProgress }: Telling): Promise<Result<void>> {
  const { seed, startedAt, sources, isTold } = file.record
  if (isTold) return ok(undefined)
  if (startedAt === undefined || sources === undefined) return fail('demo.unprepared', 'expected the start and the sources of the demo world to be written down before its past is told')
  if (file.record.told > 0 && now() - startedAt > RESUMED_WITHIN) {
    return fail('demo.interrupted', `the demo world in ${file.directory} was interrupted while it was filled, too long ago to go on; remove that folder to begin anew`)
  }
  const calls = await allOfThePast(seed, startedAt)
  if (!calls.ok) return calls
  for (let from = file.record.told; from < calls.value.length; from += BATCH) {
    const piece = calls.value.slice(from, from + BATCH)
    const sent = await sendCalls(intake, sources, piece, now())
    if (!sent.ok) return sent
    file.change({ told: from + piece.length })
    onProgress(file.record.told / calls.value.length)
  }
  file.change({ isTold: true, livedUntil: startedAt })
  return ok(undefined)
}
