// The machine goes down under the server: the state cannot be trusted, is thrown away and built again from the log, and
// history forgets what was derived from it before it is told again. Afterwards everything is as it was, once. Only the
// instants at which the first evaluation of a segment reached people are those of the rebuild: what happened to them
// before that is one entry instead of several.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { ServerProcess, must } from './server-process.ts'

const PEOPLE = 40

let server: ServerProcess
before(async () => {
  server = await ServerProcess.start()
})
after(() => server?.end())

test('after a power cut, state, memberships and history are as before', async () => {
  const events = Array.from({ length: PEOPLE * 5 }, (_, i) => ({ type: 'track', event: 'Cart Updated', messageId: `m${i}`, anonymousId: `a${i % PEOPLE}` }))
  await server.send('/v1/batch', { batch: events })
  const early = must(await server.client.segments.createSegment({ name: 'Early', where: 'count("Cart Updated") >= 5' }))
  await server.until('live', async () => must(await server.client.segments.getSegment({ id: early.id })).state === 'live')
  // Half of them turn out to be one person with another half.
  const merges = Array.from({ length: PEOPLE / 4 }, (_, i) => [
    { type: 'identify', userId: `u${i}`, anonymousId: `a${2 * i}`, messageId: `i${i}` },
    { type: 'identify', userId: `u${i}`, anonymousId: `a${2 * i + 1}`, messageId: `j${i}`, traits: { plan: 'pro', email: `p${i}@example.com` } },
  ]).flat()
  await server.send('/v1/batch', { batch: merges })
  await server.settled()
  const before = await picture(early.id)
  assert.equal(before.size, PEOPLE - PEOPLE / 4)

  await server.kill()
  writeFileSync(join(server.directory, 'data', 'state', 'open-since-boot'), 'an earlier boot')
  await server.restart()
  await server.until('live again', async () => must(await server.client.segments.getSegment({ id: early.id })).state === 'live')
  await server.settled()
  assert.ok(server.log.includes('engine.rebuilding'))
  assert.deepEqual(await picture(early.id), before)
})

async function picture(id: string) {
  const { size } = must(await server.client.segments.getSegment({ id }))
  const members = must(await server.client.segments.listMembers({ id, limit: 1000 })).members.map(({ person }) => person)
  const preview = must(await server.client.segments.previewSegment({ where: 'count("Cart Updated") >= 5 and plan = "pro"' }))
  const { changes } = must(await server.client.segments.getHistory({ id, limit: 1000 }))
  const profile = must(await server.client.profiles.getProfile({ idType: 'user_id', value: 'u0' }))
  const personal = must(await server.client.profiles.revealProfile({ idType: 'user_id', value: 'u0' }))
  const { facts } = must(await server.client.profiles.getTimeline({ personId: profile.person, limit: 100 }))
  // What adds up facts is told again from the beginning, and adds up to the same.
  const catalogue = must(await server.client.profiles.listEvents()).events
  const traits = must(await server.client.profiles.listFields({ place: 'trait' })).fields
  const received = must(await server.client.profiles.getFactSeries({ interval: 'hour' })).total
  assert.equal(received, catalogue.reduce((sum, one) => sum + one.facts, 0))
  const entries = changes.filter(({ entered }) => entered).length
  assert.equal(new Set(changes.map(({ person, at, entered }) => `${person} ${at} ${entered}`)).size, changes.length, 'nothing is told twice')
  return { size, members, matching: preview.count, stillIn: entries - (changes.length - entries), profile, personal, facts: facts.length, catalogue, traits, received }
}
