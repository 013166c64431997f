// One segment's page, from being typed to being lived: the first wow, versions, the people behind each point, and the end.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { ServerProcess, must } from '../src/server-process.ts'
import type { Page } from './browser.ts'
import { ConsolePage, THEMES, widthsIn } from './console-page.ts'

const WOW = 'did "Cart Updated" in last 30 seconds and not did "Order Completed" in last 30 seconds'

// Each of these tests has segments of its own, and one of them waits half a minute.
describe("a segment's page", { concurrency: 2 }, () => {
  let server: ServerProcess
  before(async () => {
    server = await ServerProcess.start()
    const people = Array.from({ length: 60 }, (_, index) => index)
    await server.send('/v1/batch', { batch: people.map((index) => ({ type: 'track', userId: `u${index}`, event: 'Order Completed', properties: { revenue: index * 10 } })) })
    await server.settled()
  })
  after(() => server?.end())

  const make = async (name: string, where: string): Promise<string> => {
    const { id } = must(await server.client.segments.createSegment({ name, where }))
    await server.until('live', async () => must(await server.client.segments.getSegment({ id })).state === 'live')
    return id
  }

  test('the first wow: typed, counted while typing, saved; then somebody enters within a second, with why and until when, and leaves at that second', async (t) => {
    const console_ = await ConsolePage.open(t, server.address, { height: 900 })
    const { page } = console_
    await console_.goTo('/segments')
    await page.getByRole('link', { name: 'New segment' }).click()
    await page.getByRole('textbox', { name: 'Condition' }).click()
    await page.keyboard.type(WOW)
    assert.equal(await textOf(page), WOW)
    await counts(page, 0)
    // It is counted again when somebody does it, and nobody touches the page.
    await server.send('/v1/track', { userId: 'first', event: 'Cart Updated' })
    await counts(page, 1)
    await page.getByRole('textbox', { name: 'Name' }).fill('Warm carts')
    await console_.picture('wow-editor')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('heading', { level: 1, name: 'Warm carts' }).waitFor()
    const { segments } = must(await server.client.segments.listSegments())
    assert.deepEqual(segments.filter(({ name }) => name === 'Warm carts').map(({ where }) => where), [WOW.replace(' and not', '\nand not')])
    await page.locator('output[data-size="1"]').waitFor()
    const sent = performance.now()
    await server.send('/v1/track', { userId: 'visitor', event: 'Cart Updated' })
    await page.locator('output[data-size="2"]').waitFor()
    const entered = performance.now() - sent
    await page.locator('h1 svg[data-lit]').waitFor()
    assert.ok(entered < 1_000, `entered after ${Math.round(entered)} ms`)
    const row = page.getByRole('region', { name: 'Who entered or left just now' }).getByRole('listitem').first()
    await row.getByText('did “Cart Updated”').waitFor()
    await row.getByText(/leaves in \d+ sec/).waitFor()
    await console_.assertAccessible('somebody entered')
    await console_.picture('wow-entered')
    await page.locator('output[data-size="0"]').waitFor({ timeout: 40_000 })
    const stayed = performance.now() - sent
    assert.ok(stayed > 29_500 && stayed < 31_500, `stayed ${Math.round(stayed)} ms`)
    await row.getByText('their time was over').waitFor()
    await row.getByRole('link').click()
    await page.waitForURL(/\/people\/\d+$/)
    await console_.close()
  })

  test('live count = saved size = members = the people of the last point', async (t) => {
    const console_ = await ConsolePage.open(t, server.address, { height: 1000 })
    const { page } = console_
    await console_.goTo(`/segments/new?name=Spenders&where=${encodeURIComponent('sum("Order Completed".revenue) in last 90 days > 300')}`)
    await counts(page, 29)
    await page.getByRole('button', { name: /Save segment/ }).click()
    await page.getByRole('heading', { level: 1, name: 'Spenders' }).waitFor()
    await page.locator('output[data-size="29"]').waitFor()
    // Whoever came in after the members had been listed is listed when that is wished.
    const all = page.getByRole('grid', { name: 'Members: 29' })
    const more = page.getByRole('button', { name: 'Show them' })
    await all.or(more).first().waitFor()
    if (await more.isVisible()) await more.click()
    await all.waitFor()
    await page.getByText('As a table').click()
    await page.getByRole('button', { name: /Who was in it at/ }).first().click()
    await page.locator('[data-then="29"]').waitFor()
    assert.match(page.url(), /at=\d+&to=\d+/)
    await page.reload()
    await page.locator('[data-then="29"]').waitFor()
    await console_.close()
  })

  test('a control share, what builds on it, and an end that can be undone', async (t) => {
    const id = await make('Base', 'did "Order Completed"')
    const above = await make('Built on it', 'segment("Base") and sum("Order Completed".revenue) in last 90 days > 100')
    const console_ = await ConsolePage.open(t, server.address, { height: 1400 })
    const { page } = console_
    await console_.goTo(`/segments/${id}?tab=settings`)
    await page.getByLabel('Percent of the members').fill('25')
    await page.getByRole('button', { name: 'Set', exact: true }).click()
    await page.getByText(/\d+ in the control group, \d+ others/).waitFor()
    const { control } = must(await server.client.segments.getSegment({ id }))
    await page.getByText(`${control.members} in the control group, ${control.treated} others`).waitFor()
    assert.ok(await page.getByRole('button', { name: 'Archive' }).isDisabled(), 'another segment needs it')
    await page.getByRole('link', { name: 'Built on it' }).click()
    await page.getByRole('heading', { level: 1, name: 'Built on it' }).waitFor()
    await page.getByRole('tab', { name: 'Settings' }).click()
    await page.getByRole('button', { name: 'Archive' }).click()
    await page.getByRole('dialog', { name: 'Archive Built on it?' }).waitFor()
    await console_.assertAccessible('the question before archiving')
    await page.getByRole('button', { name: 'Archive it' }).click()
    await page.getByText('Built on it is archived').waitFor()
    await server.until('archived', async () => ['archiving', 'archived'].includes(must(await server.client.segments.getSegment({ id: above })).state))
    await page.getByRole('button', { name: 'Undo: make it again' }).click()
    await page.getByRole('heading', { level: 1, name: 'Built on it' }).waitFor()
    const again = must(await server.client.segments.listSegments()).segments.find(({ name }) => name === 'Built on it')
    assert.ok(again !== undefined && again.id !== above)
    await console_.close()
  })

  for (const theme of THEMES) {
    for (const width of widthsIn(theme, 1280, 768)) {
      test(`accessible in all its parts, ${theme}, ${width} px`, async (t) => {
        const id = await make(`People who ordered at least once, and by whom a parcel of the winter campaign could be carried home before the holidays ${theme} ${width}`, 'did "Order Completed" and sum("Order Completed".revenue) in last 365 days > 50')
        must(await server.client.segments.setControlShare({ id, percent: 20 }))
        must(await server.client.segments.updateSegment({ id, where: 'sum("Order Completed".revenue) in last 365 days > 400', cutOver: 'manual' }))
        const console_ = await ConsolePage.open(t, server.address, { theme, width, height: 1400 })
        const { page } = console_
        for (const tab of ['members', 'moves', 'versions', 'settings'] as const) {
          await console_.goTo(`/segments/${id}?tab=${tab}`)
          await page.getByRole('tabpanel').waitFor()
          await page.locator('[role=img][aria-label^="Size from"] svg').waitFor()
          if (tab === 'versions') await page.locator('[data-compared="leave"]').waitFor()
          await console_.assertAccessible(tab)
          await console_.picture(`segment-${tab}-${theme}-${width}`)
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${tab} does not scroll sideways`)
        }
        await console_.close()
      })
    }
  }
})

async function counts(page: Page, count: number): Promise<void> {
  await page.locator(`output[data-count="${count}"]`).waitFor()
}

async function textOf(page: Page): Promise<string> {
  return (await page.locator('.cm-line').allInnerTexts()).join('\n')
}
