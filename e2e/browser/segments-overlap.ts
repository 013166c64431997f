// Overlaps: every exact combination of a few segments, in numbers that add up.
import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { must } from '../src/server-process.ts'
import type { ServerProcess } from '../src/server-process.ts'
import { ConsolePage, THEMES, widthsIn } from './console-page.ts'

export function testOverlaps(server: () => ServerProcess): void {
  const ids: string[] = []
  before(async () => {
    await server().send('/v1/batch', { batch: Array.from({ length: 60 }, (_, index) => ({ type: 'identify', userId: `d${index}`, traits: { two: index % 2 === 0, three: index % 3 === 0, five: index % 5 === 0 } })) })
    await server().settled()
    for (const [name, where] of [['By two', 'two = true'], ['By three', 'three = true'], ['By five, with a name that is far longer than any column of a table could ever be', 'five = true']] as const) {
      ids.push(must(await server().client.segments.createSegment({ name, where })).id)
    }
    await server().until('live', async () => must(await server().client.segments.listSegments()).segments.every(({ state }) => state === 'live'))
    await server().settled()
  })

  test('chosen in the list, each combination once, adding up to each segment, and becoming a segment', async (t) => {
    const console_ = await ConsolePage.open(t, server().address)
    const { page } = console_
    await console_.goTo('/segments')
    for (const name of ['By two', 'By three', /By five/]) await page.getByRole('row', { name }).getByRole('checkbox').check()
    await page.getByText('3 chosen').waitFor()
    await console_.picture('segments-chosen')
    await page.getByRole('link', { name: 'How they overlap' }).click()
    await page.locator('[data-total="44"]').waitFor()
    const sizes: Record<string, number> = {}
    for (const row of await page.locator('tr[data-region]').all()) sizes[(await row.getAttribute('data-region'))!] = Number(await row.locator('td[data-size]').getAttribute('data-size'))
    const [two, three, five] = ids
    // Of 60 people in a row, by whether 2, 3 and 5 divide their number.
    const divisors: readonly (readonly [string, number])[] = [[two, 2], [three, 3], [five, 5]]
    const expected: Record<string, number> = {}
    for (let number = 0; number < 60; number++) {
      const inside = divisors.filter(([, divisor]) => number % divisor === 0).map(([id]) => id)
      if (inside.length > 0) expected[inside.join()] = (expected[inside.join()] ?? 0) + 1
    }
    assert.deepEqual(sizes, expected)
    for (const [id, size] of [[two, 30], [three, 20], [five, 12]] as const) assert.equal(await page.locator(`[data-sum="${id}"]`).innerText(), String(size))
    await page.locator(`tr[data-region="${two},${three}"]`).getByRole('link', { name: /Make a segment/ }).click()
    await page.locator(`output[data-count="${expected[`${two},${three}`]}"]`).waitFor()
    await console_.close()
  })

  // They only look, so two look at a time.
  describe('in each theme', { concurrency: 2 }, () => {
    for (const theme of THEMES) {
      for (const width of widthsIn(theme, 1280, 768)) {
        test(`accessible, ${theme}, ${width} px`, async (t) => {
          const console_ = await ConsolePage.open(t, server().address, { theme, width })
          const { page } = console_
          await console_.goTo(`/segments/overlap?ids=${ids.join(',')}`)
          await page.locator('[data-total="44"]').waitFor()
          await console_.assertAccessible('overlap')
          await console_.picture(`overlap-${theme}-${width}`)
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'the page does not scroll sideways')
          await console_.goTo('/segments/overlap')
          await page.getByText('Choose at least two segments').waitFor()
          await console_.assertAccessible('nothing to overlap')
          await console_.close()
        })
      }
    }
  })
}
