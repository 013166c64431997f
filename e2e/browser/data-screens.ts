// Data: where facts come from, what was refused, what was seen, how the system is. Each screen with a real server behind it.
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { must } from '../src/server-process.ts'
import type { ServerProcess } from '../src/server-process.ts'
import type { Page } from './browser.ts'
import { ConsolePage, THEMES, widthsIn } from './console-page.ts'
import { LONG_EVENT, send, type DataWorld } from './data-world.ts'

const SCREENS = [
  ['sources', '/data/sources', 'Web shop'],
  ['quarantine', '/data/quarantine', 'No event name'],
  ['catalogue', '/data/catalogue', 'Cart Updated'],
  ['properties', '/data/catalogue?of=properties', 'address.country'],
  ['traits', '/data/catalogue?of=traits&sort=class', 'email_domain'],
  ['system', '/data/system', 'Parts and stores'],
] as const

export function testDataScreens(here: () => DataWorld): void {
  // They only look, so two look at a time.
  describe('in each theme', { concurrency: 2 }, () => {
    for (const theme of THEMES) {
      for (const width of widthsIn(theme, 1280, 768)) {
        test(`every screen is accessible and nothing runs over, ${theme}, ${width} px`, async (t) => {
          const console_ = await ConsolePage.open(t, here().server.address, { theme, width })
          for (const [name, path, shows] of SCREENS) {
            await console_.look(`data-${name}-${theme}-${width}`, path, (page) => page.getByText(shows).first().waitFor())
          }
          await console_.close()
        })
      }

      test(`what opens at the side is accessible, ${theme}`, async (t) => {
        const { server, shop } = here()
        const console_ = await ConsolePage.open(t, server.address, { theme })
        const { page } = console_
        const [entry] = must(await server.client.intake.listQuarantine({ limit: 1, reason: 'identifiers.missing' })).entries
        const drawers = [
          ['source-set-up', `/data/sources?source=${shop}&sdk=snippet`, 'Set-up of Web shop'],
          ['source-new', '/data/sources?issue=true', 'New source'],
          ['source-rename', `/data/sources?source=${shop}&rename=true`, 'Rename Web shop'],
          ['quarantine-entry', `/data/quarantine?entry=${entry!.id}`, `Quarantine entry ${entry!.id}`],
          ['event', '/data/catalogue?open=Cart+Updated&kind=track', 'Event Cart Updated'],
          ['property', '/data/catalogue?of=properties&open=note', 'Property note'],
        ] as const
        for (const [name, path, title] of drawers) {
          await console_.goTo(path)
          await page.getByRole('dialog', { name: title }).waitFor()
          await console_.assertAccessible(name)
          await console_.picture(`data-${name}-${theme}`)
        }
        await console_.close()
      })
    }
  })

  test('a key is issued, shown once, its first event turns the wait, and it is refused the moment it is revoked', async (t) => {
    const { server } = here()
    const console_ = await ConsolePage.open(t, server.address)
    const { page } = console_
    await console_.goTo('/data')
    await page.waitForURL(/\/data\/sources$/)
    await page.getByRole('button', { name: 'New source' }).click()
    const dialog = page.getByRole('dialog', { name: 'New source' })
    await dialog.getByRole('button', { name: 'Issue the key' }).click()
    await dialog.getByText('Give it a name.').waitFor()
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Till 7')
    await dialog.getByRole('button', { name: 'Issue the key' }).click()
    const drawer = page.getByRole('dialog', { name: 'Set-up of Till 7' })
    const secret = (await drawer.getByRole('region', { name: 'Write key', exact: true }).textContent())!.trim()
    assert.match(secret, /^tsw_/)
    assert.ok(!page.url().includes(secret), 'a secret never stands in the address')
    await drawer.getByText('Waiting for the first event of Till 7').waitFor()
    const code = drawer.getByRole('region', { name: 'Code' })
    for (const [sdk, part] of [['curl', `curl ${server.address}/v1/track -u ${secret}:`], ['Node', `writeKey: '${secret}', host: '${server.address}'`], ['RudderStack, Node', `'${secret}', { dataPlaneUrl: '${server.address}'`]] as const) {
      await drawer.getByRole('combobox', { name: 'SDK' }).click()
      await page.getByRole('option', { name: sdk, exact: true }).click()
      assert.ok((await code.textContent())!.includes(part), sdk)
    }
    await console_.assertAccessible('key issued')
    await console_.picture('data-source-issued-light')
    const before = performance.now()
    assert.equal(await send(server, secret, [{ type: 'track', userId: 'till', event: 'Order Completed', properties: { revenue: 12 } }]), 200)
    await drawer.getByText('The first event arrived.').waitFor()
    t.diagnostic(`turned after ${Math.round(performance.now() - before)} ms`)
    await drawer.getByRole('link', { name: 'See the record' }).click()
    await page.getByRole('dialog', { name: /^Record \d+$/ }).getByText('Order Completed').waitFor()
    await console_.goTo('/data/sources')
    await page.getByRole('listitem', { name: 'Till 7' }).getByRole('link', { name: /Set-up of Till 7/ }).click()
    await drawer.getByText('WRITE_KEY').first().waitFor()
    assert.ok(!(await page.content()).includes(secret), 'it is not shown again')
    await page.keyboard.press('Escape')
    await page.getByRole('listitem', { name: 'Till 7' }).getByRole('link', { name: /Revoke the key/ }).click()
    const question = page.getByRole('dialog', { name: /Revoke the key/ })
    await question.getByText('It is the only key of this source that works.').waitFor()
    await console_.assertAccessible('revoke?')
    await console_.picture('data-source-revoke-light')
    assert.equal(await send(server, secret, [{ type: 'track', userId: 'till', event: 'Order Completed' }]), 200, 'asking ends nothing')
    await question.getByRole('button', { name: 'Revoke the key' }).click()
    await page.getByText(/^The key .* is revoked\.$/).waitFor()
    assert.equal(await send(server, secret, [{ type: 'track', userId: 'till', event: 'Order Completed' }]), 401)
    await page.getByRole('listitem', { name: 'Till 7' }).getByRole('button', { name: '1 revoked key' }).click()
    await page.getByRole('listitem', { name: 'Till 7' }).getByText('revoked', { exact: false }).first().waitFor()
    await console_.close()
  })

  test('quarantine: reasons add up, an entry says why, and a corrected event is brought in', async (t) => {
    const { server } = here()
    const console_ = await ConsolePage.open(t, server.address)
    const { page } = console_
    await console_.goTo('/data/quarantine')
    const waiting = must(await server.client.intake.listQuarantine()).waiting
    await page.getByRole('link', { name: `All ${waiting.reduce((sum, { entries }) => sum + entries, 0)}` }).waitFor()
    await page.getByRole('link', { name: /^No event name 2 events$/ }).click()
    await page.waitForURL(/reason=track\.no-event/)
    await page.getByText('A track call has to say what happened').waitFor()
    const rows = page.getByRole('grid', { name: 'Refused events, newest first' }).locator('[data-index]')
    assert.equal(await rows.count(), 2)
    await rows.last().click()
    const drawer = page.getByRole('dialog', { name: /Quarantine entry/ })
    await drawer.getByRole('button', { name: 'Replay as it is' }).click()
    await drawer.getByText('Nothing was changed').waitFor()
    await drawer.getByRole('button', { name: 'Correct it' }).click()
    const field = drawer.getByRole('textbox', { name: 'Corrected event, as JSON' })
    const event = JSON.parse(await field.inputValue()) as Record<string, unknown>
    assert.equal(event['messageId'], 'q-1')
    await field.fill('{ "type": ')
    await drawer.getByText('This is no JSON object.').waitFor()
    await field.fill(JSON.stringify({ ...event, event: 'Came After All' }))
    await console_.picture('data-quarantine-correct-light')
    console_.expectTrouble(/4\d\d/)
    await drawer.getByRole('button', { name: 'Replay the corrected event' }).click()
    await drawer.getByText('1 event is in.').waitFor()
    await console_.assertAccessible('replayed')
    await drawer.getByRole('link', { name: 'See the record' }).click()
    await page.getByRole('dialog', { name: /^Record \d+$/ }).getByText('Came After All').waitFor()
    assert.equal(must(await server.client.intake.listQuarantine({ reason: 'track.no-event' })).waiting.find(({ reason }) => reason === 'track.no-event')?.entries, 1)
    await console_.close()
  })

  test('catalogue: it is that of the API, in the address, and a class takes effect', async (t) => {
    const { server } = here()
    const console_ = await ConsolePage.open(t, server.address)
    const { page } = console_
    await console_.goTo('/data/catalogue')
    const events = must(await server.client.profiles.listEvents()).events
    const row = page.getByRole('row', { name: new RegExp(LONG_EVENT.slice(0, 30)) })
    await row.waitFor()
    assert.equal(await page.getByRole('grid', { name: 'Events seen' }).getAttribute('aria-rowcount'), String(events.length + 1))
    assert.deepEqual(await Promise.all([row, page.getByRole('row', { name: /without a name/ })].map((one) => one.getAttribute('data-opens'))), ['true', null], 'of calls without a name there is nothing to open')
    await page.getByLabel('Find an event').fill('cart')
    await page.waitForURL(/q=cart/)
    await page.getByText('Cart Updated').first().waitFor()
    await console_.goTo('/data/catalogue?of=properties&q=note')
    await page.getByRole('row', { name: /note/ }).getByText('by the door').waitFor()
    await page.getByRole('row', { name: /note/ }).click()
    const drawer = page.getByRole('dialog', { name: 'Property note' })
    await drawer.getByRole('textbox', { name: 'Description' }).fill('What the courier must know')
    await drawer.getByRole('combobox', { name: 'Field class' }).click()
    await page.getByRole('option', { name: 'personal', exact: true }).click()
    await drawer.getByText('their values leave history and the live state for the vault').waitFor()
    await console_.picture('data-property-class-light')
    await drawer.getByRole('button', { name: 'Give it the class personal' }).click()
    await drawer.getByText(/In effect from log position/).waitFor()
    await drawer.getByText('v1', { exact: true }).waitFor()
    await console_.assertAccessible('class changed')
    await page.keyboard.press('Escape')
    await page.getByRole('row', { name: /note/ }).getByText('set here').waitFor()
    await page.getByRole('row', { name: /note/ }).getByText('not shown').waitFor()
    assert.equal((await server.send('/v1/track', { userId: 'u1', event: 'Cart Updated', messageId: 'sealed-1', properties: { note: 'behind the shed' } })).status, 200)
    await server.settled()
    const [position] = must(await server.client.stream.findMessage({ messageId: 'sealed-1' })).positions
    await console_.goTo(`/data/live?record=${position}`)
    const record = page.getByRole('dialog', { name: `Record ${position}` })
    await record.getByText('properties.note').waitFor()
    assert.ok(!(await page.content()).includes('behind the shed'))
    await console_.close()
  })

  test('system: the figures are those of the operation, and a store that is down says so and why', async (t) => {
    const { server } = here()
    const console_ = await ConsolePage.open(t, server.address)
    const { page } = console_
    await console_.goTo('/data/system')
    const figures = must(await server.client.stream.getFigures())
    await page.getByText('Nothing stands still that should move.').waitFor()
    for (const { name } of figures.parts) await page.getByRole('listitem', { name, exact: true }).getByText('Up').waitFor()
    const shown = page.getByRole('region', { name: 'How far behind' })
    await shown.getByText(`${figures.facts.accepted - figures.facts.duplicates} in all, and 0 duplicates`).waitFor()
    await shown.getByText(String(figures.people), { exact: true }).first().waitFor()
    await alarmIsHeard(server, page)
    // It is up again within a second, and figures come once a second: some of its deaths pass unseen.
    const down = page.getByText(/^registry is down: /)
    let isSeen = false
    for (let death = 0; death < 20 && !isSeen; death++) {
      const postgres = server.childProcess('postgres')
      if (postgres !== undefined) process.kill(postgres.pid, 'SIGQUIT')
      isSeen = await down.waitFor({ timeout: 1_500 }).then(() => true, () => false)
    }
    assert.ok(isSeen, 'the screen never said that it was down')
    await console_.picture('data-system-down-light')
    await page.getByText('Nothing stands still that should move.').waitFor({ timeout: 60_000 })
    await page.getByRole('listitem', { name: 'registry', exact: true }).getByText(/\d+ restart/).waitFor()
    console_.trouble.splice(0, console_.trouble.length, ...console_.trouble.filter((one) => !/503/.test(one)))
    await console_.close()
  })
}

/** A segment that cannot follow another one: the open screen says so as it happens, and no longer when it is mended. */
async function alarmIsHeard(server: ServerProcess, page: Page): Promise<void> {
  const { client } = server
  const make = async (name: string, where: string): Promise<string> => {
    const { id } = must(await client.segments.createSegment({ name, where }))
    await server.until('live', async () => must(await client.segments.getSegment({ id })).state === 'live')
    return id
  }
  const parts = (letter: string, count: number): string => Array.from({ length: count }, (_, number) => `${letter}${number} > 1`).join(' and ')
  const named = await make('Named by another', 'visits > 1')
  const naming = await make('Names another', `segment("Named by another") and ${parts('t', 150)}`)
  must(await client.segments.updateSegment({ id: named, where: parts('u', 100) }))
  await page.getByRole('alert').getByRole('link', { name: 'Open the segment' }).waitFor()
  must(await client.segments.updateSegment({ id: named, where: 'visits > 2' }))
  await page.getByText('Nothing stands still that should move.').waitFor()
  for (const id of [naming, named]) must(await client.segments.archiveSegment({ id }))
}
