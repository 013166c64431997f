import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Fault, PASS } from './fault-proxy.ts'
import { assertStoredOnce, runScenario } from './sdk-scenario.ts'
import { SDKS } from './sdks.ts'
import { seeded } from './seeded.ts'
import { ServerProcess } from './server-process.ts'

const SEED = Number(process.env['SEED'] ?? Date.now() % 1_000_000)

const FAULTS: readonly Fault[] = [
  { kind: 'status', status: 429, retryAfter: 1 },
  { kind: 'status', status: 429, forwarded: true },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 502, forwarded: true },
  { kind: 'status', status: 503, retryAfter: 1 },
  { kind: 'status', status: 504, forwarded: true },
  { kind: 'reset', at: 'before' },
  { kind: 'reset', at: 'upload' },
  { kind: 'reset', at: 'after' },
  { kind: 'reset', at: 'answer' },
  { kind: 'silence' },
  { kind: 'silence', forwarded: true },
]

test(`SDKs through a network in which a third of all requests break, in any way (seed ${SEED})`, async (t) => {
  const server = await ServerProcess.start()
  t.after(() => server.end())
  const random = seeded(SEED)
  const scenarios = (Object.keys(SDKS) as (keyof typeof SDKS)[]).flatMap((sdk) =>
    [1, 4, 15].flatMap((flushAt) =>
      Array.from({ length: 3 }, (_, i) => ({ name: `long ${i}`, sdk, flushAt, rounds: flushAt * 4, plan: () => (random.next() < 0.33 ? random.pick(FAULTS) : PASS) })),
    ),
  )
  const all = await Promise.all(scenarios.map((one) => runScenario(server, one)))
  await server.settled()
  for (const sent of all) await assertStoredOnce(server, sent)
  const broken = all.flatMap(({ done }) => done).filter(({ fault }) => fault !== PASS)
  assert.equal(new Set(broken.map(({ fault }) => fault)).size, FAULTS.length, 'every kind of fault was there')
  t.diagnostic(`${all.reduce((sum, { messages }) => sum + messages.length, 0)} messages, ${broken.length} broken requests`)
})
