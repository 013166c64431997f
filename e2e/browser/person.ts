// One person: what is known, from where, why they are in their segments, and everything that happened, live.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { must } from '../src/server-process.ts'
import type { Page } from './browser.ts'
import { ConsolePage, THEMES, widthsIn } from './console-page.ts'
import { ARABIC, EMOJI } from './people-world.ts'
import type { PeopleWorld } from './people-world.ts'

export function testPerson(here: () => PeopleWorld): void {
  for (const theme of THEMES) {
    for (const width of widthsIn(theme, 1280, 768, 375)) {
      test(`accessible, nothing runs over, ${theme}, ${width} px`, async (t) => {
        const console_ = await ConsolePage.open(t, here().server.address, { theme, width })
        const look = (what: string, path: string, ready: (page: Page) => Promise<unknown>) => console_.look(`person-${what}-${theme}-${width}`, path, ready, { axe: width !== 768 })
        const { ada, segments } = here()
        const [newest] = must(await here().server.client.profiles.getTimeline({ personId: ada, limit: 1 })).facts
        await look('overview', `/people/${ada}?${new URLSearchParams({ why: JSON.stringify([segments.buyers, segments.cart]) })}`, async (page) => {
          await page.getByText('To enter, this would have to happen').waitFor()
          await page.getByText('Apple, Desktop').waitFor()
        })
        await look('timeline', `/people/${ada}?tab=timeline`, (page) => page.getByRole('button', { name: /Product Viewed/ }).first().waitFor())
        await look('record', `/people/${ada}?tab=timeline&fact=${newest!.position}`, (page) => page.getByText('As it is stored').waitFor())
        await look('unknown', '/people/999999999', (page) => page.getByText(/Nobody has the number 999999999/).waitFor())
        console_.expectTrouble(/404/)
        await console_.close()
      })
    }
  }

  test('an old number leads to the survivor and says so; an identifier leads to the person; nonsense to nobody', async (t) => {
    const console_ = await ConsolePage.open(t, here().server.address)
    const { page } = console_
    const { ada, was } = here()
    await console_.goTo(`/people/${was}`)
    await page.getByText(`Person ${was} and person ${ada} turned out to be the same. This is person ${ada}`).waitFor()
    assert.equal(new URL(page.url()).pathname, `/people/${ada}`)
    await page.getByText(`Was also person ${was}`).waitFor()
    await page.getByRole('button', { name: 'Understood' }).click()
    await page.getByText('turned out to be the same').waitFor({ state: 'detached' })
    await page.goto(`${here().server.address}/people/user_id/ada`)
    await page.getByRole('heading', { level: 1, name: `Person ${ada}` }).waitFor()
    await page.goto(`${here().server.address}/people/user_id/no-such-user`)
    await page.getByText('Nobody is known by this user_id.').waitFor()
    await page.goto(`${here().server.address}/people/abc`)
    await page.getByText('Nobody has the number given in the address.').waitFor()
    console_.expectTrouble(/404/)
    await console_.close()
  })

  test('what is known is what the API says, and personal values are shown only when that is recorded', async (t) => {
    const console_ = await ConsolePage.open(t, here().server.address)
    const { page } = console_
    const { client } = here().server
    await console_.goTo(`/people/${here().ada}`)
    await page.getByText(ARABIC).waitFor()
    const origins = must(await client.profiles.getOrigins({ personId: here().ada }))
    for (const { value } of origins.identifiers) assert.ok(await page.locator('section', { has: page.getByRole('heading', { name: 'Known as' }) }).getByText(value, { exact: true }).isVisible(), value)
    assert.equal(await page.getByText('9,007,199,254,740,991').count(), 1)
    assert.ok(!(await page.content()).includes('lovelace'), 'nothing personal before it is revealed')
    await page.getByRole('button', { name: 'Reveal personal values' }).click()
    await page.getByText('That you looked is recorded in the audit trail').waitFor()
    await page.getByRole('button', { name: 'Reveal, and record it' }).click()
    const shown = page.getByRole('region', { name: 'Personal values' })
    const personal = must(await client.profiles.revealProfile({ idType: 'person', value: String(here().ada) })).values
    for (const { path, value } of personal) await shown.locator('div', { has: page.getByText(path, { exact: true }) }).getByText(typeof value === 'string' ? value : 'Berlin').first().waitFor()
    assert.ok(personal.some(({ value }) => value === EMOJI))
    await page.getByRole('button', { name: 'Hide' }).click()
    await shown.waitFor({ state: 'detached' })
    assert.ok(!(await page.content()).includes('lovelace'))
    await console_.close()
  })

  test('why: part by part as the server explains it', async (t) => {
    const console_ = await ConsolePage.open(t, here().server.address)
    const { page } = console_
    for (const [segment, name] of [[here().segments.buyers, 'Repeat buyers'], [here().segments.cart, 'Warm carts']] as const) {
      await console_.goTo(`/people/${here().ada}?${new URLSearchParams({ why: JSON.stringify([segment]) })}`)
      const explained = must(await here().server.client.segments.explainPerson({ person: here().ada, segment }))
      const member = page.getByRole('listitem').filter({ has: page.getByRole('button', { name: `Why: ${name}` }) })
      await member.getByText('from every fact up to log position').waitFor()
      const lists = member.getByRole('list')
      const lines = await lists.nth(0).locator('> li').evaluateAll((parts) => parts.map((part) => ({ truth: part.getAttribute('data-truth'), words: part.textContent })))
      assert.equal(lines.length, explained.parts.length)
      for (const [i, { truth, kind, reading, found, facts }] of explained.parts.entries()) {
        assert.equal(lines[i]!.truth, truth)
        const expected = kind === 'all' ? 'all of these' : kind === 'any' ? 'any of these' : kind === 'not' ? 'not' : reading
        for (const part of [expected, ...found, ...facts.slice(-1).map(String)]) assert.ok(lines[i]!.words!.includes(part), `${part} in ${lines[i]!.words}`)
      }
      const needs = await lists.nth(1).locator('> li').allTextContents()
      assert.deepEqual(needs.map((one) => one.toLowerCase()), explained.needs.map(({ text }) => text.toLowerCase()))
    }
    await console_.close()
  })

  test('comes in within a second, counts down, and goes at the second at which the server says it ends, without polling', async (t) => {
    const { server } = here()
    const { client } = server
    await server.send('/v1/identify', { userId: 'live', traits: { country: 'DE' } })
    await server.settled()
    const { person } = must(await client.profiles.getProfile({ idType: 'user_id', value: 'live' }))
    const console_ = await ConsolePage.open(t, server.address)
    const { page } = console_
    await console_.goTo(`/people/${person}?${new URLSearchParams({ why: JSON.stringify([here().segments.cart]) })}`)
    await page.getByText('To enter, this would have to happen').waitFor()
    await page.waitForTimeout(500)
    const within = page.getByRole('list', { name: 'In these now' }).getByText('Warm carts')
    assert.equal(await within.count(), 0)
    const sent = Date.now()
    await server.send('/v1/track', { userId: 'live', event: 'Cart Updated', properties: { value: 42 } })
    await within.waitFor()
    const entered = Date.now() - sent
    await page.getByText(/^ends in \d+ secs?$/).first().waitFor()
    const { ends } = must(await client.profiles.getMemberships({ personId: person })).memberships.find(({ segment }) => segment === here().segments.cart)!
    await page.getByText('To leave, this would have to happen').waitFor()
    // When all that the change brings has been asked for, nothing is asked until the end.
    await sleep(2_500)
    const asked: string[] = []
    const note = (request: { url(): string }): void => void asked.push(request.url())
    page.on('request', note)
    await sleep(Math.max(0, ends! - Date.now() - 800))
    assert.deepEqual(asked, [], 'no polling')
    assert.equal(await within.count(), 1, 'it is there until the end')
    page.off('request', note)
    await within.waitFor({ state: 'detached' })
    const left = Date.now() - ends!
    t.diagnostic(`in after ${entered} ms, out ${left} ms after the end`)
    // Some 100 ms on a quiet machine; tests share theirs.
    assert.ok(entered < 1_500, `in after ${entered} ms`)
    assert.ok(left > -250 && left < 1_000, `out ${left} ms after the end`)
    await page.getByText('Not in it because').waitFor()
    await console_.close()
  })

  test('the timeline has every fact, both ways and by filter, and grows by itself', async (t) => {
    const console_ = await ConsolePage.open(t, here().server.address)
    const { page } = console_
    const { client } = here().server
    await console_.goTo(`/people/${here().ada}?tab=timeline`)
    await page.getByRole('button', { name: /Product Viewed/ }).first().waitFor()
    const { facts } = must(await client.profiles.getTimeline({ personId: here().ada, limit: 500 }))
    assert.equal((await everyFact(page)).size, facts.length)
    const content = page.locator('#content')
    await content.evaluate((element) => element.scrollTo(0, 0))
    await here().server.send('/v1/track', { userId: 'ada', event: 'Came By Itself', properties: { n: 1 } })
    await page.getByRole('button', { name: /Came By Itself/ }).waitFor()
    await page.getByRole('button', { name: /Came By Itself/ }).click()
    await page.getByRole('dialog').getByText('It counts.').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('combobox', { name: 'Events' }).click()
    await page.getByRole('option', { name: /^Order Completed/ }).click()
    await page.waitForURL(/event=/)
    const orders = must(await client.profiles.getTimeline({ personId: here().ada, event: ['Order Completed'], limit: 500 })).facts
    await page.getByRole('button', { name: /Product Viewed/ }).first().waitFor({ state: 'detached' })
    assert.equal((await everyFact(page)).size, orders.length)
    await page.reload()
    await page.getByRole('button', { name: /Order Completed.*number/s }).first().waitFor()
    assert.equal((await everyFact(page)).size, orders.length)
    await console_.close()
  })

  test('a jump to a day shows what was up to then, and newer facts come above without moving it', async (t) => {
    const console_ = await ConsolePage.open(t, here().server.address)
    const { page } = console_
    const { facts } = must(await here().server.client.profiles.getTimeline({ personId: here().ada, limit: 500 }))
    const day = new Date(facts[120]!.happened)
    const until = new Date(day.toLocaleDateString('sv', { timeZone: 'Europe/Berlin' }))
    await console_.goTo(`/people/${here().ada}?tab=timeline`)
    await page.getByLabel(/^Go to a day/).fill(until.toISOString().slice(0, 10))
    await page.waitForURL(/until=\d+/)
    const end = Number(new URL(page.url()).searchParams.get('until'))
    const [first] = facts.filter(({ happened }) => happened < end)
    await page.getByRole('button', { name: new RegExp(`number ${String(first!.properties['number'])} `) }).waitFor()
    const anchor = page.locator('[data-index] button').first()
    const words = await anchor.innerText()
    const top = await anchor.evaluate((element) => element.getBoundingClientRect().top)
    await page.getByRole('button', { name: 'Show newer' }).click()
    await page.getByRole('button', { name: new RegExp(`number ${Number(first!.properties['number']) + 1} `) }).waitFor()
    const moved = await page.locator('[data-index] button', { hasText: words.split('\n')[0]! }).evaluate((element) => element.getBoundingClientRect().top)
    assert.ok(Math.abs(moved - top) < 60, `what one looked at moved by ${moved - top} px`)
    await page.getByRole('button', { name: 'Newest' }).click()
    await page.getByRole('button', { name: /Came By Itself|identify/ }).first().waitFor()
    await console_.close()
  })
}

/** Walks down a timeline to its beginning. Gives the words of all facts that were drawn on the way. */
async function everyFact(page: Page): Promise<ReadonlySet<string>> {
  const content = page.locator('#content')
  const seen = new Set<string>()
  const isAtEnd = async (): Promise<boolean> => (await page.getByText('That is the beginning.').isVisible()) && (await content.evaluate(({ scrollTop, clientHeight, scrollHeight }) => scrollTop + clientHeight > scrollHeight - 2))
  for (let step = 0; step < 80; step++) {
    for (const one of await page.locator('[data-index] button').allInnerTexts()) seen.add(one)
    if (await isAtEnd()) break
    await content.evaluate((element) => element.scrollBy(0, 400))
    await page.waitForTimeout(60)
  }
  return seen
}
