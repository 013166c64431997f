// The console in real Chromium: what comes before the first screen, when it is painted, how it answers the hand, and what a
// day does to an open tab. The million people are made only for the parts that look at them.
import type { Browser } from '../../../e2e/browser/chromium.ts'
import type { Report } from '../report.ts'
import type { RunningServer } from '../server/start-server.ts'
import { measureDay } from './console-day.ts'
import { SCREENS, measureFirstLoad, measurePaint } from './console-first.ts'
import { measureList } from './console-list.ts'
import { measureLive } from './console-live.ts'
import { signIn, withBrowser } from './console-tab.ts'
import { withPeople, type PeopleSettings } from './people-world.ts'

export const CONSOLE_PARTS = ['load', 'lcp', 'live', 'heap', 'list'] as const
export type ConsolePart = (typeof CONSOLE_PARTS)[number]

export interface ConsoleSettings extends PeopleSettings {
  readonly parts: readonly ConsolePart[]
  /** What the tab of `heap` lives through. */
  readonly hours: number
}

/** Where the number of people does not matter. */
const FEW: PeopleSettings = { people: 2_000, facts: 0 }

export async function consoleBench(report: Report, { parts, hours, ...large }: ConsoleSettings): Promise<void> {
  const few = parts.filter((part) => part !== 'list')
  if (few.length > 0) await inConsole(FEW, (server, browser) => measureFew(report, server, browser, few, hours))
  if (parts.includes('list')) {
    await inConsole(large, async ({ address, api }, browser) => {
      const { people } = await api.progress()
      report.figure('people', people, 'people')
      const state = await signIn(browser, address, api.token)
      await measurePaint(report, browser, address, state, [SCREENS.people], '_all')
      await measureList(report, browser, address, state, people)
    })
  }
}

async function measureFew(report: Report, server: RunningServer, browser: Browser, parts: readonly ConsolePart[], hours: number): Promise<void> {
  const { address, api } = server
  const state = await signIn(browser, address, api.token)
  if (parts.includes('load')) await measureFirstLoad(report, browser, address, state)
  if (parts.includes('lcp')) await measurePaint(report, browser, address, state)
  if (parts.includes('live')) await measureLive(report, browser, server, state)
  if (parts.includes('heap')) await measureDay(report, browser, server, hours)
}

function inConsole(people: PeopleSettings, work: (server: RunningServer, browser: Browser) => Promise<void>): Promise<void> {
  return withPeople(people, (server) => withBrowser((browser) => work(server, browser)))
}
