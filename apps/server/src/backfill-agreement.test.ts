// History and the present agree in the whole system: the real Machine over a real log and a real warehouse, segments
// defined and archived at any moment between facts of people who turn out to be one another.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { ManualClock, fail, ok, type Result } from '@touchstone/base'
import { evaluateNaively, parseCondition, Truth, type NaiveFact } from '@touchstone/language'
import { SegmentStateReader, profilesMigrations } from '@touchstone/profiles'
import { MachineRig } from '@touchstone/profiles/testing'
import { BackfillRunner, segmentsWarehouseMigrations } from '@touchstone/segments'
import { RecordBatch, directoryDisk, openFileLog } from '@touchstone/stream'
import { MemoryState } from '@touchstone/stream/testing'
import { RecordKind, decodeOutcomes, encodeControl, hashToInteger, messageHash, type Control } from '@touchstone/vocabulary'
import { temporaryWarehouse } from '@touchstone/warehouse/testing'
import { envelope } from './feeds/envelope.ts'

const T = 1_700_000_000_000
const CONDITIONS = [
  'count("A") >= 2',
  'count("A") in last 3 hours >= 2 and plan = "x"',
  'sum("B".v) >= 5',
  'sum("B".v) in last 2 hours >= 2 or count("A") >= 2',
  'not did "A" in last 1 hour and plan != "y"',
  'sum("B".v) in last 2 hours < 3 and not did "C"',
  '"A" then "B" within 2 hours and not "C" within 10 minutes after',
  'plan = "x" for 40 minutes',
  'last("B".v) > 0.5 or first("A".v) = "text"',
  'distinct("B".v) in last 3 hours >= 2 and count("A" where v = 1) >= 1',
  'left (count("A") in last 1 hour >= 1) in last 90 minutes',
]

/** Passes on what the Machine said since the last call, and notes whose the facts are. */
function teller(rig: MachineRig, facts: (NaiveFact & { person: number })[], alias: Map<number, number>, apply: (entry: Buffer) => void) {
  return (): void => {
    for (const output of rig.driver.outputs.splice(0)) {
      const { from, persons, aliases } = decodeOutcomes(Buffer.from(output))
      persons.forEach((person, i) => {
        const fact = facts.find(({ position }) => position === from + i)
        if (fact !== undefined) fact.person = person
      })
      for (const { loser, survivor } of aliases) alias.set(loser, survivor)
      apply(Buffer.from(output))
    }
  }
}

