// What a tracking plan costs at the edge: the same calls through intake without a plan and with one of 100 events, in turns,
// by processor time. Nothing else is measured: no HTTP, and a log that takes everything.
import { ManualClock, ok } from '@touchstone/base'
import { exampleKeyring } from '@touchstone/governance/testing'
import { compilePlan, createIntake, planShape, type Plan } from '@touchstone/intake'
import { progress, type Report } from '../report.ts'

const EVENTS = 100
const FIELDS = 20
const BATCH = 100
const ROUNDS = 40

export async function planBench(report: Report, { events }: { readonly events: number }): Promise<void> {
  const plan = planOf()
  const started = performance.now()
  const compiled = compilePlan(plan, 1)
  report.figure('compile', performance.now() - started, 'ms')
  const clock = new ManualClock(Date.now())
  const keyring = exampleKeyring(clock)
  const intake = createIntake({ append: () => Promise.resolve(ok({ first: 1, time: 0 })), clock, sealer: keyring.transit, hashIdentifier: keyring.hashIdentifier, randomId: () => crypto.randomUUID(), noteUnplanned: () => undefined })
  const good = Array.from({ length: EVENTS }, (_, i) => bodyOf(i, false))
  const bad = Array.from({ length: EVENTS }, (_, i) => bodyOf(i, true))
  const calls = Math.max(EVENTS, Math.floor(events / BATCH / ROUNDS))
  const run = async (bodies: readonly unknown[], isPlanned: boolean): Promise<number> => {
    intake.usePlan('shop', isPlanned ? compiled : undefined)
    const before = process.cpuUsage()
    for (let i = 0; i < calls; i++) await intake.accept({ kind: 'batch', source: 'shop', body: bodies[i % bodies.length], receivedAt: clock.now() })
    const { user, system } = process.cpuUsage(before)
    return (user + system) / (calls * BATCH)
  }
  const [without, kept, broken]: [number[], number[], number[]] = [[], [], []]
  for (let round = 0; round < ROUNDS; round++) {
    if (round % 10 === 0) progress(`plan: round ${round} of ${ROUNDS}`)
    without.push(await run(good, false))
    kept.push(await run(good, true))
    broken.push(await run(bad, true))
  }
  const floor = median(without.slice(2))
  report.figure('without_plan', floor, 'µs/event')
  report.figure('with_plan', median(kept.slice(2)), 'µs/event', { floor, ratio: median(kept.slice(2)) / floor })
  report.figure('check', median(kept.slice(2).map((value, i) => value - without[i + 2]!)), 'µs/event')
  report.figure('check_where_two_fields_are_wrong', median(broken.slice(2).map((value, i) => value - without[i + 2]!)), 'µs/event')
}

/** 100 events of 20 fields: numbers, texts with values and patterns, lists of objects. */
function planOf(): Plan {
  return planShape.parse({
    unplannedFields: 'report',
    events: Array.from({ length: EVENTS }, (_, e) => ({
      event: `Event ${e}`,
      fields: Array.from({ length: FIELDS }, (_, f) => ({ field: f < 16 ? `field_${f}` : `items.[].part_${f}`, type: f % 3 === 0 ? 'number' : 'text', required: f % 2 === 0, ...(f === 1 ? { values: ['red', 'green', 'blue'] } : f === 4 ? { pattern: '[A-Z]{2}-[0-9]{4}' } : {}) })),
    })),
  })
}

function bodyOf(seed: number, isWrong: boolean): unknown {
  const batch = Array.from({ length: BATCH }, (_, i) => {
    const properties: Record<string, unknown> = {}
    for (let f = 0; f < 16; f++) properties[`field_${f}`] = f % 3 === 0 ? seed + i : f === 1 ? 'green' : f === 4 ? 'AB-1234' : `value ${f} of ${i}`
    properties['items'] = Array.from({ length: 3 }, () => Object.fromEntries([16, 17, 18, 19].map((f) => [`part_${f}`, f % 3 === 0 ? 12.5 : 'some text'])))
    if (isWrong) Object.assign(properties, { field_0: 'text', extra: 1 })
    return { type: 'track', event: `Event ${(seed * 7 + i) % EVENTS}`, userId: `u${i}`, messageId: `m-${seed}-${i}`, properties }
  })
  return { batch }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}
