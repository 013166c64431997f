// A tab of the console as benches use it: real Chromium, signed in or not, slowed down or not, with an empty cache.
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { launchChromium, type Browser, type BrowserContextOptions, type CDPSession, type Page } from '../../../e2e/browser/chromium.ts'

export interface Tab {
  readonly page: Page
  readonly session: CDPSession
  close(): Promise<void>
}

export interface TabSettings {
  /** From `signIn`; without it nobody is signed in. */
  readonly state?: SignedIn | undefined
  /** The processor, this many times slower. */
  readonly slower?: number
}

export type SignedIn = NonNullable<BrowserContextOptions['storageState']>

const MEASURE = fileURLToPath(new URL('./console-measure.js', import.meta.url))
const WITHIN = 60_000
const LOOK_EVERY = 10

export async function withBrowser(work: (browser: Browser) => Promise<void>): Promise<void> {
  const browser = await launchChromium()
  try {
    await work(browser)
  } finally {
    await browser.close()
  }
}

export async function openTab(browser: Browser, { state, slower }: TabSettings = {}): Promise<Tab> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', ...(state === undefined ? {} : { storageState: state }) })
  context.setDefaultTimeout(WITHIN)
  const page = await context.newPage()
  await page.addInitScript({ path: MEASURE })
  const session = await context.newCDPSession(page)
  if (slower !== undefined) await session.send('Emulation.setCPUThrottlingRate', { rate: slower })
  return { page, session, close: () => context.close() }
}

/** Signs in through the page and keeps the cookie for other tabs. */
export async function signIn(browser: Browser, address: string, token: string): Promise<SignedIn> {
  const { page, close } = await openTab(browser)
  try {
    await page.goto(`${address}/sign-in`)
    await page.getByLabel('Admin token', { exact: true }).fill(token)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor()
    return await page.context().storageState()
  } finally {
    await close()
  }
}

/** What the page's own notes say; `expression` begins at `measured`. */
export function measured<T>(page: Page, expression: string): Promise<T> {
  return page.evaluate<T>(`measured.${expression}`)
}

/** Waits until the expression is true in the page. Asks from outside: the page's policy forbids it to make code from text. */
export async function untilSo(page: Page, expression: string): Promise<void> {
  const began = performance.now()
  while ((await page.evaluate(expression)) !== true) {
    if (performance.now() - began > WITHIN) throw new Error(`not so within ${WITHIN / 1000} s: ${expression}`)
    await sleep(LOOK_EVERY)
  }
}
