import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { ServerProcess, must } from './server-process.ts'

const WINDOW = 3_000
/** From the instant of a change until somebody can read of it, on a slow machine. */
const LATE = 3_000

describe(`did "Cart Updated" in last ${WINDOW / 1_000} seconds`, { concurrency: true }, () => {
  let server: ServerProcess
  let id: string
  before(async () => {
    server = await ServerProcess.start()
    id = must(await server.client.segments.createSegment({ name: 'Busy', where: `did "Cart Updated" in last ${WINDOW / 1_000} seconds` })).id
    await server.until('live', async () => must(await server.client.segments.getSegment({ id })).state === 'live')
  })
  after(() => server?.end())

  const update = async (userId: string, age = 0): Promise<void> => {
    const now = Date.now()
    assert.equal((await server.send('/v1/track', { userId, event: 'Cart Updated', timestamp: now - age, sentAt: now })).status, 200)
  }

  /** Acknowledged means safe; the engine meets it a moment later. */
  async function personOf(userId: string): Promise<number> {
    await server.until(`${userId} is known`, async () => (await server.client.profiles.getProfile({ idType: 'user_id', value: userId })).ok)
    return must(await server.client.profiles.getProfile({ idType: 'user_id', value: userId })).person
  }

  /** The person's changes, oldest first, once there are `least` of them; and when each fact happened and arrived. */
  async function story(userId: string, least: number) {
    const person = await personOf(userId)
    const read = async () => must(await server.client.segments.getHistory({ id })).changes.filter((one) => one.person === person).reverse()
    await server.until(`${least} changes of ${userId}`, async () => (await read()).length >= least, WINDOW + LATE)
    const readAt = Date.now()
    const { facts } = must(await server.client.profiles.getTimeline({ personId: person }))
    return { changes: await read(), facts: facts.toReversed(), readAt }
  }

  test('a person enters with the event and leaves exactly three seconds after it', async () => {
    await update('once')
    const { changes, facts, readAt } = await story('once', 2)
    assert.deepEqual(changes.map(({ entered, cause }) => [entered, cause]), [[true, 'fact'], [false, 'time']])
    assert.equal(changes[0].at, facts[0].appended)
    assert.equal(changes[1].at, facts[0].happened + WINDOW)
    assert.ok(readAt - changes[1].at < LATE, `known ${readAt - changes[1].at} ms after it was due`)
  })

  test('who does it again stays, and leaves three seconds after the last time', async () => {
    await update('twice')
    await sleep(1_000)
    await update('twice')
    const { changes, facts } = await story('twice', 2)
    assert.deepEqual(changes.map(({ entered }) => entered), [true, false])
    assert.equal(facts.length, 2)
    assert.equal(changes[1].at, facts[1].happened + WINDOW)
  })

  test('a late event counts for what is left of its window, or not at all', async () => {
    await update('late', 1_000)
    await update('too-late', 3_500)
    const { changes, facts } = await story('late', 2)
    assert.deepEqual(changes.map(({ at }) => at), [facts[0].appended, facts[0].happened + WINDOW])
    assert.deepEqual((await story('too-late', 0)).changes, [])
  })

  test('memberships say until when, and the tail shows both changes', async () => {
    const stop = new AbortController()
    await server.send('/v1/track', { userId: 'watched', event: 'Something else' })
    const person = await personOf('watched')
    const seen: { entered: boolean; at: number }[] = []
    const watching = (async () => {
      for await (const entry of server.client.tail({ segment: id, person }, { signal: stop.signal })) if (entry.kind === 'membership') seen.push(entry)
    })()
    await sleep(200)
    await update('watched')
    await server.until('entered', async () => seen.length > 0)
    const { memberships } = must(await server.client.profiles.getMemberships({ personId: person }))
    const changes = (await story('watched', 2)).changes
    assert.deepEqual(memberships.map(({ value, since, ends }) => [value, since, ends]), [[true, changes[0].at, changes[1].at]])
    await server.until('left', async () => seen.length > 1)
    stop.abort()
    await watching
    assert.deepEqual(seen.map(({ entered, at }) => [entered, at]), changes.map(({ entered, at }) => [entered, at]))
  })
})
