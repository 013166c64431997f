// The list of people: finding, filters, order, columns and the file are those of the API, and all of it is in the address.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, test } from 'node:test'
import { must } from '../src/server-process.ts'
import type { Page } from './browser.ts'
import { ConsolePage, THEMES, widthsIn } from './console-page.ts'
import { HUGE, PEOPLE } from './people-world.ts'
import type { PeopleWorld } from './people-world.ts'

const RICH = ['person', 'identifiers', 'facts', 'traits.greeting', 'traits.note', 'traits.points', 'traits.spent']

export function testPeopleList(here: () => PeopleWorld): void {
  // They only look, so two look at a time.
  describe('in each theme', { concurrency: 2 }, () => {
    for (const theme of THEMES) {
      for (const width of widthsIn(theme, 1280, 768, 375)) {
        test(`accessible, nothing runs over, ${theme}, ${width} px`, async (t) => {
          const console_ = await ConsolePage.open(t, here().server.address, { theme, width })
          // The sizes between are looked at; axe sees the widest and the narrowest.
          const look = (what: string, path: string, ready: (page: Page) => Promise<unknown>) => console_.look(`people-${what}-${theme}-${width}`, path, ready, { axe: width !== 768 })
          await look('list', `/people?${new URLSearchParams({ columns: JSON.stringify(RICH) })}`, async (page) => {
            // Every digit where they have room, else rounded as a whole: cut off, it would read as another number.
            const points = page.getByRole('row', { name: /ada/ }).getByTitle(HUGE.toLocaleString('en-GB'))
            assert.equal(await points.innerText(), '≈ 9.0072E15')
            assert.ok(await points.evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth), 'nothing of it is cut off')
          })
          await look('segment', `/people?segment=${here().segments.german}`, (page) => page.getByText(/^6\d people$/).waitFor())
          await look('faulty-condition', `/people?where=${encodeURIComponent('country = DE')}`, (page) => page.getByText('The condition makes no sense yet').waitFor())
          await look('nobody', '/people?q=nobody-like-this', (page) => page.getByText('Nobody like that').waitFor())
          console_.expectTrouble(/400/)
          await console_.close()
        })
      }
    }
  })

  test('found by any identifier, without a personal one in the address', async (t) => {
    const console_ = await ConsolePage.open(t, here().server.address)
    const { page } = console_
    const field = page.getByRole('textbox', { name: 'Find a person' })
    for (const [typed, person] of [['ada', here().ada], ['ada.lovelace@example.org', here().ada], ['+49 30 1234567', here().ada], [String(here().was), here().ada], ['user-0012', await numberOf('user-0012')]] as const) {
      await console_.goTo('/people')
      await page.keyboard.press('/')
      await page.keyboard.type(typed)
      if (/@|\+/.test(typed)) {
        await page.getByText('A personal identifier is found by the whole of it.').waitFor()
        await page.getByText('1 person', { exact: true }).waitFor()
        assert.ok(!page.url().includes('lovelace') && !page.url().includes('1234567'), page.url())
      }
      await field.press('Enter')
      await page.getByRole('heading', { level: 1, name: `Person ${person}`, exact: true }).waitFor()
    }
    await page.goBack()
    await page.getByText('1 person', { exact: true }).waitFor()
    assert.equal(await field.inputValue(), 'user-0012', 'going back leads to what was looked for')
    await field.fill('user-001')
    await page.getByText('10 people', { exact: true }).waitFor()
    await field.press('Enter')
    await page.getByText('Several people begin so: choose one from the list.').waitFor()
    await page.getByLabel('Kind of identifier').selectOption('email')
    await field.fill('nobody@example.org')
    await field.press('Enter')
    await page.getByText('Nobody is known by this email.').waitFor()
    console_.expectTrouble(/404/)
    await console_.close()
  })

  const numberOf = async (userId: string): Promise<number> => must(await here().server.client.profiles.getProfile({ idType: 'user_id', value: userId })).person

  test('by a segment and by a condition: the count is that of the preview, and the condition is checked while it is written', async (t) => {
    const console_ = await ConsolePage.open(t, here().server.address)
    const { page } = console_
    const { client } = here().server
    await console_.goTo('/people')
    await page.getByText(`${PEOPLE + 1} people`, { exact: true }).waitFor()
    assert.equal(await page.getByText(/ by now$/).count(), 0)
    await page.getByText('A segment', { exact: true }).click()
    await page.getByRole('combobox', { name: 'Choose a segment' }).click()
    await page.getByRole('option', { name: /In Germany/ }).click()
    const members = must(await client.segments.previewSegment({ where: 'country = "DE"', sample: 0 })).count
    await page.getByText(`${members} people`, { exact: true }).waitFor()
    assert.equal(new URL(page.url()).searchParams.get('segment'), here().segments.german)
    await page.getByText('A condition', { exact: true }).click()
    const field = page.getByRole('textbox', { name: 'Condition' })
    await field.fill('plan = "pro" and sum("Order Completed".revenu) in last')
    await page.getByText(/^Line 1, character \d+/).waitFor()
    assert.equal(await field.getAttribute('aria-invalid'), 'true')
    assert.equal(new URL(page.url()).searchParams.get('where'), null, 'what makes no sense is not asked')
    await field.fill('contry = DE')
    await page.getByRole('button', { name: 'Write "DE"' }).click()
    assert.equal(await field.inputValue(), 'contry = "DE"')
    const where = 'plan = "pro" and sum("Order Completed".revenue) in last 90 days > 1000'
    await field.fill(where)
    const counted = must(await client.segments.previewSegment({ where, sample: 0 })).count
    assert.ok(counted > 5 && counted < members)
    await page.getByText(`${counted} people`, { exact: true }).waitFor()
    assert.equal(await page.getByRole('grid', { name: 'People' }).getAttribute('aria-rowcount'), String(counted + 1))
    assert.match((await page.getByRole('link', { name: 'Open in editor' }).getAttribute('href'))!, /^\/segments\/new\?where=/)
    await page.reload()
    await page.getByText(`${counted} people`, { exact: true }).waitFor()
    assert.equal(await field.inputValue(), where)
    await console_.close()
  })

  test('order and columns are in the address, the file is the list', async (t) => {
    const console_ = await ConsolePage.open(t, here().server.address, { path: `/people?where=${encodeURIComponent('country in ("DE", "AT")')}` })
    const { page } = console_
    await page.getByRole('button', { name: 'Choose columns' }).click()
    await page.getByRole('checkbox', { name: 'spent' }).check()
    await page.getByRole('checkbox', { name: 'First seen' }).uncheck()
    await page.keyboard.press('Escape')
    await page.getByRole('columnheader', { name: 'spent' }).getByRole('button').click()
    await page.waitForURL(/sort=traits\.spent/)
    await page.getByRole('columnheader', { name: 'First seen' }).waitFor({ state: 'detached' })
    await page.locator('[role=row][data-index="0"]', { hasText: 'user-0238' }).getByText('2,499', { exact: true }).waitFor()
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export CSV' }).click()])
    assert.match(download.suggestedFilename(), /^people-\d{4}-\d\d-\d\d\.csv$/)
    const lines = readFileSync(await download.path(), 'utf8').replace('\uFEFF', '').trim().split('\r\n')
    const columns = JSON.parse(new URL(page.url()).searchParams.get('columns')!) as string[]
    assert.deepEqual(lines[0]!.split(',').map((one) => JSON.parse(one) as string), columns)
    const { people } = must(await here().server.client.profiles.listPeople({ where: 'country in ("DE", "AT")', sort: 'traits.spent', limit: 500 }))
    assert.deepEqual(lines.slice(1).map((line) => Number(line.split(',')[0])), people.map((one) => one!.person))
    const shown = await page.locator('[role=row][data-index]').evaluateAll((rows) => rows.map((row) => Number(row.querySelector('a')?.textContent)))
    assert.deepEqual(shown, people.slice(0, shown.length).map((one) => one!.person))
    await page.reload()
    await page.getByRole('row', { name: /user-0238/ }).waitFor()
    assert.equal(await page.getByRole('columnheader', { name: 'spent' }).getAttribute('aria-sort'), 'descending')
    await console_.close()
  })

  test('a list keeps its order and says how many there are by now; asked again it has them', async (t) => {
    const console_ = await ConsolePage.open(t, here().server.address, { path: `/people?segment=${here().segments.german}` })
    const { page } = console_
    const before = must(await here().server.client.profiles.listPeople({ segment: here().segments.german, limit: 0 })).count
    await page.getByText(`${before} people`, { exact: true }).waitFor()
    await page.waitForTimeout(500)
    assert.equal(await page.getByText(/ by now$/).count(), 0)
    await here().server.send('/v1/identify', { userId: 'newcomer', traits: { country: 'DE' } })
    await page.getByText(`${before + 1} by now`, { exact: true }).waitFor()
    await page.getByText(`${before} people`, { exact: true }).waitFor()
    await here().server.settled()
    // Who asks again within five seconds gets the same order.
    await page.waitForTimeout(5_000)
    await page.getByRole('button', { name: 'Take the order anew' }).click()
    await page.getByRole('row', { name: /newcomer/ }).waitFor()
    await page.getByText(`${before + 1} people`, { exact: true }).waitFor()
    assert.equal(await page.getByText(/ by now$/).count(), 0)
    await console_.close()
  })

  test('with the keyboard to the last of them, whose window is fetched then, and into a person and back', async (t) => {
    const console_ = await ConsolePage.open(t, here().server.address, { path: '/people?sort=person&up=true' })
    const { page } = console_
    const { people } = must(await here().server.client.profiles.listPeople({ sort: 'person', direction: 'ascending', limit: 500 }))
    await page.getByRole('row', { name: /user-0000/ }).waitFor()
    await page.keyboard.press('j')
    for (const [key, row] of [['j', 3], ['j', 4], ['k', 3], ['End', people.length + 1], ['Home', 2], ['PageDown', 12]] as const) {
      await page.keyboard.press(key)
      await page.waitForFunction((wanted) => document.activeElement?.getAttribute('aria-rowindex') === wanted, String(row))
    }
    await page.keyboard.press('End')
    const last = page.locator(`[role=row][aria-rowindex="${people.length + 1}"]`)
    await last.getByRole('link', { name: String(people.at(-1)!.person) }).waitFor()
    await page.waitForFunction((wanted) => document.activeElement?.getAttribute('aria-rowindex') === wanted, String(people.length + 1))
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: `Person ${people.at(-1)!.person}` }).waitFor()
    await page.goBack()
    await last.waitFor()
    await page.keyboard.press('k')
    assert.ok(Number(await page.evaluate(() => document.activeElement?.getAttribute('aria-rowindex'))) > people.length - 40, 'going back leads to where one was')
    await console_.close()
  })
}
