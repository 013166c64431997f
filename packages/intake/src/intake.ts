// The edge of the system: calls of the Segment API come in, facts and quarantine records go to the log, together.
//
// A call is answered when all of it is durable. What can be said about a call as a whole (not an object, no list of
// events) refuses the call; everything else is said about single events, which never stop their neighbours.
import { fail, ok, type Millis, type Result } from '@touchstone/base'
import type { Rules } from '@touchstone/identity'
import { RecordBatch } from '@touchstone/stream'
import { FactWriter, RecordKind, type Fact, type FieldRules } from '@touchstone/vocabulary'
import { Admission, type Unplanned } from './admit.ts'
import { LIMITS } from './limits.ts'
import { isPlainObject, Refusal, type Accepted, type Call } from './model.ts'
import type { Envelope } from './parts.ts'
import type { IntakePorts } from './ports.ts'
import type { CompiledPlan } from './plan/compile-plan.ts'
import type { Noted } from './plan/violation-tally.ts'
import { quote, typeName } from './quote.ts'
import { RefusedEvents } from './refused.ts'

export interface Intake {
  /**
   * Takes one call in. Fails with `intake.body-not-object`, `intake.batch-not-list` or `intake.batch-too-long` for a
   * call that cannot be read, and with the log's own failure (`stream.full`, …) when nothing could be kept.
   */
  accept(call: Call): Promise<Result<Accepted>>
  /**
   * The same for events from quarantine: all of them become facts, or none and the failure is `intake.still-refused`
   * with the reasons in its details.
   */
  replay(call: Call): Promise<Result<Accepted>>
  /**
   * From now on fields have these classes: in every call that is taken in after this one returns. What is appended to the
   * log right after it, in the same turn, comes before all of them and after everything taken in so far.
   */
  useFieldRules(rules: FieldRules): void
  /** The same of the rules that say which values name nobody: personal ones are asked here, because the engine sees hashes. */
  useIdentityRules(rules: Rules): void
  /** From the next call on, events of the source are checked against this plan; without one they are not. */
  usePlan(source: string, plan: CompiledPlan | undefined): void
  readonly counters: Readonly<IntakeCounters>
}

/** Since the start of the process. */
export interface IntakeCounters {
  calls: number
  facts: number
  /** Quarantine entries. */
  quarantined: number
  /** Calls that failed as a whole. */
  refusedCalls: number
}

export function createIntake(ports: IntakePorts): Intake {
  return new LogIntake(ports)
}

interface Opened {
  readonly events: readonly unknown[]
  readonly envelope: Envelope
}

class LogIntake implements Intake {
  readonly #ports: IntakePorts
  readonly #admission: Admission
  readonly #writer = new FactWriter()
  readonly counters: IntakeCounters = { calls: 0, facts: 0, quarantined: 0, refusedCalls: 0 }

  constructor(ports: IntakePorts) {
    this.#ports = ports
    this.#admission = new Admission(ports)
  }

  useFieldRules(rules: FieldRules): void {
    this.#admission.useFieldRules(rules)
  }

  useIdentityRules(rules: Rules): void {
    this.#admission.useIdentityRules(rules)
  }

  usePlan(source: string, plan: CompiledPlan | undefined): void {
    this.#admission.usePlan(source, plan)
  }

