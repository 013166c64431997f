// Home in the demo world, from the first screen to the tile that lights up: typed, saved, and somebody walks in.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { must } from '../src/server-process.ts'
import type { ServerProcess } from '../src/server-process.ts'
import { ConsolePage, THEMES, widthsIn } from './console-page.ts'

const WOW = 'did "Cart Updated" in last 30 seconds and not did "Order Completed" in last 30 seconds'

export function testHomeOfDemo(server: () => ServerProcess): void {
  // They only look, so two look at a time.
  describe('in each theme', { concurrency: 2 }, () => {
    for (const theme of THEMES) {
      for (const width of widthsIn(theme, 1280, 768)) {
        test(`accessible, nothing runs over, ${theme}, ${width} px`, async (t) => {
          const console_ = await ConsolePage.open(t, server().address, { theme, width, height: 1100 })
          const { page } = console_
          await page.getByRole('heading', { name: 'See it happen: a minute, three steps' }).waitFor()
          await page.getByRole('table').waitFor()
          await page.locator('[role=img] svg path').first().waitFor({ state: 'attached' })
          await page.getByText(/^The demo world: /).waitFor()
          await console_.assertAccessible('home of the demo world')
          await console_.picture(`home-demo-${theme}-${width}`)
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
          await console_.close()
        })
      }
    }
  })

  test('the numbers of what moved are those that the segment’s page is made of', async (t) => {
    const { client } = server()
    const console_ = await ConsolePage.open(t, server().address)
    const { page } = console_
    await page.getByRole('table').waitFor()
    for (const row of await page.getByRole('table').locator('tbody tr').all()) {
      const [before_, entered, left, size, change] = (await row.getByRole('cell').allInnerTexts()).map((text) => Number(text.replaceAll(',', '').replace('−', '-')))
      assert.equal(before_! + entered! + left!, size, await row.innerText())
      assert.equal(size! - before_!, change)
    }
    // The world goes on living: history may learn of a change between two questions. What has settled is the same in both.
    await server().until('both ways to the same figures agree', async () => {
      const movers = must(await client.segments.listMovers({ window: 'day', limit: 8 }))
      const series = await Promise.all(movers.movers.map(async ({ id }) => must(await client.segments.getSeries({ id, from: String(movers.from), to: String(movers.to), interval: movers.interval }))))
      return movers.movers.every((one, i) => series[i]!.before === one.before && series[i]!.points.at(-1)!.size === one.size)
    })
    await console_.close()
  })

  test('from the first screen to the tile that lights up', async (t) => {
    const console_ = await ConsolePage.open(t, server().address)
    const { page } = console_
    await page.getByText(WOW, { exact: true }).waitFor()
    await page.getByRole('link', { name: 'Open it in the editor' }).click()
    await page.waitForURL(/\/segments\/new\?.*where=/)
    await page.getByRole('button', { name: 'Save' }).click()
    await page.waitForURL(/\/segments\/sg_/)
    const id = /sg_[^?]+/.exec(page.url())![0]
    await server().until('live', async () => must(await server().client.segments.getSegment({ id })).state === 'live')
    await page.getByRole('link', { name: 'Home' }).first().click()
    const tile = page.getByRole('link', { name: /^Warm carts \d+ (person is|people are) in it now$/ }).first()
    await tile.waitFor()
    const [shop] = await Promise.all([page.context().waitForEvent('page'), page.getByRole('link', { name: 'Open the demo shop' }).click()])
    await shop.getByText(/^[0-9a-f-]{36}$/).waitFor()
    const anonymousId = (await shop.locator('#anonymous-id').textContent())!
    await shop.getByRole('button', { name: /^Add to cart/ }).first().click()
    await server().until('in', async () => {
      const found = await server().client.profiles.getProfile({ idType: 'anonymous_id', value: anonymousId })
      return found.ok && must(await server().client.profiles.getMemberships({ personId: found.value.person })).memberships.some(({ segment }) => segment === id)
    })
    await page.getByRole('link', { name: /^Warm carts ([1-9]\d*) (person is|people are) in it now$/ }).first().waitFor()
    await page.getByRole('listitem').filter({ hasText: 'Somebody entered it live' }).getByText('done', { exact: true }).waitFor({ state: 'attached' })
    await console_.picture('home-wow-light')
    await console_.close()
  })
}
