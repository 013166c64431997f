// The browser of a test file. One serves all its tests; each test has a context of its own, which shares nothing with any
// other: cookies, storage, cache.
import { after } from 'node:test'
import { launchChromium } from './chromium.ts'
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page, Request, Route } from './chromium.ts'

export type { BrowserContext, Locator, Page, Request, Route }

let browser: Promise<Browser> | undefined

after(async () => {
  await (await browser)?.close()
})

/** A fresh context; close it in the end. */
export async function openContext(options: Pick<BrowserContextOptions, 'colorScheme' | 'viewport' | 'locale' | 'timezoneId' | 'reducedMotion'> = {}): Promise<BrowserContext> {
  browser ??= launchChromium()
  const context = await (await browser).newContext({ locale: 'en-GB', timezoneId: 'Europe/Berlin', ...options })
  context.setDefaultTimeout(20_000)
  return context
}
