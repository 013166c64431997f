// Unmodified analytics.js in a real page on another origin: settings, preflight, a lost answer, the queue of the offline, the
// batch of those who leave. Whatever happens on the way, each event is stored exactly once.
import assert from 'node:assert/strict'
import { after, before, describe, test, type TestContext } from 'node:test'
import { ServerProcess, WRITE_KEY, must } from '../src/server-process.ts'
import type { Page } from './browser.ts'
import { ConsolePage } from './console-page.ts'
import { OtherOrigin, type Exchange, type Options } from './other-origin.ts'

type Call = 'identify' | 'track' | 'page' | 'screen' | 'group' | 'alias'
interface Tracker {
  ready(): Promise<unknown>
  user(): Promise<{ anonymousId(): string }>
  [call: string]: (...args: unknown[]) => Promise<any>
}

/** Events are kept together until somebody leaves: neither their number nor time sends them before. */
const BATCHING: Options = { integrations: { 'Segment.io': { deliveryStrategy: { strategy: 'batching', config: { size: 100, timeout: 600_000 } } } } }

describe('analytics.js on another origin', () => {
  let server: ServerProcess
  let other: OtherOrigin
  before(async () => {
    server = await ServerProcess.start()
    other = await OtherOrigin.start(server.address)
  })
  after(async () => {
    other?.close()
    await server?.end()
  })

  async function open(t: TestContext, options: Options = {}): Promise<{ shop: ConsolePage; page: Page; anonymousId: string }> {
    const shop = await ConsolePage.open(t, other.site, { signedOut: true })
    return { shop, page: shop.page, anonymousId: await enter(shop.page, options) }
  }

  async function enter(page: Page, options: Options): Promise<string> {
    await page.goto(other.page(options))
    return await page.evaluate(async () => {
      const { tracker } = window as unknown as { tracker: Tracker }
      await tracker.ready()
      return (await tracker.user()).anonymousId()
    })
  }

  const posts = (messageId: string): Exchange[] => other.seen.filter(({ method, body }) => method === 'POST' && body.includes(messageId))

  /** Exactly these, once each, in the live profile and in history. */
  async function assertStored(anonymousId: string, messageIds: readonly string[]): Promise<void> {
    const profile = () => server.client.profiles.getProfile({ idType: 'anonymous_id', value: anonymousId })
    await server.until(`${messageIds.length} are counted`, async () => {
      const found = await profile()
      return found.ok && found.value.facts >= messageIds.length
    })
    await server.settled()
    const { person, facts } = must(await profile())
    assert.equal(facts, messageIds.length)
    const stored = must(await server.client.profiles.getTimeline({ personId: person, limit: 500 })).facts
    assert.deepEqual(stored.map(({ messageId }) => messageId).sort(), [...messageIds].sort())
    for (const { context } of stored) assert.equal((context['library'] as { name: string }).name, 'analytics.js')
  }

  test('asks for its settings, passes the preflight with its key, and each kind of call is stored once', async (t) => {
    const { shop, page, anonymousId } = await open(t)
    const calls: [Call, ...unknown[]][] = [['page', 'Shelf'], ['track', 'Product Viewed', { sku: 'TEA-4' }], ['identify', 'shopper-1', { plan: 'free' }], ['group', 'club-1', { size: 3 }], ['screen', 'Till'], ['alias', 'shopper-one']]
    const ids: string[] = []
    for (const call of calls) ids.push(await say(page, ...call))
    await assertStored(anonymousId, ids)
    const settings = other.seen.find(({ path }) => path === `/v1/projects/${WRITE_KEY}/settings`)!
    assert.deepEqual([settings.method, settings.status, settings.headers.origin], ['GET', 200, other.site])
    for (const [at, [call]] of calls.entries()) {
      const [post] = posts(ids[at]!)
      assert.deepEqual([post!.path, post!.status, post!.headers.origin, post!.headers.authorization], [`/v1/${call[0]}`, 200, other.site, `Basic ${btoa(`${WRITE_KEY}:`)}`])
      const preflight = other.seen.find(({ method, path }) => method === 'OPTIONS' && path === post!.path)!
      assert.deepEqual([preflight.status, preflight.headers['access-control-request-method']], [204, 'POST'])
      assert.match(preflight.headers['access-control-request-headers']!, /\bauthorization\b/)
    }
    await shop.close()
  })

  test('answers that got lost: it is sent again, by the browser and by analytics.js, and stored once', async (t) => {
    const { shop, page, anonymousId } = await open(t)
    // Of a connection that was kept, the browser itself repeats the first without a word.
    other.loseAnswers = 2
    const id = await say(page, 'track', 'Cart Updated', { value: 12 })
    await server.until('it came three times', async () => posts(id).length === 3 && posts(id).every(({ status }) => status === 200))
    assert.ok(Number(posts(id).at(-1)!.headers['x-retry-count']) >= 1, 'analytics.js sent it again')
    await assertStored(anonymousId, [id])
    shop.expectTrouble(/ERR_EMPTY_RESPONSE|ERR_CONNECTION|ERR_SOCKET/)
    await shop.close()
  })

  test('offline, events wait; back again they come, also those of a tab that was closed meanwhile', async (t) => {
    const { shop, page, anonymousId } = await open(t)
    const ids = [await say(page, 'page', 'Shelf')]
    await server.until('the visit came', async () => posts(ids[0]!).length === 1)
    const context = page.context()
    await context.setOffline(true)
    for (const sku of ['TEA-4', 'TEA-5', 'TEA-6']) ids.push(await say(page, 'track', 'Product Viewed', { sku }))
    await page.waitForTimeout(1_000)
    assert.equal(posts(ids[1]!).length, 0, 'the queue waits')
    await context.setOffline(false)
    await server.until('what waited came', async () => ids.every((id) => posts(id).length === 1))
    await context.setOffline(true)
    for (const sku of ['CUP-1', 'CUP-2']) ids.push(await say(page, 'track', 'Product Viewed', { sku }))
    await closeTab(page)
    await context.setOffline(false)
    const again = await context.newPage()
    assert.equal(await enter(again, {}), anonymousId)
    await assertStored(anonymousId, ids)
    await shop.close()
  })

  for (const [how, leave] of [
    ['going elsewhere', async (page: Page) => void (await page.goto('about:blank'))],
    ['closing the tab', closeTab],
  ] as const) {
    test(`a batch is sent on leaving, by ${how}`, async (t) => {
      const { shop, page, anonymousId } = await open(t, BATCHING)
      const ids = [await say(page, 'page', 'Shelf')]
      for (let number = 0; number < 6; number++) ids.push(await say(page, 'track', 'Product Viewed', { number }))
      assert.equal(posts(ids[0]!).length, 0, 'nothing goes before')
      await leave(page)
      await assertStored(anonymousId, ids)
      const [batch, ...more] = posts(ids[0]!)
      assert.deepEqual([batch!.path, more.length, (JSON.parse(batch!.body) as { batch: unknown[] }).batch.length], ['/v1/b', 0, ids.length])
      assert.equal(batch!.headers.authorization, `Basic ${btoa(`${WRITE_KEY}:`)}`)
      await shop.close()
    })
  }
})

/** Calls analytics.js in the page. Gives the id that it made for the message. */
function say(page: Page, call: Call, ...args: unknown[]): Promise<string> {
  return page.evaluate(async ([name, rest]) => {
    const { tracker } = window as unknown as { tracker: Tracker }
    const context = (await tracker[name]!(...rest)) as { event: { messageId: string } }
    return context.event.messageId
  }, [call, args] as const)
}

/** As a person does it: the page hears of it, and is then gone. */
async function closeTab(page: Page): Promise<void> {
  await Promise.all([page.waitForEvent('close'), page.close({ runBeforeUnload: true })])
}
