// What must be true after any number of crashes: compares everything the platform answers with what was sent.
import assert from 'node:assert/strict'
import { type Deeds, type Load, messageIdsOf } from './crash-load.ts'
import { must, overAll, pages, type ServerProcess } from './server-process.ts'

/** A live segment and, told independently, who belongs in it. */
export interface Watched {
  readonly where: string
  readonly has: (deeds: Deeds) => boolean
}

export const TOUCH_WINDOW = 2_000
export const TOUCHED = `did "Touch" in last ${TOUCH_WINDOW / 1_000} seconds`

export const WATCHED: readonly Watched[] = [
  ...[10, 30, 100, 300].map((least): Watched => ({ where: `count("Load") >= ${least}`, has: ({ loads }) => loads.size >= least })),
  ...[500, 5_000].map((least): Watched => ({ where: `sum("Load".value) in last 365 days >= ${least}`, has: ({ loads }) => cents(loads) >= least * 100 })),
  { where: 'plan = "gold" and did not "Touch"', has: ({ plan, touches }) => plan === 'gold' && touches.size === 0 },
]

function cents(loads: ReadonlyMap<string, number>): number {
  return [...loads.values()].reduce((sum, value) => sum + Math.round(value * 100), 0)
}

/** person number → deeds; checks profile, warehouse and vault of everyone. */
export async function checkPeople({ client }: ServerProcess, { people }: Load): Promise<ReadonlyMap<number, Deeds>> {
  const found = new Map<number, Deeds>()
  await overAll(people, async (deeds) => {
    const { userId, email } = deeds
    const profile = must(await client.profiles.getProfile({ idType: 'user_id', value: userId }))
    const expected = messageIdsOf(deeds)
    assert.equal(profile.facts, expected.length, `${userId}: facts counted live`)
    assert.equal(profile.events['Load']?.count ?? 0, deeds.loads.size, `${userId}: count of "Load"`)
    assert.equal(profile.events['Touch']?.count ?? 0, deeds.touches.size, `${userId}: count of "Touch"`)
    assert.equal(profile.traits['plan']?.value, deeds.plan, `${userId}: plan`)
    const facts = await pages((before: string | undefined) => client.profiles.getTimeline({ personId: profile.person, limit: 500, before }), (page) => page.facts)
    assert.deepEqual(facts.map(({ messageId }) => messageId).sort(), expected, `${userId}: facts in the warehouse`)
    const personal = must(await client.profiles.revealProfile({ idType: 'user_id', value: userId }))
    assert.deepEqual(personal.values, [{ path: 'traits.email', value: email }], `${userId}: personal values in the vault`)
    found.set(profile.person, deeds)
  })
  assert.equal(found.size, people.length, 'everyone is somebody else')
  await checkLists(client, found)
  return found
}

/** History counted for lists what the profiles say: its orders are those of their values. */
async function checkLists(client: ServerProcess['client'], people: ReadonlyMap<number, Deeds>): Promise<void> {
  for (const sort of ['facts', 'lastSeen', 'firstSeen'] as const) {
    const { list, count } = must(await client.profiles.listPeople({ sort, limit: 0 }))
    const listed: number[] = []
    const values: number[] = []
    while (listed.length < count) {
      const window = must(await client.profiles.listPeople({ sort, list, offset: listed.length, limit: 500 })).people
      listed.push(...window.map((one) => one!.person))
      values.push(...window.map((one) => one![sort]))
    }
    assert.equal(new Set(listed).size, listed.length, `nobody is in the list by ${sort} twice`)
    assert.ok([...people.keys()].every((person) => listed.includes(person)), `everyone is in the list by ${sort}`)
    assert.deepEqual(values, values.toSorted((a, b) => b - a), `the order of the list by ${sort}`)
  }
}

/** Members are exactly those who should be, and history tells the same without doubles. */
export async function checkSegment({ client }: ServerProcess, id: string, { where, has }: Watched, people: ReadonlyMap<number, Deeds>): Promise<void> {
  const expected = [...people].filter(([, deeds]) => has(deeds)).map(([person]) => person).sort((a, b) => a - b)
  const members = await pages((after: number | undefined) => client.segments.listMembers({ id, after }), (page) => page.members)
  assert.deepEqual(members.map(({ person }) => person), expected, `members of ${where}`)
  const segment = must(await client.segments.getSegment({ id }))
  assert.equal(segment.state, 'live')
  assert.equal(segment.size, expected.length, `size of ${where}`)
  const preview = must(await client.segments.previewSegment({ where }))
  assert.deepEqual([preview.count, preview.isComplete], [expected.length, true], `preview of ${where}`)
  const inside = new Set<number>()
  for (const { person, entered } of await changesOf(client, id)) {
    assert.equal(inside.has(person), !entered, `${where}: person ${person} ${entered ? 'entered' : 'left'} twice`)
    if (entered) inside.add(person)
    else inside.delete(person)
  }
  assert.deepEqual([...inside].sort((a, b) => a - b), expected, `${where}: entries minus exits`)
}

/** Entries and exits of a windowed segment, from the times of the facts alone. */
export async function checkTouched({ client }: ServerProcess, id: string, people: ReadonlyMap<number, Deeds>): Promise<void> {
  const changes = await changesOf(client, id)
  await overAll([...people], async ([person, { touches, userId }]) => {
    const facts = await pages((before: string | undefined) => client.profiles.getTimeline({ personId: person, event: ['Touch'], limit: 500, before }), (page) => page.facts)
    assert.equal(facts.length, touches.size)
    const expected: { at: number; entered: boolean }[] = []
    let until = -Infinity
    for (const { happened, appended } of facts.toSorted((a, b) => a.position - b.position)) {
      if (until <= appended && expected.at(-1)?.entered) expected.push({ at: until, entered: false })
      until = Math.max(until, happened + TOUCH_WINDOW)
      if (until > appended && !expected.at(-1)?.entered) expected.push({ at: appended, entered: true })
    }
    if (expected.at(-1)?.entered) expected.push({ at: until, entered: false })
    const told = changes.filter((one) => one.person === person).map(({ at, entered }) => ({ at, entered }))
    assert.deepEqual(told, expected, `${userId} (person ${person}): entries and exits of ${TOUCHED}`)
  })
}

/** Each message that could not be a fact is listed; one that was sent once is listed once. */
export async function checkQuarantine({ client }: ServerProcess, { refused }: Load): Promise<void> {
  const entries = await pages((cursor: number | undefined) => client.intake.listQuarantine({ limit: 500, cursor }), (page) => page.entries)
  const listed = new Map<string, number>()
  for (const { messageId = '', message } of entries) {
    listed.set(messageId, (listed.get(messageId) ?? 0) + 1)
    assert.match(message, /expected/)
  }
  assert.deepEqual([...listed.keys()].sort(), [...refused.keys()].sort(), 'messages in quarantine')
  for (const [messageId, times] of listed) assert.ok(times <= refused.get(messageId)!, `${messageId}: sent ${refused.get(messageId)} times, ${times} entries`)
}

/** Oldest first. */
async function changesOf(client: ServerProcess['client'], id: string) {
  const newestFirst = await pages((before: number | undefined) => client.segments.getHistory({ id, limit: 10_000, before }), (page) => page.changes)
  return newestFirst.reverse()
}
