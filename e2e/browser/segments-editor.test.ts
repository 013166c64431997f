// The segment editor: text and builder in step, the count while typing, and the way from a sentence to a live segment.
import assert from 'node:assert/strict'
import { after, before, describe, test, type TestContext } from 'node:test'
import { ServerProcess, must } from '../src/server-process.ts'
import type { Locator, Page } from './browser.ts'
import { ConsolePage, THEMES, type ConsoleOptions, widthsIn } from './console-page.ts'

const RICH = `# who is worth a call
(
  plan = "gold" and sum("Order Completed".revenue) in last 90 days > 100
  # or those on their way
  or "Cart Updated" then "Order Completed" within 1 hour
)
and not (country in ("DE", "AT") and did not "Page Viewed" in last 7 days)`

/** Each kind of leaf, window and test, in the usual layout. */
const EVERY_KIND = `did "A" where x = 1 3 times today in zone "Europe/Berlin"
and did not "A" between "2026-01-01" and "2026-02-01"
and count("A") from 14 days ago to 7 days ago >= 2 * count("A") in last 7 days
and sum("A".a.b where c > 1) this month / count("A") this month < 0.1
and last("A".coupon) in last 7 days starts with "X"
and first("A") before 7 days ago
and nth("A", 2) after "2026-01-01"
and plan not in ("a", "b")
and tags contains any ("a", "b")
and plan != trait("former plan")
and weekday(their zone else "UTC") in ("saturday", "sunday")
and birth_day anniversary in next 7 days in their zone
and "A" then "B" within 1 hour without "C" and not "D" within 30 minutes after in last 7 days
and entered (plan = "gold") in last 7 days
and (plan = "gold" or not segment("X")) for 14 days
and random share 10% to 20% of "pilot"
and top 5% by sum("A".revenue) in last 365 days`

