import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { type Fault } from './fault-proxy.ts'
import { assertRefused, assertStoredOnce, inOrder, runScenario, type Scenario, type Sent } from './sdk-scenario.ts'
import { SDKS } from './sdks.ts'
import { ServerProcess } from './server-process.ts'

const RETRIED: Readonly<Record<string, readonly Fault[]>> = {
  '200': [],
  '429 with Retry-After': [{ kind: 'status', status: 429, retryAfter: 1 }],
  '429 after the server took it': [{ kind: 'status', status: 429, retryAfter: 1, forwarded: true }],
  '503': [{ kind: 'status', status: 503 }],
  '503 after the server took it': [{ kind: 'status', status: 503, forwarded: true }],
  '500 and 502': [{ kind: 'status', status: 500 }, { kind: 'status', status: 502, forwarded: true }],
  'reset before the server saw it': [{ kind: 'reset', at: 'before' }],
  'reset in the middle of the body': [{ kind: 'reset', at: 'upload' }],
  'reset after the server took it': [{ kind: 'reset', at: 'after' }],
  'reset in the middle of the answer': [{ kind: 'reset', at: 'answer' }],
  'no answer': [{ kind: 'silence' }],
  'no answer although the server took it': [{ kind: 'silence', forwarded: true }],
}

const REFUSED: Readonly<Record<string, { readonly fault: Fault; readonly status: number; readonly byServer: boolean }>> = {
  '400': { fault: { kind: 'status', status: 400 }, status: 400, byServer: false },
  '401': { fault: { kind: 'status', status: 401 }, status: 401, byServer: false },
  '400 of the server for a spoilt body': { fault: { kind: 'spoil' }, status: 400, byServer: true },
  '401 of the server for a wrong key': { fault: { kind: 'wrong-key' }, status: 401, byServer: true },
}

const NAMES = Object.keys(SDKS) as (keyof typeof SDKS)[]
const FLUSHES = [{ flushAt: 1, how: 'single' }, { flushAt: 6, how: 'batch' }]

// SDKs wait seconds between attempts, so all scenarios run side by side before any is looked at.
describe('SDKs unchanged, through a network that breaks', () => {
  const runs = new Map<string, Promise<Sent>>()
  let server: ServerProcess

  before(async () => {
    server = await ServerProcess.start()
    for (const sdk of NAMES) {
      for (const { flushAt } of FLUSHES) {
        for (const [name, faults] of Object.entries(RETRIED)) run({ sdk, flushAt, name, rounds: flushAt > 1 ? 2 : 1, plan: inOrder(...faults) })
        for (const [name, { fault }] of Object.entries(REFUSED)) run({ sdk, flushAt, name, rounds: 1, plan: () => fault })
      }
    }
    await Promise.all(runs.values())
    await server.settled()
  })
  after(() => server?.end())

  function run(scenario: Scenario): void {
    runs.set(keyOf(scenario), runScenario(server, scenario))
  }

  for (const sdk of NAMES) {
    for (const { flushAt, how } of FLUSHES) {
      test(`${sdk}, ${how}: stored exactly once whatever is retried`, async () => {
        for (const [name, faults] of Object.entries(RETRIED)) {
          const sent = await runs.get(keyOf({ sdk, flushAt, name }))!
          await assertStoredOnce(server, sent)
          for (const fault of faults) assert.ok(sent.done.some((one) => one.fault === fault), `${name}: the proxy did it`)
          assert.equal(sent.done.some(({ messageIds }) => messageIds.length > 1), flushAt > 1, `${name}: batches`)
        }
      })

      test(`${sdk}, ${how}: 400 and 401 store nothing and are reported`, async () => {
        for (const [name, { status, byServer }] of Object.entries(REFUSED)) {
          const sent = await runs.get(keyOf({ sdk, flushAt, name }))!
          await assertRefused(server, sent, status)
          assert.deepEqual([...new Set(sent.done.map(({ upstream }) => upstream))], [byServer ? status : undefined], `${name}: who said it`)
        }
      })
    }
  }

  test('nothing else is stored: as many facts as messages', async () => {
    const delivered = Object.keys(RETRIED).length * NAMES.length * (6 + 12)
    const { facts } = (await (await fetch(`${server.address}/status.json`)).json()) as { facts: { processed: number } }
    const figures = await (await fetch(`${server.address}/metrics`)).text()
    assert.equal(Number(/^touchstone_profiles_facts (\d+)$/m.exec(figures)![1]), delivered)
    assert.ok(facts.processed > delivered, 'and messages that the server took twice were among them')
  })
})

function keyOf({ sdk, flushAt, name }: Pick<Scenario, 'sdk' | 'flushAt' | 'name'>): string {
  return `${sdk} ${flushAt} ${name}`
}
