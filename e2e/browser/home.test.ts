// Home: figures that are the API's, first steps that tick themselves, and what moved as its segments' own pages have it.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { ServerProcess, WRITE_KEY, must } from '../src/server-process.ts'
import { ConsolePage, THEMES, widthsIn } from './console-page.ts'
import { send } from './data-world.ts'

const WOW = 'did "Cart Updated" in last 30 seconds and not did "Order Completed" in last 30 seconds'

describe('home', () => {
  let server: ServerProcess
  before(async () => {
    server = await ServerProcess.start()
  })
  after(() => server?.end())

  test('first steps tick themselves, without a click and without being asked again', async (t) => {
    const console_ = await ConsolePage.open(t, server.address)
    const { page } = console_
    const step = (name: string) => page.getByRole('listitem').filter({ hasText: name })
    const isDone = (name: string) => step(name).getByText('done', { exact: true }).waitFor({ state: 'attached' })
    await isDone('A source exists')
    await page.getByText('1 of 5 done').waitFor()
    await step('The first event arrived').getByText('not yet').waitFor({ state: 'attached' })
    await console_.assertAccessible('home at the beginning')
    await console_.picture('home-first-light')
    assert.equal(await send(server, WRITE_KEY, [{ type: 'track', userId: 'ann', event: 'Product Viewed' }]), 200)
    await isDone('The first event arrived')
    const { id } = must(await server.client.segments.createSegment({ name: 'Warm carts', where: WOW }))
    await isDone('The first segment is saved')
    await server.until('live', async () => must(await server.client.segments.getSegment({ id })).state === 'live')
    await page.getByText('3 of 5 done').waitFor()
    assert.equal(await send(server, WRITE_KEY, [{ type: 'track', userId: 'ann', event: 'Cart Updated', properties: { value: 42 } }]), 200)
    await isDone('Somebody entered it live')
    const { person } = must(await server.client.profiles.getProfile({ idType: 'user_id', value: 'ann' }))
    await console_.goTo(`/people/${person}`)
    await console_.goTo('/')
    await page.getByText('5 of 5 done').waitFor()
    await page.getByText('All done.').waitFor()
    await page.getByRole('button', { name: 'Put away' }).click()
    await page.getByText('5 of 5 done').waitFor({ state: 'hidden' })
    await page.reload()
    await page.getByRole('button', { name: 'First steps' }).click()
    await page.getByText('5 of 5 done').waitFor()
    await console_.close()
  })

  test('figures are the API’s, what moved adds up and is what the segment’s series says', async (t) => {
    const { client } = server
    const made = must(await client.segments.createSegment({ name: 'Buyers of the last hour', where: 'did "Order Completed" in last 1 hour' }))
    await server.until('live', async () => must(await client.segments.getSegment({ id: made.id })).state === 'live')
    const console_ = await ConsolePage.open(t, server.address)
    const { page } = console_
    assert.equal(await send(server, WRITE_KEY, Array.from({ length: 25 }, (_, number) => ({ type: 'track', userId: `b${number}`, event: 'Order Completed', properties: { revenue: number } }))), 200)
    await server.settled()
    const row = page.getByRole('row', { name: /Buyers of the last hour/ })
    await row.getByRole('cell', { name: '25', exact: true }).waitFor()
    const cells = (await row.getByRole('cell').allInnerTexts()).map((text) => Number(text.replace('−', '-').replace('+', '')))
    const [before_, entered, left, size, change] = cells
    assert.equal(before_! + entered! + left!, size)
    assert.equal(size! - before_!, change)
    const movers = must(await client.segments.listMovers({ window: 'day', limit: 8 }))
    const series = must(await client.segments.getSeries({ id: made.id, from: String(movers.from), to: String(movers.to), interval: movers.interval }))
    assert.equal(series.points.at(-1)!.size, size)
    assert.equal(series.points.reduce((sum, one) => sum + one.entered, 0), entered)
    const figures = must(await client.stream.getFigures())
    const shown = page.getByLabel('Figures of the platform')
    await shown.getByText(String(figures.people), { exact: true }).first().waitFor()
    await row.getByRole('link').click()
    await page.getByRole('heading', { level: 1, name: 'Buyers of the last hour' }).waitFor()
    await console_.close()
  })

  for (const theme of THEMES) {
    for (const width of widthsIn(theme, 1280, 768)) {
      test(`accessible, nothing runs over, ${theme}, ${width} px`, async (t) => {
        await somethingMoved(server)
        const console_ = await ConsolePage.open(t, server.address, { theme, width, height: 1000 })
        const { page } = console_
        await page.getByRole('table').waitFor()
        await page.locator('[role=img] svg path').first().waitFor({ state: 'attached' })
        await console_.assertAccessible('home')
        await console_.picture(`home-${theme}-${width}`)
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth))
        await page.getByRole('radiogroup', { name: 'Over how long' }).getByText('Hour').click()
        await page.waitForURL(/span=hour/)
        await page.getByText(/facts? in history over this time/).waitFor()
        await console_.assertAccessible('home, an hour')
        await console_.picture(`home-hour-${theme}-${width}`)
        await console_.close()
      })
    }
  }
})

/** Whether other tests ran before or not, somebody is in a segment. */
async function somethingMoved(server: ServerProcess): Promise<void> {
  const { client } = server
  if (must(await client.segments.listMovers({ window: 'day' })).movers.length > 0) return
  const { id } = must(await client.segments.createSegment({ name: 'Buyers of the last hour', where: 'did "Order Completed" in last 1 hour' }))
  await server.until('live', async () => must(await client.segments.getSegment({ id })).state === 'live')
  await send(server, WRITE_KEY, [{ type: 'track', userId: 'ann', event: 'Order Completed', properties: { revenue: 12 } }])
  await server.settled()
}