describe('the segment editor', () => {
  let server: ServerProcess
  before(async () => {
    server = await ServerProcess.start()
    const people = Array.from({ length: 40 }, (_, index) => index)
    await server.send('/v1/batch', {
      batch: people.flatMap((index) => [
        { type: 'identify', userId: `u${index}`, traits: { plan: index % 2 === 0 ? 'gold' : 'free', country: ['DE', 'AT', 'FR'][index % 3] } },
        { type: 'track', userId: `u${index}`, event: 'Order Completed', properties: { revenue: index * 10 } },
        { type: 'track', userId: `u${index}`, event: 'Page Viewed', properties: { path: '/' } },
      ]),
    })
    await server.settled()
  })
  after(() => server?.end())

  async function open(t: TestContext, path: string, options: ConsoleOptions = {}): Promise<{ console_: ConsolePage; page: Page }> {
    const console_ = await ConsolePage.open(t, server.address, options)
    await console_.goTo(path)
    const { page } = console_
    await page.locator('.cm-content').waitFor({ state: 'attached' })
    return { console_, page }
  }

  // They only look, so two look at a time.
  describe('in each theme', { concurrency: 2 }, () => {
    for (const theme of THEMES) {
      for (const width of widthsIn(theme, 1280, 768)) {
        test(`accessible, nothing runs over: ${theme}, ${width} px`, async (t) => {
          const { console_, page } = await open(t, '/segments/new', { theme, width, height: 1000 })
          await page.getByText('Start with').waitFor()
          await console_.assertAccessible('an empty editor')
          await console_.picture(`editor-empty-${theme}-${width}`)
          await console_.look(`editor-rich-${theme}-${width}`, `/segments/new?where=${encodeURIComponent(RICH)}`, countOf)
          await type(page, 'plan = "gold" and and')
          await page.getByText(/Line 1, column 19/).waitFor()
          await console_.assertAccessible('a condition that is wrong')
          await console_.picture(`editor-wrong-${theme}-${width}`)
          await console_.close()
        })
      }
    }
  })

  test('both views stay in step, whatever either of them does, and undo goes back through it', async (t) => {
    const { console_, page } = await open(t, `/segments/new?where=${encodeURIComponent('# why\nplan = "gold" and did "Order Completed" in last 30 days')}`, { height: 1100 })
    const builder = page.getByRole('region', { name: 'Builder' })
    const leaf = (text: string) => builder.getByRole('group', { name: text, exact: true })
    const steps: [() => Promise<unknown>, string][] = [
      [() => leaf('plan = "gold"').getByLabel('Value', { exact: true }).fill('free'), 'plan = "free" and did "Order Completed" in last 30 days'],
      [() => leaf('did "Order Completed" in last 30 days').getByLabel('How many').fill('7'), 'plan = "free" and did "Order Completed" in last 7 days'],
      [() => choose(page, leaf('did "Order Completed" in last 7 days').getByLabel('Did or did not'), 'did not'), 'plan = "free" and did not "Order Completed" in last 7 days'],
      [() => leaf('did not "Order Completed" in last 7 days').getByLabel('Only where').fill('revenue > 50'), 'plan = "free" and did not "Order Completed" where revenue > 50 in last 7 days'],
      [() => builder.getByText('Any of these').click(), 'plan = "free" or did not "Order Completed" where revenue > 50 in last 7 days'],
      [() => menu(page, builder, 'Add a condition', 'One thing, then another'), 'plan = "free" or did not "Order Completed" where revenue > 50 in last 7 days or "Order Completed" then "Page Viewed" within 1 hour'],
      [() => menu(page, leaf('plan = "free"'), /More for/, 'Require it for a time'), 'plan = "free" for 7 days or did not "Order Completed" where revenue > 50 in last 7 days or "Order Completed" then "Page Viewed" within 1 hour'],
      [() => choose(page, leaf('"Order Completed" then "Page Viewed" within 1 hour').getByLabel('Unit'), 'minutes'), 'plan = "free" for 7 days or did not "Order Completed" where revenue > 50 in last 7 days or "Order Completed" then "Page Viewed" within 1 minute'],
      [() => menu(page, leaf('did not "Order Completed" where revenue > 50 in last 7 days'), /More for/, 'Remove'), 'plan = "free" for 7 days or "Order Completed" then "Page Viewed" within 1 minute'],
    ]
    const texts = [await textOf(page)]
    for (const [act, condition] of steps) {
      await act()
      const expected = `# why\n${laidOut(condition)}`
      await shows(page, expected)
      texts.push(expected)
    }
    await console_.picture('editor-in-step')
    // What is typed is in the builder at once; what makes no sense leaves it as it was.
    await type(page, 'count("Order Completed") in last 90 days >= 3')
    await leaf('count("Order Completed") in last 90 days >= 3').getByLabel('What is computed').waitFor()
    await page.keyboard.press('Backspace')
    await builder.getByText('The text does not make sense yet.').waitFor()
    assert.equal(await leaf('count("Order Completed") in last 90 days >= 3').count(), 1)
    await page.keyboard.type('5')
    await leaf('count("Order Completed") in last 90 days >= 5').waitFor()
    // A part as its text, within the builder.
    await builder.getByRole('button', { name: 'Edit as text' }).click()
    await builder.getByLabel('This part as text').fill('country in ("DE", "FR")')
    await shows(page, 'country in ("DE", "FR")')
    await builder.getByLabel('This part as text').fill('country in (')
    await builder.getByText(/expected/).waitFor()
    await shows(page, 'country in ("DE", "FR")')
    // One history for both views.
    const undo = page.getByRole('button', { name: 'Undo' })
    const seen = new Set<string>()
    while (await undo.isEnabled()) {
      await undo.click()
      seen.add(await textOf(page))
    }
    assert.ok(seen.has(texts[0]) && seen.has(texts[9]), 'undo passes through what the builder did')
    await console_.close()
  })

  test('every kind of condition has a form, and showing it changes nothing', async (t) => {
    const { console_, page } = await open(t, `/segments/new?where=${encodeURIComponent(EVERY_KIND)}`, { height: 2600 })
    const builder = page.getByRole('region', { name: 'Builder' })
    for (const label of ['Did or did not', 'What is computed', 'Times', 'Which', 'Property', 'Value', 'Values', 'Kind of moment', 'Time zone', 'Name of the share', 'Percent', 'Segment', 'Entered or left', 'Date', 'without']) {
      assert.ok((await builder.getByLabel(label, { exact: true }).count()) > 0, label)
    }
    await shows(page, EVERY_KIND)
    await console_.assertAccessible('every kind of condition')
    await console_.picture('editor-every-kind')
    await type(page, '# begun anew')
    for (const template of await builder.getByRole('button').allInnerTexts()) {
      await builder.getByRole('button', { name: template, exact: true }).click()
      await builder.getByRole('group').first().waitFor()
      await page.getByRole('button', { name: 'Undo' }).click()
      await shows(page, '# begun anew')
    }
    await console_.close()
  })

  test('completion, a remark with what was meant, the formatter, and the link', async (t) => {
    const { console_, page } = await open(t, '/segments/new')
    await type(page, 'did "Ord')
    await page.getByRole('option', { name: 'Order Completed' }).waitFor()
    // What has just appeared is not taken by a key that was meant for something else.
    await page.waitForTimeout(150)
    await page.keyboard.press('Tab')
    await shows(page, 'did "Order Completed"')
    await type(page, 'PLANN = "gold"   AND did "Order Complete"')
    await page.getByText('Nobody has a trait “PLANN” so far.').waitFor()
    await page.getByRole('button', { name: 'Use "Order Completed"' }).click()
    await shows(page, 'PLANN = "gold"   AND did "Order Completed"')
    await page.getByRole('button', { name: 'Format' }).click()
    await shows(page, 'PLANN = "gold" and did "Order Completed"')
    await page.waitForURL((url) => url.searchParams.get('where') === 'PLANN = "gold" and did "Order Completed"')
    await page.reload()
    await shows(page, 'PLANN = "gold" and did "Order Completed"')
    await type(page, 'hour() >= 30')
    await page.getByText(/expected/).first().waitFor()
    assert.ok(await page.getByRole('button', { name: /Save segment/ }).isDisabled())
    await console_.close()
  })

  test('as of a past moment; leaving asks; saving twice is refused by name', async (t) => {
    const { console_, page } = await open(t, `/segments/new?where=${encodeURIComponent('plan = "gold"')}`)
    await page.locator('output[data-count="20"]').waitFor()
    await page.getByLabel('As of').fill('2020-01-01T00:00')
    await page.locator('output[data-count="0"]').waitFor()
    await page.getByText(/^people at/).waitFor()
    await console_.picture('editor-as-of')
    await page.getByRole('button', { name: 'Back to now' }).click()
    await page.locator('output[data-count="20"]').waitFor()
    await page.getByRole('link', { name: 'Home' }).click()
    await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor()
    await console_.assertAccessible('the question before leaving')
    await page.getByRole('button', { name: 'Stay' }).last().click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Gold')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('heading', { level: 1, name: 'Gold' }).waitFor()
    await console_.goTo(`/segments/new?where=${encodeURIComponent('plan = "free"')}&name=Gold`)
    await page.getByText('A segment of this name is there already.').waitFor()
    await console_.close()
  })

  test('another condition becomes a version: compared, let in, and gone back from', async (t) => {
    const { id } = must(await server.client.segments.createSegment({ name: 'Buyers', where: 'sum("Order Completed".revenue) in last 90 days > 100' }))
    await server.until('live', async () => must(await server.client.segments.getSegment({ id })).state === 'live')
    const { console_, page } = await open(t, `/segments/${id}/edit`, { height: 1000 })
    await page.locator('output[data-count="29"]').waitFor()
    await type(page, 'sum("Order Completed".revenue) in last 90 days > 300')
    await page.locator('output[data-count="9"]').waitFor()
    await page.getByRole('button', { name: /Save as version/ }).click()
    await page.waitForURL(/tab=versions/)
    await page.locator('[data-compared="leave"]', { hasText: '20' }).waitFor({ timeout: 30_000 })
    assert.equal(await page.locator('[data-compared="stay"]').innerText(), '9')
    assert.equal(await page.locator('[data-compared="enter"]').innerText(), '0')
    await page.locator('output[data-size="29"]').waitFor()
    await page.getByRole('button', { name: 'Let it take over' }).click()
    await page.locator('output[data-size="9"]').waitFor()
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.locator('output[data-size="29"]').waitFor()
    await console_.close()
  })
})

