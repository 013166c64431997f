// Chromium, the real one, without a window. The one file that knows Playwright.
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core'

export type { BrowserContext, Locator, Page }

/** Where Debian puts it; tools/bootstrap installs it there when it is missing. */
const CHROMIUM = '/usr/bin/chromium'
/** It speaks to nobody but the server under test. */
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--force-color-profile=srgb']

export interface OpenBrowser {
  readonly context: BrowserContext
  close(): Promise<void>
}

/** A browser of its own, with an empty profile that goes when it is closed. */
export async function openBrowser(options: Pick<BrowserContextOptions, 'colorScheme' | 'viewport' | 'locale' | 'timezoneId' | 'reducedMotion'> = {}): Promise<OpenBrowser> {
  if (!existsSync(CHROMIUM)) throw new Error(`there is no ${CHROMIUM}: \`npm test\` installs Debian's chromium when it runs as root; otherwise install the package "chromium"`)
  const profile = mkdtempSync(join(tmpdir(), 'touchstone-chromium-'))
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    args: FLAGS,
    chromiumSandbox: false,
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    ...options,
  })
  context.setDefaultTimeout(15_000)
  return {
    context,
    async close() {
      await context.close()
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
