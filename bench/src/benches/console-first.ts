// Opening the console: how much script comes before the first screen, and when its largest part is painted.
import { get } from 'node:http'
import type { Browser, Page } from '../../../e2e/browser/chromium.ts'
import { spreadOf } from '../percentile.ts'
import { progress, type Report } from '../report.ts'
import { measured, openTab, untilSo, type SignedIn, type TabSettings } from './console-tab.ts'

interface Screen {
  readonly name: string
  readonly path: string
  readonly isSignedIn: boolean
  /** Something that only the whole screen has. */
  readonly ready: (page: Page) => Promise<void>
}

export const SCREENS = {
  signIn: { name: 'sign_in', path: '/sign-in', isSignedIn: false, ready: (page) => page.getByRole('button', { name: 'Sign in' }).waitFor() },
  home: { name: 'home', path: '/', isSignedIn: true, ready: (page) => page.getByText('Facts per second').first().waitFor() },
  people: { name: 'people', path: '/people', isSignedIn: true, ready: (page) => page.locator('[data-index="0"][data-opens]').waitFor() },
} satisfies Record<string, Screen>

const ROUNDS = 5
const SLOWER = 4
/** After so long nothing larger is expected to come, in milliseconds. */
const QUIET = 2_000

/** Scripts that a browser with an empty cache has loaded when the first screen stands, as bytes of gzip. */
export async function measureFirstLoad(report: Report, browser: Browser, address: string, state: SignedIn): Promise<void> {
  for (const screen of Object.values(SCREENS)) {
    const scripts = await visit(browser, address, screen, { state }, (page) => measured<string[]>(page, 'firstScripts()'))
    let sum = 0
    for (const script of scripts) {
      const bytes = await gzippedSize(script)
      progress(`${screen.name}: ${new URL(script).pathname} ${bytes}`)
      sum += bytes
    }
    report.figure(`first_load_${screen.name}`, sum / 1000, 'KB', { target: '<= 250' })
  }
}

/** What comes over the line to somebody who takes gzip; the browser may take what is smaller. */
function gzippedSize(address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const asking = get(address, { headers: { 'accept-encoding': 'gzip' } }, (answer) => {
      let bytes = 0
      answer.on('data', (chunk: Buffer) => (bytes += chunk.length))
      answer.once('end', () => (answer.statusCode === 200 ? resolve(bytes) : reject(new Error(`${address} answered ${answer.statusCode}`))))
      answer.once('error', reject)
    })
    asking.once('error', reject)
  })
}

/** Largest contentful paint with a slow processor and an empty cache. */
export async function measurePaint(report: Report, browser: Browser, address: string, state: SignedIn, screens: readonly Screen[] = Object.values(SCREENS), suffix = ''): Promise<void> {
  for (const screen of screens) {
    const times: number[] = []
    for (let round = 0; round < ROUNDS; round++) times.push(await visit(browser, address, screen, { state, slower: SLOWER }, (page) => measured<number>(page, 'largest()')))
    const { p50, max } = spreadOf(times)
    report.figure(`lcp_${screen.name}${suffix}_median`, p50, 'ms', { target: '<= 1500' })
    report.figure(`lcp_${screen.name}${suffix}_max`, max, 'ms')
  }
}

async function visit<T>(browser: Browser, address: string, { path, isSignedIn, ready }: Screen, { state, ...settings }: TabSettings, read: (page: Page) => Promise<T>): Promise<T> {
  const { page, close } = await openTab(browser, isSignedIn ? { ...settings, state } : settings)
  try {
    await page.goto(address + path)
    await ready(page)
    await untilSo(page, `measured.isQuiet(${QUIET})`)
    return await read(page)
  } finally {
    await close()
  }
}
