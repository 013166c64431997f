// The console in a browser, as a test sees it: signed in, in a theme, and watched. Whatever test uses it also proves that
// nothing broke the content security policy, threw, or wrote an error to the browser's console.
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { ADMIN_TOKEN, PROJECT } from '../src/server-process.ts'
import { openContext } from './browser.ts'
import type { BrowserContext, Page } from './browser.ts'

export const THEMES = ['light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

/**
 * At which of these widths, the widest first, a screen is looked at in a theme: in one at all of them, in the other at the
 * widest. Where things stand does not depend on the theme, nor their colours on the width.
 */
export function widthsIn(theme: Theme, ...widths: readonly number[]): readonly number[] {
  return theme === 'dark' ? widths : widths.slice(0, 1)
}

/** Levels A and AA of WCAG 2.2, and what axe itself recommends. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What a test, or whoever runs several, offers for cleaning up. */
export interface Endable {
  after(end: () => Promise<void>): void
}

export interface ConsoleOptions {
  readonly theme?: Theme
  readonly width?: number
  readonly height?: number
  /** Stay at the sign-in page. */
  readonly signedOut?: boolean
  /** Where to be when it is open; Home when nothing is said. */
  readonly path?: string
  readonly locale?: string
}

/** Who signed in once stays so, in every later context of the same server: cookies by its address. */
const signedIn = new Map<string, Awaited<ReturnType<BrowserContext['cookies']>>>()

export class ConsolePage {
  readonly page: Page
  /** What went wrong in the browser. A test that provokes something takes it out with `expectTrouble`. */
  readonly trouble: string[] = []
  readonly #address: string

  private constructor(page: Page, address: string) {
    this.page = page
    this.#address = address
    page.on('pageerror', (error) => this.trouble.push(`threw: ${error.message}`))
    page.on('console', (message) => {
      if (message.type() === 'error' || /Content.Security.Policy/i.test(message.text())) this.trouble.push(`${message.type()}: ${message.text()} ${message.location().url}`)
    })
  }

  /** Opens the console of this server. Close it in the end; a test that fails before leaves it to `test.after`. */
  static async open(test: Endable, address: string, { theme = 'light', width = 1280, height = 800, signedOut = false, path = '/', locale = 'en-GB' }: ConsoleOptions = {}): Promise<ConsolePage> {
    const context = await openContext({ colorScheme: theme, viewport: { width, height }, locale, reducedMotion: 'reduce' })
    test.after(() => context.close())
    const console_ = new ConsolePage(await context.newPage(), address)
    if (!signedOut) await console_.#enter(path)
    return console_
  }

  async #enter(path: string): Promise<void> {
    const context = this.page.context()
    const cookies = signedIn.get(this.#address)
    if (cookies === undefined) {
      await this.signIn()
      signedIn.set(this.#address, await context.cookies())
      if (path !== '/') await this.goTo(path)
      return
    }
    await context.addCookies(cookies)
    await this.goTo(path)
    // The session may be over by now: one signs in again.
    if (new URL(this.page.url()).pathname !== '/sign-in') return
    signedIn.delete(this.#address)
    await this.#enter(path)
  }

  /** Signs in through the page, as a person does. */
  async signIn(token = ADMIN_TOKEN): Promise<void> {
    await this.page.goto(`${this.#address}/sign-in`)
    await this.page.getByLabel('Admin token', { exact: true }).fill(token)
    await this.page.getByRole('button', { name: 'Sign in' }).click()
    await this.page.getByRole('heading', { level: 1, name: 'Home' }).waitFor()
  }

  async goTo(path: string): Promise<void> {
    await this.page.goto(this.#address + path)
    await this.page.getByRole('heading', { level: 1 }).waitFor()
  }

  /** Finds nothing to object to on the page as it is. */
  async assertAccessible(what: string): Promise<void> {
    await this.page.evaluate(() => document.fonts.ready)
    // Wherever the pointer was left: the tooltip of what lies there by now is beside all landmarks.
    await this.page.mouse.move(0, 0)
    await this.page.getByRole('tooltip').first().waitFor({ state: 'hidden' })
    // Legacy is what axe calls looking at one page as it is; the other way opens a second one, for frames of other origins.
    const { violations } = await new AxeBuilder({ page: this.page }).options({ resultTypes: ['violations'] }).withTags(RULES).setLegacyMode().analyze()
    const found = violations.map(({ id, help, nodes }) => `${id}: ${help}\n${nodes.slice(0, 3).map(({ target, failureSummary }) => `    ${target.join(' ')}: ${failureSummary?.replaceAll('\n', ' ')}`).join('\n')}`)
    assert.deepEqual(found, [], `axe on ${what}`)
  }

  /** Goes there and looks: nothing runs over, axe finds nothing to object to, and there is a picture of it. */
  async look(name: string, path: string, ready: (page: Page) => Promise<unknown>, { axe = true } = {}): Promise<void> {
    await this.goTo(path)
    await ready(this.page)
    if (axe) await this.assertAccessible(name)
    await this.picture(name)
    await this.assertNothingRunsOver(name)
  }

  async assertNothingRunsOver(what: string): Promise<void> {
    const wide = await this.page.evaluate(() => [document.documentElement, document.getElementById('content')].filter((one) => one !== null && one.scrollWidth > one.clientWidth).map((one) => one!.tagName))
    assert.deepEqual(wide, [], `${what} does not scroll sideways`)
  }

  /** A picture for people to look at, in .cache/pictures, which no test compares. */
  async picture(name: string): Promise<void> {
    const folder = join(PROJECT, '.cache/pictures')
    mkdirSync(folder, { recursive: true })
    await this.page.evaluate(() => document.fonts.ready)
    await this.page.screenshot({ path: join(folder, `${name}.png`) })
  }

  /** Takes out what a test provoked; fails when it did not happen. */
  expectTrouble(pattern: RegExp): void {
    const rest = this.trouble.filter((one) => !pattern.test(one))
    assert.notEqual(rest.length, this.trouble.length, `expected ${pattern} among ${JSON.stringify(this.trouble)}`)
    this.trouble.splice(0, this.trouble.length, ...rest)
  }

  /** Closes the browser. Whatever went wrong in it fails the test. */
  async close(): Promise<void> {
    await this.page.context().close()
    assert.deepEqual(this.trouble, [], 'nothing went wrong in the browser')
  }
}
