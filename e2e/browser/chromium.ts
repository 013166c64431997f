// Chromium, the real one, without a window. The one file that knows Playwright; tests and the console's bench open it here.
import { existsSync } from 'node:fs'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext, BrowserContextOptions, CDPSession, Locator, Page, Request, Route } from 'playwright-core'

export type { Browser, BrowserContext, BrowserContextOptions, CDPSession, Locator, Page, Request, Route }

/** Where Debian puts it; tools/bootstrap installs it there when it is missing. */
const CHROMIUM = '/usr/bin/chromium'
/** It speaks to nobody but the server under test. */
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--force-color-profile=srgb']

/** A browser with an empty profile, which goes with it. Close it in the end. */
export async function launchChromium(): Promise<Browser> {
  if (!existsSync(CHROMIUM)) throw new Error(`there is no ${CHROMIUM}: the project's npm scripts install Debian's chromium when they run as root; otherwise install the package "chromium"`)
  return await chromium.launch({ executablePath: CHROMIUM, args: FLAGS, chromiumSandbox: false })
}
