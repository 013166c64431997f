// The one file that knows bowser.
import Bowser from 'bowser'

export interface UserAgent {
  readonly browser: string | undefined
  readonly browserVersion: string | undefined
  readonly system: string | undefined
  readonly systemVersion: string | undefined
  /** desktop, mobile, tablet, tv, bot */
  readonly type: string | undefined
  readonly maker: string | undefined
  readonly model: string | undefined
}

/** Longer ones are nobody's browser, and patterns may take long over them. */
const LONGEST = 1_000

/** What a user agent text says. Everything is a guess: browsers imitate each other. Undefined where it says nothing. */
export function readUserAgent(text: string): UserAgent | undefined {
  if (text === '' || text.length > LONGEST) return undefined
  const { browser, os, platform } = Bowser.parse(text)
  const found = {
    browser: known(browser.name), browserVersion: known(browser.version),
    system: known(os.name), systemVersion: known(os.versionName ?? os.version),
    type: known(platform.type), maker: known(platform.vendor), model: known(platform.model),
  }
  return found.browser === undefined && found.system === undefined && found.type === undefined ? undefined : found
}

function known(text: string | undefined): string | undefined {
  return text === '' ? undefined : text
}