  async accept(call: Call): Promise<Result<Accepted>> {
    const opened = openCall(call, this.#ports.clock.now())
    if (!opened.ok) return this.#failed(opened)
    const { events, envelope } = opened.value
    const batch = new RecordBatch(1024 * Math.max(1, Math.min(events.length, LIMITS.batchEvents)))
    const refused = new RefusedEvents(envelope, this.#admission, this.#ports.sealer, batch)
    const tooMany = new Refusal('batch.too-long', `expected at most ${LIMITS.batchEvents} events in one batch, got ${events.length}`)
    const noted = new NotedInCall(envelope)
    let facts = 0
    for (let i = 0; i < events.length; i++) {
      const at = batch.count
      const admitted = i < LIMITS.batchEvents ? this.#admit(events[i], envelope) : tooMany
      if (admitted instanceof Refusal) refused.add(events[i], admitted)
      else {
        batch.add(RecordKind.FACT, this.#writer.encode(admitted))
        facts++
      }
      if (i < LIMITS.batchEvents) noted.add(this.#admission.unplanned, batch.count > at ? at : undefined)
    }
    refused.finish()
    return this.#append(batch, facts, refused.entries, noted)
  }

  async replay(call: Call): Promise<Result<Accepted>> {
    const opened = openCall(call, this.#ports.clock.now())
    if (!opened.ok) return this.#failed(opened)
    const { events, envelope } = opened.value
    const batch = new RecordBatch(1024 * Math.max(1, events.length))
    const refusals: Refusal[] = []
    const noted = new NotedInCall(envelope)
    for (const event of events) {
      const admitted = this.#admit(event, envelope)
      if (admitted instanceof Refusal) refusals.push(admitted)
      else {
        noted.add(this.#admission.unplanned, batch.count)
        batch.add(RecordKind.FACT, this.#writer.encode(admitted))
      }
    }
    if (refusals.length === 0) return this.#append(batch, events.length, 0, noted)
    const [{ reason, message }] = refusals as [Refusal, ...Refusal[]]
    const others = refusals.length === 1 ? '' : ` (and ${refusals.length - 1} more of ${events.length} events)`
    return this.#failed(fail('intake.still-refused', `${reason}: ${message}${others}`, refusals.slice(0, 20)))
  }

  /** A defect of ours must not take the events around it along: its event waits in quarantine until we are mended. */
  #admit(event: unknown, envelope: Envelope): Fact | Refusal {
    try {
      return this.#admission.admit(event, envelope)
    } catch (error) {
      this.#ports.report?.(error)
      return new Refusal('intake.defect', `a defect of the server kept this event out (${(error as Error).name}); replay it after an update`)
    }
  }

  async #append(batch: RecordBatch, facts: number, quarantined: number, noted: NotedInCall): Promise<Result<Accepted>> {
    let position = 0
    if (batch.count > 0) {
      const appended = await this.#ports.append(batch)
      if (!appended.ok) return this.#failed(appended)
      position = appended.value.first
    }
    this.counters.calls++
    this.counters.facts += facts
    this.counters.quarantined += quarantined
    noted.tell(position, this.#ports.noteUnplanned)
    return ok({ facts, quarantined, position })
  }

  #failed<T extends { readonly ok: false }>(failure: T): T {
    this.counters.refusedCalls++
    return failure
  }
}

/** Events of one call that are not as their source's plan wants them, by their place in the call's records. */
class NotedInCall {
  readonly #envelope: Envelope
  #events: { readonly unplanned: Unplanned; readonly at: number | undefined }[] | undefined

  constructor(envelope: Envelope) {
    this.#envelope = envelope
  }

  add(unplanned: Unplanned | undefined, at: number | undefined): void {
    if (unplanned !== undefined) (this.#events ??= []).push({ unplanned, at })
  }

  tell(first: number, note: ((noted: Noted) => void) | undefined): void {
    const { source, receivedAt } = this.#envelope
    for (const { unplanned, at } of this.#events ?? []) note?.({ ...unplanned, source, at: receivedAt, position: at === undefined ? 0 : first + at })
  }
}

/**
 * The events of a call and what they share. Nothing was received in the future: an entry that is replayed after the
 * machine's clock was set back counts as received now.
 */
function openCall({ kind, body, source, receivedAt, ip }: Call, now: Millis): Result<Opened> {
  if (!isPlainObject(body)) return fail('intake.body-not-object', `expected a JSON object as the body, got ${typeName(body)}`)
  const shared = { source, receivedAt: Math.min(receivedAt, now), ip }
  if (kind !== 'batch' && kind !== 'import') {
    return ok({ events: [body], envelope: { ...shared, type: kind, sentAt: undefined, context: undefined, integrations: undefined } })
  }
  const { batch, sentAt, context, integrations } = body
  if (!Array.isArray(batch)) return fail('intake.batch-not-list', `expected a list of events in batch, got ${quote(batch)}`)
  if (batch.length > LIMITS.batchEventsHard) {
    return fail('intake.batch-too-long', `expected at most ${LIMITS.batchEvents} events in one batch, got ${batch.length}`)
  }
  return ok({ events: batch, envelope: { ...shared, type: undefined, sentAt, context, integrations } })
}
