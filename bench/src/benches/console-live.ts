// Ten thousand facts at once on the live stream's screen, from the real server: does the picture stand still?
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser } from '../../../e2e/browser/chromium.ts'
import { Sender } from '../load/sender.ts'
import { rankOf } from '../percentile.ts'
import type { Report } from '../report.ts'
import { untilDrained } from '../server/drained.ts'
import { WRITE_KEY, type RunningServer } from '../server/start-server.ts'
import { measured, openTab, untilSo, type SignedIn } from './console-tab.ts'

const FACTS = 10_000
const BATCH = 100
/** So that the first draws are over, and afterwards the last. */
const REST = 1_000

export async function measureLive(report: Report, browser: Browser, server: RunningServer, state: SignedIn): Promise<void> {
  const { page, close } = await openTab(browser, { state })
  const sender = new Sender(server.address, '/v1/batch', WRITE_KEY, 1)
  try {
    await page.goto(`${server.address}/data/live`)
    await page.getByRole('heading', { level: 1, name: 'Live stream' }).waitFor()
    await sleep(REST)
    await measured(page, 'startFrames()')
    const began = performance.now()
    for (let first = 0; first < FACTS; first += BATCH) {
      const batch = Array.from({ length: BATCH }, (_, i) => ({ type: 'track', userId: `customer-${(first + i) % 1_000}`, messageId: `live-${first + i}`, event: 'Product Viewed', properties: { price: first + i } }))
      const { status } = await sender.send(Buffer.from(JSON.stringify({ batch })))
      if (status !== 200) throw new Error(`the server answered ${status} to live facts`)
    }
    await untilDrained(server.api)
    const { logPosition } = await server.api.progress()
    await untilSo(page, `[...document.querySelectorAll('[role=row][data-index="0"] [role=gridcell]:last-child')].some(({ textContent }) => Number(textContent) >= ${logPosition - BATCH})`)
    const took = performance.now() - began
    await sleep(REST)
    const gaps = await measured<number[]>(page, 'endFrames()')
    const missed = Number((/([\d,]+) came too fast/.exec(await page.locator('main').innerText())?.[1] ?? '0').replaceAll(',', ''))
    report.figure('live_frame_longest', Math.max(...gaps), 'ms', { target: '<= 200' })
    report.figure('live_frame_p98', rankOf(gaps, 0.98), 'ms')
    report.figure('live_facts_rate', FACTS / (took / 1000), 'facts/s')
    report.figure('live_facts_missed', missed, `of ${FACTS}`)
  } finally {
    sender.close()
    await close()
  }
}
