// The list of a million people under somebody's hands: scrolling, sorting, filtering, finding, opening a person. What counts
// is how long each touch of a key or the mouse waits for the paint that answers it; how long the data then take is told beside.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, Page } from '../../../e2e/browser/chromium.ts'
import { Random } from '../load/random.ts'
import { rankOf, spreadOf } from '../percentile.ts'
import { progress, type Report } from '../report.ts'
import { measured, openTab, untilSo, type SignedIn } from './console-tab.ts'
import { GOLD } from './people-world.ts'

const TARGET = { target: '<= 200' }
/** The browser tells nothing of interactions below this; they count as if they had taken it. In milliseconds. */
const LEAST = 16
/** Between two touches, as of somebody in a hurry. */
const PAUSE = 120
/** So that the paint of the last touch has been told. */
const TOLD_AFTER = 1_000
const OPENED = 20
const WHEELS = 60
const LEAPS = 30
const SORTS = ['Last seen', 'Facts', 'First seen', 'Person', 'plan'] as const

const ready = (page: Page): Promise<void> => page.locator('[role=grid][aria-busy="false"] [data-opens]').first().waitFor()
/** Rows in view have values and not only their place. */
const FILLED = `(() => {
  const grid = document.querySelector('[role=grid]').getBoundingClientRect()
  const seen = [...document.querySelectorAll('[role=grid] [data-index]')].filter((row) => row.getBoundingClientRect().top < grid.bottom && row.getBoundingClientRect().bottom > grid.top + 40)
  return seen.length > 0 && seen.every((row) => row.hasAttribute('data-opens'))
})()`

type Waits = Readonly<Record<string, number[]>>

export async function measureList(report: Report, browser: Browser, address: string, state: SignedIn, people: number): Promise<void> {
  const { page, close } = await openTab(browser, { state })
  const all: number[] = []
  const waits: Waits = { leap: [], sort: [], open: [] }
  try {
    await page.goto(`${address}/people`)
    await ready(page)
    await interactions(page)
    const groups = { scroll: () => scroll(page), sort: () => sort(page, waits), filter: () => filter(page, people), find: () => find(page, people), open: () => open(page, waits) }
    for (const [name, act] of Object.entries(groups)) {
      progress(`console: ${name}`)
      await act()
      await sleep(TOLD_AFTER)
      const durations = await interactions(page)
      all.push(...durations)
      report.figure(`interaction_${name}_p98`, rankOf(durations, 0.98), 'ms', TARGET)
    }
    report.figure('interaction_p98', rankOf(all, 0.98), 'ms', TARGET)
    report.figure('interaction_max', Math.max(...all), 'ms')
    report.figure('interactions', all.length, 'interactions')
    await wheel(report, page, waits)
    for (const [name, values] of Object.entries(waits)) report.figure(`${name}_until_rows_p50`, spreadOf(values).p50, 'ms')
  } finally {
    await close()
  }
}

/** How long each interaction since the last call waited for its paint. */
async function interactions(page: Page): Promise<number[]> {
  const { count, durations } = await measured<{ count: number; durations: number[] }>(page, 'interactions()')
  return [...durations, ...Array.from({ length: Math.max(0, count - durations.length) }, () => LEAST)]
}

async function scroll(page: Page): Promise<void> {
  await page.locator('[data-index="0"] [role=gridcell]').nth(1).focus().catch(() => undefined)
  await page.keyboard.press('j')
  for (const [key, times] of [['j', 20], ['PageDown', 25], ['End', 1], ['PageUp', 15], ['k', 10], ['Home', 1]] as const) {
    for (let time = 0; time < times; time++) {
      await page.keyboard.press(key)
      await sleep(PAUSE)
    }
  }
}

async function sort(page: Page, { sort: waits }: Waits): Promise<void> {
  for (const name of SORTS) {
    const header = page.getByRole('columnheader', { name, exact: true })
    for (let time = 0; time < 2; time++) {
      const before = page.url()
      const began = performance.now()
      await header.getByRole('button').click()
      await page.waitForURL((url) => url.href !== before)
      await ready(page)
      waits!.push(performance.now() - began)
    }
  }
}

async function filter(page: Page, people: number): Promise<void> {
  const someOfThem = async (): Promise<void> => {
    await untilSo(page, `Number(document.querySelector('[data-count]')?.dataset.count) < ${people}`)
    await ready(page)
  }
  for (let time = 0; time < 3; time++) {
    await page.getByText('A segment', { exact: true }).click()
    await page.getByRole('combobox', { name: 'Choose a segment' }).click()
    await page.getByRole('option', { name: new RegExp(GOLD.name) }).click()
    await someOfThem()
    await page.getByText('A condition', { exact: true }).click()
    await page.getByRole('textbox', { name: 'Condition' }).pressSequentially('plan = "pro" and score > 90', { delay: 60 })
    await someOfThem()
    await page.getByText('Everyone', { exact: true }).click()
    await untilSo(page, `Number(document.querySelector('[data-count]')?.dataset.count) >= ${people}`)
    await ready(page)
  }
}

async function find(page: Page, people: number): Promise<void> {
  const random = new Random(17)
  const field = page.getByRole('textbox', { name: 'Find a person' })
  for (let time = 0; time < 4; time++) {
    await field.pressSequentially(`customer-${random.below(people)}`, { delay: 60 })
    await untilSo(page, `Number(document.querySelector('[data-count]')?.dataset.count) < ${people}`)
    await ready(page)
    await field.press('Control+a')
    await field.press('Delete')
    await untilSo(page, `Number(document.querySelector('[data-count]')?.dataset.count) >= ${people}`)
  }
  await ready(page)
}

async function open(page: Page, { open: waits }: Waits): Promise<void> {
  for (let row = 0; row < OPENED; row++) {
    const one = page.locator(`[data-index="${row % 12}"][data-opens]`)
    const person = await one.locator('a').first().innerText()
    const began = performance.now()
    await one.locator('[role=gridcell]').nth(2).click()
    await page.getByRole('heading', { level: 1, name: `Person ${person}` }).waitFor()
    waits!.push(performance.now() - began)
    await sleep(PAUSE)
    await page.goBack()
    await ready(page)
  }
}

/** The browser has no interactions for wheel and scroll bar: frames say how smooth they are, rows how soon one sees something. */
async function wheel(report: Report, page: Page, { leap: waits }: Waits): Promise<void> {
  progress('console: wheel and scroll bar')
  await page.locator('[data-index="3"]').hover()
  await measured(page, 'startFrames()')
  for (let time = 0; time < WHEELS; time++) {
    await page.mouse.wheel(0, 400)
    await sleep(30)
  }
  const random = new Random(23)
  for (let time = 0; time < LEAPS; time++) {
    const began = performance.now()
    await page.evaluate(`(() => { const grid = document.querySelector('[role=grid]'); grid.scrollTop = grid.scrollHeight * ${random.below(1_000_000) / 1_000_000} })()`)
    await untilSo(page, FILLED)
    waits!.push(performance.now() - began)
  }
  const gaps = await measured<number[]>(page, 'endFrames()')
  report.figure('scroll_frame_p98', rankOf(gaps, 0.98), 'ms', TARGET)
  report.figure('scroll_frame_longest', Math.max(...gaps), 'ms', TARGET)
}
