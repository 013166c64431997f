// Families on shared tablets, landlines, recycled phone numbers, addresses with typos, and senders that say `null`: of what the
// default rules make one by themselves, how much is right? The truth is planted, so it is known.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DAY, HOUR } from '@touchstone/base'
import { DEFAULT_RULES, Decisions, Rules, identifierOf, resolve } from './index.ts'
import { TestGraph } from './testing.ts'

const T = 1_700_000_000_000

/** A generator of numbers from 0 to 1: mulberry32. */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

interface Customer {
  readonly number: number
  readonly account: string | undefined
  readonly email: string | undefined
  phone: string | undefined
  readonly devices: readonly string[]
  readonly tablet: string | undefined
}

interface World {
  readonly customers: readonly Customer[]
  /** Whose an identifier is; those that several use are nobody's. */
  readonly owner: ReadonlyMap<string, number>
  readonly facts: readonly { readonly at: number; readonly identifiers: readonly string[] }[]
}

function worldOf(seed: number, households: number): World {
  const random = randomOf(seed)
  const chance = (share: number): boolean => random() < share
  const customers: Customer[] = []
  const owner = new Map<string, number>()
  for (let home = 0; home < households; home++) {
    const tablet = chance(0.4) ? `anonymous_id:tablet${home}` : undefined
    const landline = chance(0.2) ? `phone:h:land${home}` : undefined
    for (let member = 0, size = 1 + Math.floor(random() * 4); member < size; member++) {
      const number = customers.length
      const account = chance(0.7) ? `user_id:u${number}` : undefined
      const email = account === undefined || chance(0.85) ? `email:h:e${number}` : undefined
      const devices = Array.from({ length: 1 + Math.floor(random() * 2) }, (_, i) => `anonymous_id:d${number}-${i}`)
      customers.push({ number, account, email, phone: landline ?? (chance(0.4) ? `phone:h:p${number}` : undefined), devices, tablet })
      for (const one of [account, email, ...devices]) if (one !== undefined) owner.set(one, number)
    }
  }
  const facts: { at: number; identifiers: string[] }[] = []
  for (let at = T; at < T + 60 * DAY; at += (60 * DAY) / (customers.length * 8)) {
    const one = customers[Math.floor(random() * customers.length)]!
    const device = one.tablet !== undefined && chance(0.3) ? one.tablet : one.devices[Math.floor(random() * one.devices.length)]!
    // Numbers go to new owners.
    if (chance(0.002) && one.phone?.startsWith('phone:h:p') === true) {
      const heir = customers[Math.floor(random() * customers.length)]!
      if (heir.phone === undefined) {
        heir.phone = one.phone
        one.phone = undefined
      }
    }
    const says = (identifier: string | undefined, share: number): string[] => (identifier !== undefined && chance(share) ? [identifier] : [])
    let email = one.email
    if (email !== undefined && chance(0.02)) owner.set((email = `email:h:typo${facts.length}`), one.number)
    const named = [...says(one.account, 0.8), ...says(email, 0.5), ...says(one.phone, 0.4), ...(chance(0.01) ? ['user_id:null'] : [])]
    facts.push({ at, identifiers: [device] }, { at: at + HOUR / 60, identifiers: [...named, device] })
  }
  return { customers, owner, facts }
}

/** Pairs of identifiers of one person that are right and wrong, by what the rules did by themselves; and what they asked. */
function outcomeOf(world: World, rules: Rules) {
  const graph = new TestGraph()
  const none = new Decisions()
  const asked = new Set<string>()
  world.facts.forEach(({ at, identifiers }, i) => {
    const found = resolve(graph, rules, none, { identifiers: identifiers.map(identifierOf), blocked: 0, now: at })
    graph.apply(found, at, i + 1)
    for (const { one, other } of found.held) asked.add(`${one} ${other}`)
  })
  let right = 0
  let wrong = 0
  for (const identifiers of graph.people()) {
    const owners = identifiers.map((one) => world.owner.get(one)).filter((one) => one !== undefined)
    for (let i = 0; i < owners.length; i++) for (let j = 0; j < i; j++) owners[i] === owners[j] ? right++ : wrong++
  }
  const whole = Map.groupBy(world.owner, ([, number]) => number)
  const all = [...whole.values()].reduce((sum, { length }) => sum + (length * (length - 1)) / 2, 0)
  return { precision: right / (right + wrong), recall: right / all, asked: asked.size, wrong }
}

test('families, shared tablets, landlines, recycled numbers, typos: what merges by itself is right in 99 of 100', () => {
  const world = worldOf(20_261_129, 400)
  const found = outcomeOf(world, Rules.of(1, DEFAULT_RULES))
  assert.ok(found.precision >= 0.99, JSON.stringify(found))
  assert.ok(found.recall >= 0.8 && found.asked > 0, JSON.stringify(found))
  const { hold } = DEFAULT_RULES
  const unguarded = outcomeOf(world, Rules.of(2, { ...DEFAULT_RULES, hold: { ...hold, shared: null, weaker: null } }))
  assert.ok(unguarded.precision < 0.97, `the world is one in which guards matter: ${JSON.stringify(unguarded)}`)
})
