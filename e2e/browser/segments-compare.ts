// Two segments side by side: what is planted is found, in the figures of the API and in words.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { must } from '../src/server-process.ts'
import type { ServerProcess } from '../src/server-process.ts'
import { ConsolePage, THEMES, widthsIn } from './console-page.ts'

export function testComparison(server: () => ServerProcess): void {
  let gold = ''
  let free = ''
  before(async () => {
    const people = Array.from({ length: 200 }, (_, index) => index)
    await server().send('/v1/batch', {
      batch: people.flatMap((index) => {
        const isGold = index % 2 === 0
        // Of those with gold 60 of 100 asked for help, of the others 20 of 100; they spend the more the higher their number.
        const asked = isGold ? (index / 2) % 5 < 3 : ((index - 1) / 2) % 5 < 1
        return [
          { type: 'identify', userId: `u${index}`, traits: { plan: isGold ? 'gold' : 'free', age: 20 + (index % 7) + (isGold ? 10 : 0), country: ['DE', 'AT', 'FR'][index % 3] } },
          ...(asked ? [{ type: 'track', userId: `u${index}`, event: 'Support Requested', properties: {} }] : []),
        ]
      }),
    })
    await server().settled()
    gold = must(await server().client.segments.createSegment({ name: 'Gold', where: 'plan = "gold"' })).id
    free = must(await server().client.segments.createSegment({ name: 'Free, with a name that is far longer than any column of a table could ever be', where: 'plan = "free"' })).id
    await server().until('live', async () => must(await server().client.segments.listSegments()).segments.every(({ state }) => state === 'live'))
    await server().settled()
  })

  test('ranked, and each in words with its interval', async (t) => {
    const console_ = await ConsolePage.open(t, server().address, { height: 1100 })
    const { page } = console_
    await console_.goTo(`/segments/compare?a=${gold}&b=${free}`)
    await page.locator('[data-people="a"]', { hasText: '100 people' }).waitFor()
    const names = await page.locator('tr[data-difference]').evaluateAll((rows) => rows.map((row) => row.getAttribute('data-difference')))
    const expected = must(await server().client.segments.rankDifferences({ a: { segment: gold }, b: { segment: free }, limit: 40 }))
    assert.deepEqual(names, expected.differences.map(({ name }) => name))
    assert.deepEqual(names.slice(0, 2).sort(), ['age', 'plan'])
    await page.locator('tr[data-difference="Support Requested"]').getByText('40 points more often').waitFor()
    await page.getByRole('button', { name: 'Details of Support Requested' }).click()
    await page.waitForURL(/event=Support/)
    // 0.6 / 0.2, and ln 3 ± 1.96 · sqrt(1/60 − 1/100 + 1/20 − 1/100).
    await page.getByText('People of the first group are 3 times as likely to have done it (95 % interval 2 to 4.6).').waitFor()
    await console_.picture('compare-share')
    await page.getByRole('button', { name: 'Details of country' }).click()
    await page.getByRole('region', { name: 'country' }).getByRole('row', { name: /^DE/ }).waitFor()
    await page.getByRole('button', { name: 'Details of age' }).click()
    await page.getByText(/Of 100 pairs of one person from each group/).waitFor()
    await page.reload()
    await page.getByText(/Of 100 pairs of one person from each group/).waitFor()
    await console_.close()
  })

  // They only look, so two look at a time.
  describe('in each theme', { concurrency: 2 }, () => {
    for (const theme of THEMES) {
      for (const width of widthsIn(theme, 1280, 768)) {
        test(`accessible, ${theme}, ${width} px`, async (t) => {
          const console_ = await ConsolePage.open(t, server().address, { theme, width, height: 1200 })
          const { page } = console_
          await console_.goTo('/segments/compare')
          await page.getByText('Choose the first group').waitFor()
          await console_.assertAccessible('nothing to compare')
          for (const shown of ['event=Support Requested', 'trait=age', 'trait=country']) {
            await console_.goTo(`/segments/compare?a=${free}&${shown}`)
            await page.locator('tr[aria-current]').waitFor()
            await page.locator('section table').first().waitFor()
            await console_.assertAccessible(shown)
            await console_.picture(`compare-${shown.split('=')[1].split(' ')[0].toLowerCase()}-${theme}-${width}`)
            assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the page does not scroll sideways')
          }
          await console_.close()
        })
      }
    }
  })
}
