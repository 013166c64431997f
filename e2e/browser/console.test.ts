// The console's frame, as a person meets it: signing in, both themes, keys, what it says when the server is away.
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { ServerProcess, must } from '../src/server-process.ts'
import { ConsolePage, THEMES } from './console-page.ts'
import { testStates } from './states.ts'

describe('the console', () => {
  let server: ServerProcess
  before(async () => {
    server = await ServerProcess.start()
  })
  after(() => server?.end())

  describe('what screens say instead of what they show', { concurrency: true }, () => testStates(() => server))

  for (const theme of THEMES) {
    test(`every screen of the frame is accessible and within its policy, ${theme}`, async (t) => {
      const console_ = await ConsolePage.open(t, server.address, { theme, signedOut: true })
      const { page } = console_
      await page.goto(`${server.address}/segments?q=cart`)
      await page.getByRole('heading', { name: 'Sign in' }).waitFor()
      await console_.assertAccessible('sign-in')
      await console_.picture(`sign-in-${theme}`)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByText('Enter the admin token.').waitFor()
      await page.getByLabel('Admin token', { exact: true }).fill('wrong')
      await page.keyboard.press('Enter')
      await page.getByText('This is not an admin token of this installation.').waitFor()
      await console_.assertAccessible('sign-in, refused')
      console_.expectTrouble(/401/)
      await console_.signIn()
      await page.getByText('Facts per second').first().waitFor()
      await console_.assertAccessible('home')
      await console_.picture(`home-${theme}`)
      await console_.goTo('/nothing/here')
      await page.getByRole('heading', { name: 'There is nothing at this address' }).waitFor()
      await console_.assertAccessible('not found')
      await console_.close()
    })
  }

  test('after signing in one is where one wanted to go, and after signing out nowhere', async (t) => {
    const console_ = await ConsolePage.open(t, server.address, { signedOut: true })
    const { page } = console_
    await page.goto(`${server.address}/segments?q=cart&sort=size&down=true`)
    await page.getByLabel('Admin token', { exact: true }).fill('e2e-admin-token')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Segments' }).waitFor()
    assert.equal(new URL(page.url()).search, '?q=cart&sort=size&down=true')
    const [cookie] = await page.context().cookies()
    assert.deepEqual([cookie?.httpOnly, cookie?.sameSite, cookie?.value.includes('e2e')], [true, 'Strict', false])
    await page.getByRole('button', { name: /Signed in as/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    assert.equal((await page.request.get(`${server.address}/api/segments`)).status(), 401)
    await page.goto(`${server.address}/`)
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await console_.close()
  })

  test('keyboard: palette, rooms, search, help, and single letters switched off', async (t) => {
    // An empty list has no search.
    must(await server.client.segments.createSegment({ name: 'Somebody', where: 'country = "DE"' }))
    const console_ = await ConsolePage.open(t, server.address)
    const { page } = console_
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder('Go to, or do…').fill('segm')
    await console_.assertAccessible('palette')
    await console_.picture('palette-light')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: 'Segments' }).waitFor()
    await page.getByLabel('Find a segment').waitFor()
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.keyboard.press('/')
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('aria-label')), 'Find a segment')
    await page.keyboard.type('?gh')
    assert.equal(await page.getByLabel('Find a segment').inputValue(), '?gh', 'in a field letters are letters')
    await page.evaluate(() => (document.activeElement as HTMLElement).blur())
    await page.keyboard.press('g')
    await page.keyboard.press('h')
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    await console_.assertAccessible('keyboard help')
    await page.getByRole('switch', { name: 'Single-letter shortcuts' }).click()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    await page.keyboard.press('?')
    await page.keyboard.press('Control+k')
    await page.getByPlaceholder('Go to, or do…').waitFor()
    assert.equal(await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).isVisible(), false)
    await console_.close()
  })

  test('the server goes away and comes back: the console says so, and is true again', async (t) => {
    const console_ = await ConsolePage.open(t, server.address)
    const { page } = console_
    await console_.goTo('/segments')
    await page.getByRole('row', { name: /Somebody/ }).waitFor()
    await server.stop()
    await page.getByText(/The server has not answered since \d/).waitFor()
    await page.getByText(/^As of \d/).first().waitFor()
    await console_.assertAccessible('server away')
    await console_.picture('away-light')
    await page.getByRole('link', { name: 'Home' }).click()
    await page.getByRole('heading', { level: 1, name: 'Home' }).waitFor()
    await server.restart()
    await page.getByText(/The server has not answered since/).waitFor({ state: 'hidden', timeout: 30_000 })
    await page.getByRole('link', { name: 'Segments', exact: true }).click()
    const made = await server.client.segments.createSegment({ name: 'After the restart', where: 'country = "DE"' })
    assert.ok(made.ok)
    await page.getByRole('row', { name: /After the restart/ }).waitFor()
    console_.expectTrouble(/Failed to load resource|ERR_CONNECTION/)
    await console_.close()
  })
})
