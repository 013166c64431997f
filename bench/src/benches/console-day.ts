// A tab that stays open: what its heap has grown by when everything that a server says in 24 hours has gone through it, in
// minutes. The screen of live facts, which alone is told every fact, sees the whole day; two others a third of a day each.
// All were open before, so that what is loaded once, and whatever fills up to a bound, is not taken for growth.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, Page } from '../../../e2e/browser/chromium.ts'
import { progress, type Report } from '../report.ts'
import { DayServer } from '../server/day-server.ts'
import type { RunningServer } from '../server/start-server.ts'
import { openTab, signIn, type Tab } from './console-tab.ts'

const TARGET = { target: '<= 10' }
/** Hours before the day: until the list of facts is full, and was cut for the first time, also when some come too fast for it. */
const WARM_UP = 3
/** How long the tab has to come to rest, in milliseconds. */
const REST = 2_000
const SEGMENTS = 24
const MEGABYTE = 1_000_000

const SCREENS = [
  { name: 'home', path: '/', there: 'Home', share: 1 / 3 },
  { name: 'segments', path: '/segments', there: 'Segments', share: 1 / 3 },
  { name: 'live', path: '/data/live', there: 'Live stream', share: 1 },
] as const

export async function measureDay(report: Report, browser: Browser, server: RunningServer, hours: number): Promise<void> {
  for (let number = 0; number < SEGMENTS; number++) await server.api.createSegment(`Spender ${number}`, `score >= ${number * 4} and did "Order Completed" in last 30 days`)
  const day = await DayServer.start(server.address, server.api.token)
  const tab = await openTab(browser, { state: await signIn(browser, day.address, server.api.token) })
  try {
    await tab.page.goto(day.address)
    for (const screen of SCREENS) {
      await goTo(tab.page, screen)
      await day.pass(WARM_UP)
    }
    await goTo(tab.page, SCREENS[0])
    const before = await heapOf(tab)
    const began = performance.now()
    let said = 0
    for (const screen of SCREENS) {
      await goTo(tab.page, screen)
      said += await day.pass(WARM_UP)
      const start = await heapOf(tab)
      said += await day.pass(hours * screen.share)
      const end = await heapOf(tab)
      progress(`console: ${screen.name} ${text(start)} -> ${text(end)}`)
      report.figure(`heap_growth_${screen.name}`, (end.used / start.used - 1) * 100, '%', TARGET)
    }
    await goTo(tab.page, SCREENS[0])
    const after = await heapOf(tab)
    progress(`console: ${hours} h in ${Math.round((performance.now() - began) / 1000)} s; ${text(before)} -> ${text(after)}`)
    report.figure('heap_before', before.used / MEGABYTE, 'MB')
    report.figure('heap_after', after.used / MEGABYTE, 'MB')
    report.figure('heap_growth', (after.used / before.used - 1) * 100, '%', TARGET)
    report.figure('heap_entries', said, 'entries')
  } finally {
    await tab.close()
    day.close()
  }
}

/** As the back button goes: within the page, so that nothing is loaded anew. */
async function goTo(page: Page, { path, there }: (typeof SCREENS)[number]): Promise<void> {
  await page.evaluate(`(() => { history.pushState(null, '', ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent('popstate')) })()`)
  await page.getByRole('heading', { level: 1, name: there }).waitFor()
  await sleep(REST)
}

interface Heap {
  /** Bytes, after the garbage is collected. */
  readonly used: number
  readonly nodes: number
  readonly listeners: number
}

async function heapOf({ session }: Tab): Promise<Heap> {
  await sleep(REST)
  // What has finalizers goes in the second round.
  for (let round = 0; round < 2; round++) await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters')
  return { used: usedSize, nodes, listeners: jsEventListeners }
}

const text = ({ used, nodes, listeners }: Heap): string => `${(used / MEGABYTE).toFixed(2)} MB, ${nodes} nodes, ${listeners} listeners`