/** The usual layout: one line up to 80 characters, else one per part. */
const laidOut = (condition: string): string => (condition.length <= 80 ? condition : condition.replace(/ (?=(?:and|or) )/g, '\n'))

/** Picks from a list that opens. */
async function choose(page: Page, field: Locator, option: string): Promise<void> {
  await field.click()
  await page.getByRole('option', { name: option, exact: true }).click()
}

async function menu(page: Page, within: Locator, name: string | RegExp, item: string): Promise<void> {
  await within.getByRole('button', { name }).first().click()
  await page.getByRole('menuitem', { name: item }).click()
}

async function textOf(page: Page): Promise<string> {
  return (await page.locator('.cm-line').allInnerTexts()).map((line) => (line === '\n' ? '' : line)).join('\n')
}

async function shows(page: Page, expected: string): Promise<void> {
  await page.waitForFunction((wanted) => [...document.querySelectorAll('.cm-line')].map(({ textContent }) => textContent).join('\n') === wanted, expected).catch(async (error: unknown) => {
    throw new Error(`expected\n${expected}\nfound\n${await textOf(page)}`, { cause: error })
  })
}

/** Writes a whole condition, as somebody who types. */
async function type(page: Page, text: string): Promise<void> {
  await page.locator('.cm-content').click()
  await page.keyboard.press('Control+a')
  await page.keyboard.press('Delete')
  await page.keyboard.type(text)
}

async function countOf(page: Page): Promise<number> {
  const count = page.locator('output[data-count]')
  await count.waitFor()
  return Number(await count.getAttribute('data-count'))
}
