import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { SAMPLE, often, quiet, readLedger, returning } from './ledger.ts'
import { assertLive, assertPreview, assertWholeReplay, define, replay, type ReplayReport } from './retail-run.ts'
import { ServerProcess } from './server-process.ts'

const DAY = 86_400_000
/** The conditions with windows that fit into one month. */
const CONDITIONS = [often(3, 20), quiet(300, 25, 10), returning('Germany', 'France', 'United Kingdom')]

describe('a real history through the CLI', () => {
  const ledger = readLedger(SAMPLE)
  const last = Math.max(...ledger.map(({ at }) => at))
  const earlier: string[] = []
  let server: ServerProcess
  let report: ReplayReport

  before(async () => {
    server = await ServerProcess.start()
    for (const condition of CONDITIONS) earlier.push(await define(server, 'earlier', condition))
    report = await replay(server, SAMPLE, '--shift-to-now')
    await server.settled(60_000)
  })
  after(() => server?.end())

  test('every invoice of the sample is sent, and only once however often', async () => {
    assertWholeReplay(report, ledger)
    const facts = async (): Promise<number> => Number(/^touchstone_profiles_facts (\d+)$/m.exec(await (await fetch(`${server.address}/metrics`)).text())![1])
    assert.equal(await facts(), ledger.length)
    await replay(server, SAMPLE)
    await server.settled(60_000)
    assert.equal(await facts(), ledger.length)
  })

  test('previews at past dates count what the ledger says', async () => {
    const counts: number[] = []
    for (const condition of CONDITIONS) for (const days of [0, 0.4, 3, 11.5, 19, 28]) counts.push(await assertPreview(server, ledger, condition, last - days * DAY, report.shift))
    assert.ok(new Set(counts).size > 6, `the counts differ: ${counts.join()}`)
  })

  test('segments defined before the replay and after it hold the same people: those of the ledger', async () => {
    for (const [i, condition] of CONDITIONS.entries()) {
      const size = await assertLive(server, ledger, earlier[i], condition, report.shift)
      assert.ok(size > 10, `${condition.where}: ${size}`)
      await assertLive(server, ledger, await define(server, 'later', condition), condition, report.shift)
    }
  })
})
