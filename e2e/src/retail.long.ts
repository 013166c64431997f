import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import { assertAnswers } from './answers.ts'
import { type Condition, WHOLE_LEDGER, often, quiet, readLedger, returning, whoAt } from './ledger.ts'
import { assertLive, assertPreview, assertWholeReplay, define, replay } from './retail-run.ts'
import { ServerProcess } from './server-process.ts'

const DAY = 86_400_000
const THE_DAY = Date.parse('2011-12-10T00:00:00Z')
const LOYAL = often(3, 90)
const LOST = quiet(1_000, 365, 60)
/** Customers, and customers and guests together. */
const LOST_PEOPLE = [383, 775]
const CONDITIONS: readonly Condition[] = [LOYAL, LOST, returning('Germany', 'EIRE', 'France')]
const EVER: Condition = { where: 'count("Order Completed") >= 3', holds: (orders) => orders.filter(({ isRefund }) => !isRefund).length >= 3 }

describe('the whole ledger', { skip: WHOLE_LEDGER === undefined && 'no ../shared/data beside the project' }, () => {
  test('our own count of it gives the known answers', () => {
    const ledger = readLedger(WHOLE_LEDGER!)
    const users = ledger.filter(({ isGuest }) => !isGuest)
    assert.equal(users.length, 22_190)
    assert.equal(new Set(users.map(({ who }) => who)).size, 4_372)
    assert.equal(users.filter(({ isRefund }) => isRefund).length, 3_654)
    assert.equal(ledger.length - users.length, 3_710)
    assert.equal(whoAt(ledger, LOYAL, THE_DAY).length, 751)
    // A guest with one large invoice holds the condition too: nobody knows that some of them are one person.
    const lost = whoAt(ledger, LOST, THE_DAY)
    assert.deepEqual([lost.filter((who) => who.startsWith('user_id/')).length, lost.length], LOST_PEOPLE)
  })

  test('at its own dates: previews of any day, and a segment over all time defined before and after', async (t) => {
    const ledger = readLedger(WHOLE_LEDGER!)
    const server = await ServerProcess.start()
    t.after(() => server.end())
    const earlier = await define(server, 'earlier', EVER)
    const report = await replay(server, WHOLE_LEDGER!)
    t.diagnostic(`replayed in ${Math.round(report.sendMillis)} ms`)
    assertWholeReplay(report, ledger)
    await server.settled(120_000)
    assert.equal(await assertPreview(server, ledger, LOYAL, THE_DAY, 0), 751)
    assert.equal(await assertPreview(server, ledger, LOST, THE_DAY, 0), LOST_PEOPLE[1])
    for (const condition of CONDITIONS) for (let days = 1; days < 380; days += 37) await assertPreview(server, ledger, condition, THE_DAY - days * DAY, 0)
    const { compared } = await assertAnswers(server, 'online-retail.json')
    assert.equal(compared, 28)
    await assertLive(server, ledger, earlier, EVER, 0)
    await assertLive(server, ledger, await define(server, 'later', EVER), EVER, 0)
  })

  test('moved so that 2011-12-10 is now: live segments defined before, during and after hold the known numbers', async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'touchstone-ledger-'))
    t.after(() => rmSync(folder, { recursive: true }))
    const file = join(folder, 'ledger.csv.gz')
    // One invoice of a guest, worth nothing, at midnight: the replay moves the last line to now.
    writeFileSync(file, gzipSync(Buffer.concat([gunzipSync(readFileSync(WHOLE_LEDGER!)), Buffer.from('999999,X,NOTHING,0,2011-12-10 00:00:00,0,,Nowhere\n')]), { level: 1 }))
    const ledger = readLedger(file)
    const server = await ServerProcess.start()
    t.after(() => server.end())
    const ids = new Map<string, Condition>()
    for (const condition of CONDITIONS) ids.set(await define(server, 'earlier', condition), condition)
    const replaying = replay(server, file, '--shift-to-now')
    await server.until('the replay is under way', async () => Number(/^touchstone_profiles_facts (\d+)$/m.exec(await (await fetch(`${server.address}/metrics`)).text())![1]) > 5_000, 60_000)
    for (const condition of CONDITIONS) ids.set(await define(server, 'meanwhile', condition), condition)
    const report = await replaying
    assertWholeReplay(report, ledger)
    await server.settled(120_000)
    for (const condition of CONDITIONS) ids.set(await define(server, 'later', condition), condition)
    assert.equal(await assertPreview(server, ledger, LOYAL, THE_DAY, report.shift), 751)
    assert.equal(await assertPreview(server, ledger, LOST, THE_DAY, report.shift), LOST_PEOPLE[1])
    for (const [id, condition] of ids) await assertLive(server, ledger, id, condition, report.shift)
    const now = Date.now() - report.shift
    t.diagnostic(`${Math.round((now - THE_DAY) / 1_000)} s after that midnight: ${whoAt(ledger, LOYAL, now).length} and ${whoAt(ledger, LOST, now).length} people`)
  })
})
