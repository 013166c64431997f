// The list of segments: what it shows is what the API says, and it stays true without being asked again.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { ServerProcess, must } from '../src/server-process.ts'
import { ConsolePage, THEMES, widthsIn } from './console-page.ts'

const LONG = 'People who filled a cart on the way home, came back the next morning from another device, and did not order (pilot of the winter campaign)'
/** Short, because somebody has to wait for it. The half minute of the first wow is in segments-page.test.ts. */
const WINDOW = 5_000
const CART = `did "Cart Updated" in last ${WINDOW / 1_000} seconds and not did "Order Completed" in last ${WINDOW / 1_000} seconds`

describe('segments', () => {
  let server: ServerProcess
  let empty: ConsolePage
  let endEmpty: (() => Promise<void>) | undefined
  before(async () => {
    server = await ServerProcess.start()
    empty = await ConsolePage.open({ after: (end) => (endEmpty = end) }, server.address)
    await empty.goTo('/segments')
    await empty.page.getByText('No segments yet').waitFor()
    await empty.assertAccessible('no segments')
    await empty.picture('segments-empty-light')
    await server.send('/v1/batch', { batch: Array.from({ length: 40 }, (_, person) => ({ type: 'track', userId: `u${person}`, event: 'Order Completed', properties: { revenue: person * 10 } })) })
    await server.settled()
    for (let number = 1; number <= 12; number++) {
      must(await server.client.segments.createSegment({ name: `Spent over ${number * 30}`, where: `sum("Order Completed".revenue) in last 90 days > ${number * 30}` }))
    }
    must(await server.client.segments.createSegment({ name: LONG, where: CART }))
    await server.until('all are live', async () => must(await server.client.segments.listSegments()).segments.every(({ state }) => state === 'live'))
  })
  after(async () => {
    await endEmpty?.()
    await server?.end()
  })

  test('a list that was empty fills by itself', async () => {
    await empty.page.getByRole('row', { name: /Spent over 30\b/ }).waitFor()
    assert.equal(await empty.page.getByRole('grid', { name: 'Segments' }).getAttribute('aria-rowcount'), '14')
    await empty.close()
  })

  // They only look, so two look at a time.
  describe('in each theme', { concurrency: 2 }, () => {
    for (const theme of THEMES) {
      for (const width of widthsIn(theme, 1280, 768)) {
        test(`accessible, nothing runs over, ${theme}, ${width} px`, async (t) => {
          const console_ = await ConsolePage.open(t, server.address, { theme, width, path: '/segments?sort=size&down=true' })
          const { page } = console_
          await page.getByRole('row', { name: /Spent over 30\b/ }).waitFor()
          await console_.assertAccessible('segments')
          await console_.picture(`segments-${theme}-${width}`)
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the page does not scroll sideways')
          await console_.goTo('/segments?q=nothing+like+this')
          await page.getByText('No segment matches').waitFor()
          await console_.assertAccessible('nothing found')
          await console_.close()
        })
      }
    }
  })

  test('sizes are those of the API, and order, filter and columns are in the address', async (t) => {
    const console_ = await ConsolePage.open(t, server.address)
    const { page } = console_
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await console_.goTo('/segments')
    // How each moved is drawn, and all of them were asked for at once.
    await page.waitForFunction((rows) => document.querySelectorAll('[role=row][data-index] svg path[d^="M2 "]').length === rows, 13)
    assert.deepEqual(asked.filter((path) => /movers|series/.test(path)), ['/api/segments/movers'])
    await page.getByRole('columnheader', { name: 'People' }).getByRole('button').click()
    await page.waitForURL(/sort=size&down=true/)
    const expected = must(await server.client.segments.listSegments()).segments.map(({ size }) => size).sort((a, b) => b - a)
    assert.deepEqual(await sizesIn(console_), expected)
    await page.getByLabel('Find a segment').fill('over 3')
    await page.waitForURL(/q=over/)
    await page.getByText(/^4 of 13 segments$/).waitFor()
    await page.getByRole('button', { name: 'Choose columns' }).click()
    await page.getByRole('checkbox', { name: 'Condition' }).uncheck()
    await console_.assertAccessible('choice of columns')
    await page.keyboard.press('Escape')
    await page.reload()
    await page.getByText(/^4 of 13 segments$/).waitFor()
    assert.equal(await page.getByRole('columnheader', { name: 'Condition' }).count(), 0)
    assert.equal(await page.getByRole('columnheader', { name: 'People' }).getAttribute('aria-sort'), 'descending')
    await console_.close()
  })

  test('j and k walk through the list', async (t) => {
    const console_ = await ConsolePage.open(t, server.address, { path: '/segments?sort=name' })
    const { page } = console_
    await page.getByRole('row', { name: /Spent over 30\b/ }).waitFor()
    const at = (): Promise<string | null | undefined> => page.evaluate(() => document.activeElement?.getAttribute('aria-rowindex'))
    await page.keyboard.press('j')
    assert.equal(await at(), '2')
    for (const [key, row] of [['j', '3'], ['j', '4'], ['k', '3'], ['End', '14'], ['j', '14'], ['Home', '2'], ['k', '2']] as const) {
      await page.keyboard.press(key)
      await page.waitForFunction((wanted) => document.activeElement?.getAttribute('aria-rowindex') === wanted, row)
    }
    await console_.close()
  })

  test('a moment says its exact instant to whoever points at it, and no longer', async (t) => {
    const console_ = await ConsolePage.open(t, server.address, { path: '/segments?sort=name' })
    const { page } = console_
    const [created] = must(await server.client.segments.listSegments()).segments.map(({ createdAt }) => createdAt).sort()
    const moment = page.locator(`[role=gridcell] time[datetime="${new Date(created).toISOString()}"]`).first()
    await moment.hover()
    await page.getByRole('tooltip').getByText(String(new Date(created).getFullYear())).waitFor()
    await page.getByLabel('Find a segment').hover()
    await page.getByRole('tooltip').waitFor({ state: 'hidden' })
    await moment.hover()
    await page.getByRole('tooltip').waitFor()
    await console_.close()
  })

  test('somebody comes in and leaves when the time is over, in under a second, with no request', async (t) => {
    const console_ = await ConsolePage.open(t, server.address, { path: '/segments' })
    const { page } = console_
    const row = page.getByRole('row', { name: new RegExp(LONG.slice(0, 40)) })
    await row.waitFor()
    const asked: string[] = []
    // What the console is made of may still come; nothing is asked of the platform.
    page.on('request', (request) => request.url().includes('/api/') && asked.push(request.url()))
    await page.waitForTimeout(300)
    const sent = performance.now()
    await server.send('/v1/track', { userId: 'visitor', event: 'Cart Updated', properties: { value: 42 } })
    const size = row.getByRole('gridcell').nth(2)
    await size.getByText('1', { exact: true }).waitFor()
    const entered = performance.now()
    assert.ok(entered - sent < 1_000, `entered after ${Math.round(entered - sent)} ms`)
    await row.locator('svg[data-lit]').waitFor()
    await size.getByText('0', { exact: true }).waitFor()
    const stayed = performance.now() - sent
    assert.ok(stayed > WINDOW - 500 && stayed < WINDOW + 1_500, `stayed ${Math.round(stayed)} ms`)
    assert.deepEqual(asked, [])
    await console_.close()
  })
})

async function sizesIn({ page }: ConsolePage): Promise<number[]> {
  return (await page.locator('[role=row][data-index] > [role=gridcell]:nth-child(3)').allInnerTexts()).map(Number)
}
