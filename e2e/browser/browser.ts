// Chromium, the real one, without a window. The one file that knows Playwright.
//
// One browser serves all tests of a file, with an empty profile that goes with it; each test has a context of its own,
// which shares nothing with any other: cookies, storage, cache.
import { existsSync } from 'node:fs'
import { after } from 'node:test'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core'

export type { BrowserContext, Locator, Page }

/** Where Debian puts it; tools/bootstrap installs it there when it is missing. */
const CHROMIUM = '/usr/bin/chromium'
/** It speaks to nobody but the server under test. */
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--force-color-profile=srgb']

let browser: Promise<Browser> | undefined

after(async () => {
  await (await browser)?.close()
})

/** A fresh context; close it in the end. */
export async function openContext(options: Pick<BrowserContextOptions, 'colorScheme' | 'viewport' | 'locale' | 'timezoneId' | 'reducedMotion'> = {}): Promise<BrowserContext> {
  if (!existsSync(CHROMIUM)) throw new Error(`there is no ${CHROMIUM}: \`npm test\` installs Debian's chromium when it runs as root; otherwise install the package "chromium"`)
  browser ??= chromium.launch({ executablePath: CHROMIUM, args: FLAGS, chromiumSandbox: false })
  const context = await (await browser).newContext({ locale: 'en-GB', timezoneId: 'Europe/Berlin', ...options })
  context.setDefaultTimeout(20_000)
  return context
}
