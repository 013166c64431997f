// Computed traits as the state has them, against the definition: whatever comes late, twice or under another id.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseStoredExpression, storedProgram, valueNaively, type NaiveFact } from '@touchstone/language'
import { TestPerson } from '@touchstone/language/testing'
import { MemoryState } from '@touchstone/stream/testing'
import { FactView, RecordKind, SeedWriter } from '@touchstone/vocabulary'
import { listedPerson } from '../people/list-rows.ts'
import { ProfileReader } from '../read-profile.ts'
import { SegmentStateReader } from '../segment-state-reader.ts'
import { MachineRig, type RigFact } from '../testing.ts'
import { hashForTests } from '../testing/reading-rig.ts'

const T = 1_700_000_000_000
const DAY = 86_400_000

const TRAITS: Readonly<Record<string, string>> = {
  lifetime_value: 'sum("Order Completed".revenue)',
  average_basket: 'sum("Order Completed".revenue) / count("Order Completed")',
  mean_revenue: 'average("Order Completed".revenue) in last 30 days',
  last_channel: 'last("Order Completed".channel)',
  first_channel: 'first("Order Completed".channel where revenue > 3)',
  recent_channel: 'last("Order Completed".channel) in last 10 days',
  favourite_category: 'favourite("Product Viewed".category) fading by half every 7 days',
  favourite_product: 'favourite("Order Completed".products[].sku)',
  days_between_orders: 'gap("Order Completed")',
  recent_gap: 'gap("Order Completed") in last 20 days',
  brands: 'distinct("Product Viewed".category)',
}

/** A generator with a good mix (splitmix). */
function randomOf(seed: number): (limit: number) => number {
  let state = seed
  return (limit) => {
    state = (state + 0x9e3779b9) | 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
    return ((mixed ^ (mixed >>> 16)) >>> 0) % limit
  }
}

/** The Machine, and beside it every fact that counts with the identifiers that it came with. */
class World {
  readonly rig = new MachineRig(new MemoryState())
  readonly reader = new ProfileReader(this.rig.driver.state, hashForTests)
  readonly facts: { readonly fact: NaiveFact; readonly identifiers: readonly string[] }[] = []
  readonly #messages = new Set<string>()
  now = T