async function open() {
  const directory = mkdtempSync(join(tmpdir(), 'touchstone-agreement-'))
  const clock = new ManualClock(T)
  const log = await openFileLog({ disk: directoryDisk(join(directory, 'log')), clock })
  const state = new MemoryState()
  const rig = new MachineRig(state)
  const opened = await temporaryWarehouse({
    migrations: [...profilesMigrations, ...segmentsWarehouseMigrations],
    childModule: new URL('./feeds/warehouse-child.ts', import.meta.url),
    childConfig: { logDirectory: join(directory, 'log') },
  })
  let entries = 0
  const facts: (NaiveFact & { person: number })[] = []
  const alias = new Map<number, number>()
  const appendDriver = rig.driver.append.bind(rig.driver)
  const pending: Promise<unknown>[] = []
  rig.driver.append = (kind, payload, time, commit) => {
    clock.time = Math.max(clock.time, time)
    const bytes = Buffer.from(payload)
    pending.push(log.append(RecordBatch.of(kind, bytes)))
    return appendDriver(kind, bytes, time, commit)
  }
  const tell = teller(rig, facts, alias, (entry) => opened.warehouse.apply(envelope(++entries, entry)))
  const say = async (): Promise<void> => {
    await Promise.all(pending.splice(0))
    tell()
  }
  const append = async (kind: RecordKind, payload: Uint8Array): Promise<Result<{ position: number }>> => {
    const position = rig.driver.append(kind, payload, clock.time)
    await say()
    return ok({ position })
  }
  const states = new SegmentStateReader(state)
  const progress = () => ({ position: rig.driver.position, time: clock.time })
  const crash = { after: Infinity }
  const runner = new BackfillRunner({
    states,
    appendControl: (control: Control) => append(RecordKind.CONTROL, encodeControl(control)),
    appendSeeds: (payload) => append(RecordKind.SEED, payload),
    engineProgress: () => ({ log: progress(), engine: progress() }),
    historyThrough: () => rig.driver.position,
    runJob: async (job, argument, onMessage) => {
      await opened.warehouse.settled()
      // A crash after some records: what comes later is lost, and the runner starts over at its next step.
      let left = crash.after
      const ran = await opened.warehouse.run(job, argument, async (message) => {
        if (left > 0) await onMessage(message)
        if ((message as { kind: string }).kind === 'seeds') left--
      })
      return left > 0 ? ran : fail('warehouse.unavailable', 'the job was cut off')
    },
    follow: () => Promise.resolve(ok(undefined)),
    onTrouble: (code) => assert.fail(code),
    stretchFacts: 5,
  })
  return {
    rig, clock, runner, states, facts, say, append, crash,
    expected(where: string): number[] {
      const condition = parseCondition(where)
      assert.ok(condition.ok)
      const people = Map.groupBy(facts.filter(({ person }) => person !== 0), ({ person }) => alias.get(person) ?? person)
      return [...people].filter(([person, own]) => evaluateNaively(condition.value, { person, facts: own, asOf: clock.time }) === Truth.TRUE).map(([person]) => person).sort((a, b) => a - b)
    },
    async remove() {
      await opened.remove()
      await log.close()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

test('segments defined and archived at any moment end with the members that the definition names', async () => {
  const it = await open()
  const seed = Number(process.env['TOUCHSTONE_SEED'] ?? 1)
  let random = seed
  const next = (below: number): number => {
    random = (Math.imul(random, 1_103_515_245) + 12_345) & 0x7fffffff
    return (random >>> 8) % below
  }
  try {
    const defined = new Map<number, string>()
    let ids = 0
    for (let step = 0; step < 260; step++) {
      it.clock.time += [0, 1, 1000, 600_000][next(4)]!
      const kind = next(16)
      if (kind === 0) {
        const where = CONDITIONS[next(CONDITIONS.length)]!
        defined.set(it.rig.define(it.clock.time, `s${ids++}`, where), where)
      } else if (kind === 1 && defined.size > 0) {
        const segment = [...defined.keys()][next(defined.size)]!
        it.rig.control(it.clock.time, { control: 'segment.archive', segment })
        defined.delete(segment)
      } else if (kind <= 3) {
        await it.say()
        it.crash.after = [1, 2, Infinity][next(3)]!
        await it.runner.step()
        it.crash.after = Infinity
      } else {
        const timestamp = it.clock.time - [0, 0, 5_000, 3_600_000, 7_000_000][next(5)]!
        const traits = next(4) === 0 ? { plan: ['x', 'y', null][next(3)] } : {}
        const properties = { v: [1, 0.5, -1, 'text'][next(4)] }
        const event = ['A', 'B', 'C', ''][next(4)]!
        const identifiers = [`anonymous_id:a${next(14)}`, ...(next(5) === 0 ? [`user_id:u${next(5)}`] : [])]
        const messageId = `message ${step}`
        const position = it.rig.fact(it.clock.time, { identifiers, event: event === '' ? undefined : event, happened: timestamp, messageId, traits, properties })
        const { high, low } = messageHash('test', messageId)
        it.facts.push({ person: 0, event, timestamp, appended: it.clock.time, position, hash: hashToInteger(high, low), traits, properties })
      }
      await it.say()
    }
    for (let i = 0; i < 100 && it.states.liveSegments().some(({ state }) => state === 'backfilling'); i++) assert.ok((await it.runner.step()).ok)
    await it.say()
    it.rig.tick(it.clock.time)
    await it.say()
    assert.deepEqual(it.states.liveSegments().map(({ state }) => state), [...defined].map(() => 'live'))
    for (const [position, where] of defined) {
      assert.deepEqual([...it.rig.members(position).keys()].sort((a, b) => a - b), it.expected(where), `${where} (segment ${position}, seed ${seed})`)
    }
  } finally {
    await it.remove()
  }
})
