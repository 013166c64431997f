// What each screen says when there is nothing yet, when it may not be seen, and when the server is away. Nothing may throw,
// and none of it may stay blank.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ServerProcess } from '../src/server-process.ts'
import type { Route } from './browser.ts'
import { ConsolePage } from './console-page.ts'

/** Before the first fact came and the first segment was made. */
const EMPTY: readonly (readonly [path: string, says: string])[] = [
  ['/', 'There is no segment yet.'],
  ['/people', 'Nobody yet'],
  ['/segments', 'No segments yet'],
  ['/segments/overlap', 'Choose at least two segments'],
  ['/segments/compare', 'Choose the first group'],
  ['/data/live', 'Waiting for facts'],
  ['/data/quarantine', 'Nothing was refused'],
  ['/data/catalogue', 'Nothing seen yet'],
  ['/data/catalogue?of=properties', 'Nothing seen yet'],
  ['/data/catalogue?of=traits', 'Nothing seen yet'],
  ['/data/system', 'Nothing stands still that should move.'],
]

/** Every screen that asks the server for what it shows. */
const ASKING = [
  '/', '/people', '/people?where=country%20%3D%20%22DE%22', '/people/1', '/people/user_id/ada', '/segments', '/segments/overlap', '/segments/compare', '/segments/sg_1', '/segments/sg_1/edit',
  '/data/sources', '/data/live', '/data/quarantine', '/data/catalogue', '/data/catalogue?of=traits', '/data/system',
]

const REFUSALS: readonly (readonly [what: string, says: string, refuse: (route: Route) => Promise<void>])[] = [
  ['may not be seen', 'You may not see this', (route) => route.fulfill({ status: 403, json: { code: 'api.forbidden', message: 'expected the permission to look, which this caller has not' } })],
  ['does not come because the server is away', 'The server does not answer', (route) => route.abort()],
]

export function testStates(server: () => ServerProcess): void {
  test('every screen says that there is nothing yet, and what would bring something', async (t) => {
    const console_ = await ConsolePage.open(t, server().address)
    for (const [path, says] of EMPTY) {
      await console_.goTo(path)
      await console_.page.getByText(says).first().waitFor()
    }
    await console_.close()
  })

  for (const [what, says, refuse] of REFUSALS) {
    test(`every screen says when what it shows ${what}`, async (t) => {
      // What does not answer is asked once more before the screen says so: two pages wait at a time.
      const paths = ASKING.values()
      const silent: string[] = []
      await Promise.all(Array.from({ length: 2 }, async () => {
        const console_ = await ConsolePage.open(t, server().address)
        await console_.page.route(/\/api\/(?!governance\/session)/, refuse)
        for (const path of paths) {
          await console_.page.goto(server().address + path)
          await console_.page.getByText(says).first().waitFor({ timeout: 10_000 }).catch(() => silent.push(path))
          if (path === '/people') await console_.assertAccessible(what)
        }
        console_.expectTrouble(/Failed to load resource/)
        await console_.close()
      }))
      assert.deepEqual(silent, [])
    })
  }
}