  add(given: RigFact & { readonly messageId: string }): void {
    const position = this.rig.fact(this.now, given)
    if (this.#messages.has(given.messageId)) return
    this.#messages.add(given.messageId)
    const { hashHigh, hashLow } = hashOf(given.messageId)
    const fact = { event: given.event ?? '', timestamp: given.happened ?? this.now, appended: this.now, position, hash: (BigInt(hashHigh) << 32n) | BigInt(hashLow), traits: {}, properties: given.properties ?? {} }
    this.facts.push({ fact, identifiers: given.identifiers })
  }

  of(person: number): NaiveFact[] {
    return this.facts.filter(({ identifiers }) => identifiers.some((one) => this.reader.resolve(one.slice(0, one.indexOf(':')), one.slice(one.indexOf(':') + 1)) === person)).map(({ fact }) => fact)
  }
}

function hashOf(messageId: string): { hashHigh: number; hashLow: number } {
  const rig = new MachineRig()
  let found = { hashHigh: 0, hashLow: 0 }
  const append = rig.driver.append.bind(rig.driver)
  rig.driver.append = (kind, payload, time, commit) => {
    const { hashHigh, hashLow } = new FactView().reset(Buffer.from(payload), 0, payload.length)
    found = { hashHigh, hashLow }
    return append(kind, payload, time, commit)
  }
  rig.fact(T, { identifiers: ['user_id:x'], event: 'X', messageId })
  return found
}

function randomFact(random: (limit: number) => number, now: number, message: number): RigFact & { readonly messageId: string } {
  const user = ['user_id:a', 'user_id:b', 'anonymous_id:a', 'anonymous_id:b'][random(4)]!
  // Now and then two turn out to be one.
  const identifiers = random(12) === 0 ? ['anonymous_id:a', 'user_id:a'] : [user]
  const happened = random(3) === 0 ? now - random(40) * DAY : now
  const messageId = random(6) === 0 ? `m${random(message + 1)}` : `m${message}`
  const word = (): unknown => ['shoes', 'Shoes 🛒', 'hats', 'é', '', 7, null][random(7)]
  if (random(2) === 0) return { identifiers, event: 'Product Viewed', happened, messageId, properties: { category: word() } }
  const products = Array.from({ length: random(3) }, () => ({ sku: word() }))
  return { identifiers, event: 'Order Completed', happened, messageId, properties: { revenue: [0.1, 0.2, 12.345678, -1, '12', 1e12][random(6)], channel: ['web', 'app', ['web'], 4, true, 'x'.repeat(300)][random(6)], products } }
}

function assertExact(world: World, label: string): void {
  for (const person of [1, 2, 3, 4, 5, 6, 7, 8].filter((id) => world.reader.canonical(id) === id)) {
    const computed = world.reader.computed.of(person, world.now)
    if (computed === undefined) continue
    for (const { name, value, state } of computed) {
      assert.equal(state, 'live')
      const checked = parseStoredExpression(TRAITS[name]!)
      assert.ok(checked.ok)
      const told = valueNaively(checked.value, { person, facts: world.of(person), asOf: world.now })
      assert.equal(value, told.value ?? null, `${label}: ${name} of ${person} is ${value}, by the definition ${told.value}`)
    }
  }
}

test('every computed trait is what its definition says after late, repeated and merging facts', () => {
  for (const seed of [1, 2, 3]) {
    const random = randomOf(seed)
    const world = new World()
    for (const [name, where] of Object.entries(TRAITS)) world.rig.control(T, { control: 'segment.define', id: name, version: 1, where, trait: name })
    for (let i = 0; i < 120; i++) {
      world.now += random(3) * DAY
      world.add(randomFact(random, world.now, i))
      if (i % 10 === 9) assertExact(world, `seed ${seed}, fact ${i}`)
    }
    world.now += 9 * DAY
    assertExact(world, `seed ${seed}, later`)
  }
})

test('history that is seeded counts like facts that came live, and there is no value before it is in', () => {
  const random = randomOf(7)
  const world = new World()
  for (let i = 0; i < 60; i++) world.add(randomFact(random, (world.now += random(2) * DAY), i))
  const states = new SegmentStateReader(world.rig.driver.state)
  const [person] = [1, 2, 3].filter((id) => world.reader.canonical(id) === id)
  let waited = 0
  for (const [name, where] of Object.entries(TRAITS)) {
    const definition = world.rig.control(world.now, { control: 'segment.define', id: name, version: 1, where, trait: name })
    const before = world.facts.length
    world.add(randomFact(random, (world.now += random(2) * DAY), 1000 + definition))
    const [waiting] = world.reader.computed.of(person!, world.now, [name])!
    // One of them needs nothing that another has not brought.
    if (waiting!.state === 'live') continue
    assert.equal(waiting!.value, null)
    waited++
    seed(world, definition, where, before)
    world.rig.control(world.now, { control: 'segment.seeded', segment: definition })
    assert.equal(states.liveTraits().find(({ position }) => position === definition)!.state, 'live')
  }
  assert.equal(waited, Object.keys(TRAITS).length - 1)
  assertExact(world, 'seeded')
  assert.deepEqual(states.liveSegments(), [], 'nobody takes a computed trait for a segment')
})

/** As the backfill does: the nodes of the definition over the facts before it, person by person. */
function seed({ facts, reader, rig, now }: World, segment: number, where: string, before: number): void {
  const numbers = new Map<string, number>()
  const program = storedProgram(where, true, { node: (key) => numbers.get(key) ?? numbers.set(key, numbers.size).get(key)!, trait: () => 0 })
  assert.ok(program.ok)
  const { nodes } = program.value
  const known = new Set(new SegmentStateReader(rig.driver.state).nodes().filter(({ complete }) => complete).map(({ key }) => key))
  const people = new Map<number, TestPerson>()
  for (const { fact, identifiers } of facts.slice(0, before)) {
    const [type, value] = identifiers[0]!.split(':')
    const id = reader.resolve(type!, value!)!
    const person = people.get(id) ?? people.set(id, new TestPerson(id)).get(id)!
    const input = { event: fact.event, timestamp: fact.timestamp, hashHigh: Number(fact.hash >> 32n), hashLow: Number(fact.hash & 0xffff_ffffn), properties: () => fact.properties, traits: () => ({}) }
    for (const node of nodes) if (node.events.includes(fact.event)) node.update(person, input, now)
  }
  const writer = new SeedWriter(segment)
  for (const [id, person] of [...people].sort(([a], [b]) => a - b)) {
    nodes.forEach((node, index) => {
      const cell = person.cell(node.id)
      if (cell !== undefined && !known.has(node.key)) writer.add({ person: id, node: index, cell })
    })
  }
  rig.driver.append(RecordKind.SEED, writer.take(), now)
}

test('a Machine that starts over goes on with what was kept', () => {
  const world = new World()
  world.rig.control(world.now, { control: 'segment.define', id: 'favourite_category', version: 1, where: TRAITS['favourite_category']!, trait: 'favourite_category' })
  const view = (category: string, rig = world.rig): void => void rig.fact(world.now, { identifiers: ['user_id:a'], event: 'Product Viewed', properties: { category } })
  view('hats')
  view('shoes')
  const again = world.rig.restarted()
  view('shoes', again)
  assert.deepEqual(world.reader.computed.of(2, world.now)!.map(({ value, state }) => [value, state]), [['shoes', 'live']])
})

test('lists show values of computed traits beside given ones', () => {
  const world = new World()
  const define = (id: string, where: string): number => world.rig.control(world.now, { control: 'segment.define', id, version: 1, where, trait: id })
  define('lifetime_value', 'sum("Order Completed".revenue)')
  define('last_channel', 'last("Order Completed".channel)')
  world.rig.fact(world.now, { identifiers: ['user_id:a'], traits: { plan: 'free', last_channel: 'given' } })
  world.rig.fact(world.now, { identifiers: ['user_id:a'], event: 'Order Completed', properties: { revenue: 4.5 } })
  world.rig.fact(world.now, { identifiers: ['user_id:a'], event: 'Order Completed', properties: { revenue: 2, channel: 'web' } })
  const columns = ['plan', 'lifetime_value', 'last_channel']
  const row = listedPerson(world.reader, 3, columns, world.reader.computed.valuesOf(columns, world.now))
  assert.deepEqual(row?.traits, { plan: 'free', lifetime_value: 6.5, last_channel: 'web' })
  assert.equal(world.reader.computed.valuesOf(['plan'], world.now), undefined)
})

test('a newer version takes over once its history is in, and what nobody needs any more goes', () => {
  const world = new World()
  world.add({ identifiers: ['user_id:a'], event: 'Order Completed', messageId: 'm1', properties: { revenue: 5, total: 7 } })
  const states = new SegmentStateReader(world.rig.driver.state)
  const define = (version: number, where: string): number => world.rig.control(world.now, { control: 'segment.define', id: 'lifetime_value', version, where, trait: 'lifetime_value' })
  const value = () => world.reader.computed.of(1, world.now)!.map((one) => [one.value, one.version, one.state])
  const first = define(1, 'sum("Order Completed".revenue)')
  seed(world, first, 'sum("Order Completed".revenue)', 1)
  world.rig.control(world.now, { control: 'segment.seeded', segment: first })
  const second = define(2, 'sum("Order Completed".total)')
  assert.deepEqual(value(), [[5, 1, 'live']])
  seed(world, second, 'sum("Order Completed".total)', 1)
  world.rig.control(world.now, { control: 'segment.seeded', segment: second })
  assert.deepEqual(value(), [[7, 2, 'live']])
  world.rig.control(world.now, { control: 'segment.archive', segment: first })
  assert.deepEqual(states.nodes().length, 1)
  world.rig.control(world.now, { control: 'segment.archive', segment: second })
  assert.deepEqual([value(), states.nodes(), states.liveTraits()], [[], [], []])
  // The same numbers serve a segment, which then needs no history.
  const third = define(3, 'sum("Order Completed".revenue)')
  seed(world, third, 'sum("Order Completed".revenue)', 1)
  world.rig.control(world.now, { control: 'segment.seeded', segment: third })
  const segment = world.rig.define(world.now, 'sg', 'sum("Order Completed".revenue) >= 5')
  world.rig.tick(world.now)
  assert.deepEqual([...world.rig.members(segment).keys()], [1])
})
