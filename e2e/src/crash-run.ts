// The story of a run: load, kills, and the reckoning.
import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { Load, messageIdsOf } from './crash-load.ts'
import { TOUCHED, WATCHED, checkPeople, checkQuarantine, checkSegment, checkTouched, type Watched } from './crash-check.ts'
import { signal } from './process-tree.ts'
import { seeded } from './seeded.ts'
import { must, type ServerProcess } from './server-process.ts'

export interface CrashPlan {
  readonly seed: number
  readonly people: number
  /** Times the server's own process is killed once it is up, and times it is killed while it starts. */
  readonly kills: number
  readonly killsAtStart: number
  /** Times each of the children is killed. */
  readonly childKills: number
  /** Longest time between two kills. */
  readonly pause: number
}

const BACKFILLED: Watched = { where: 'count("Load") >= 5 and plan in ("gold", "silver")', has: ({ loads, plan }) => loads.size >= 5 && plan !== 'free' }

/** What happened in figures, for whoever reads the report. */
export interface CrashReport {
  readonly batches: number
  readonly failures: number
  readonly facts: number
  readonly duplicates: number
  readonly merges: number
  readonly quarantined: number
}

export async function crashRun(server: ServerProcess, plan: CrashPlan): Promise<CrashReport> {
  const watched = new Map<string, Watched>()
  for (const one of WATCHED) watched.set(await define(server, one.where), one)
  const touched = await define(server, TOUCHED)
  await fill(server)
  const load = new Load(server, { people: plan.people, seed: plan.seed, senders: 3 })
  try {
    await killOften(server, load, plan, async () => void watched.set(await define(server, BACKFILLED.where), BACKFILLED))
    await load.finish()
  } finally {
    load.abandon()
  }
  await reckon(server, load, watched, touched)
  return await figures(server, load)
}

async function killOften(server: ServerProcess, load: Load, plan: CrashPlan, defineOneMore: () => Promise<void>): Promise<void> {
  const random = seeded(plan.seed)
  const pause = (): Promise<void> => sleep(plan.pause * (0.3 + 0.7 * random.next()))
  await pause()
  for (let kill = 0; kill < plan.kills; kill++) {
    // Its backfill is under way when the server dies.
    if (kill === 0) await defineOneMore()
    await server.kill()
    for (let early = 0; early < plan.killsAtStart; early++) {
      server.launch()
      await sleep(2_000 * random.next())
      await server.kill()
    }
    await server.restart()
    assert.deepEqual(server.leftovers().filter(({ command }) => /touchstone-warehouse/.test(command)).length, 1, 'one warehouse process, the new one')
    await pause()
  }
  const began = performance.now()
  assert.equal(await server.stop(), 0, 'it ends in order, in the middle of its work')
  assert.ok(performance.now() - began < 11_000, `a stop takes at most 10 s: ${Math.round(performance.now() - began)} ms`)
  assert.deepEqual(server.leftovers(), [], 'and leaves no process behind')
  await server.restart()
  await pause()
  for (let kill = 0; kill < plan.childKills; kill++) {
    for (const which of ['warehouse', 'postgres'] as const) {
      await killChild(server, load, which)
      await pause()
    }
  }
}

const FILLING = 500

/** Megabytes of log before everything else: more than any reader reads at once, and each has to find its place behind it. */
async function fill(server: ServerProcess): Promise<void> {
  const filler = 'x'.repeat(4_000)
  for (let at = 0; at < FILLING; at += 100) {
    const batch = Array.from({ length: 100 }, (_, i) => ({ type: 'track', event: 'Filled', userId: 'filler', messageId: `filler-${at + i}`, properties: { filler } }))
    assert.equal((await server.send('/v1/batch', { batch })).status, 200)
  }
}

/** The figures of the platform itself, which must be those of the load; and the load must have been worth the while. */
async function figures(server: ServerProcess, load: Load): Promise<CrashReport> {
  const text = await (await fetch(`${server.address}/metrics`)).text()
  const figure = (name: string): number => Number(new RegExp(`^touchstone_${name} (\\d+)$`, 'm').exec(text)![1])
  const report: CrashReport = {
    batches: load.acknowledged.length,
    failures: load.failures,
    facts: figure('profiles_facts'),
    duplicates: figure('profiles_duplicates'),
    merges: figure('profiles_merges'),
    quarantined: load.refused.size,
  }
  assert.equal(report.facts, load.people.reduce((sum, deeds) => sum + messageIdsOf(deeds).length, FILLING), 'facts counted in all')
  for (const [name, value] of Object.entries(report)) assert.ok(value > 0, `the load had ${name}`)
  const telling = WATCHED.filter(({ has }) => load.people.some(has) && !load.people.every(has))
  assert.ok(telling.length >= 3, `some people are in a segment and some are not, in ${telling.length} of them`)
  return report
}

async function define(server: ServerProcess, where: string): Promise<string> {
  return must(await server.client.segments.createSegment({ name: where, where })).id
}

/** The server goes on acknowledging while a child is gone, and brings it back by itself. */
async function killChild(server: ServerProcess, load: Load, which: 'warehouse' | 'postgres'): Promise<void> {
  const victim = server.childProcess(which)
  assert.ok(victim !== undefined, `there is a ${which} process`)
  const [failures, pid, began] = [load.failures, server.pid, performance.now()]
  assert.ok(signal(victim, 'SIGKILL'))
  await server.until(`a new ${which} process works`, async () => {
    const now = server.childProcess(which)
    return now !== undefined && now.pid !== victim.pid && (await server.isReady())
  })
  assert.equal(server.pid, pid)
  await sleep(100)
  assert.equal(load.failures, failures, `every batch was acknowledged at the first attempt while ${which} was gone`)
  assert.ok(load.acknowledged.some((at) => at > began), 'and there were some')
}

async function reckon(server: ServerProcess, load: Load, watched: ReadonlyMap<string, Watched>, touched: string): Promise<void> {
  await server.settled()
  for (const id of [...watched.keys(), touched]) {
    await server.until(`segment ${id} is live`, async () => must(await server.client.segments.getSegment({ id })).state === 'live')
  }
  await server.until('the last touch is over', async () => must(await server.client.segments.getSegment({ id: touched })).size === 0)
  await server.settled()
  const people = await checkPeople(server, load)
  for (const [id, one] of watched) await checkSegment(server, id, one, people)
  await checkTouched(server, touched, people)
  await checkQuarantine(server, load)
}
