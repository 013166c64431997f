// What speaks against making some parties one person. Only what the union would add counts: a person who is past a limit
// already, because the rules were stricter later, keeps being found and keeps getting identifiers of other types.
import type { Millis } from '@touchstone/base'
import type { Decisions } from './decisions.ts'
import { typeOf, type Party } from './parties.ts'
import { periodLength, type Rules } from './rules.ts'

/**
 * The rule that stands in the way, as the path of its place in the set of rules; `apart` for a decision. Those that begin with `hold`
 * are for somebody to look at.
 */
export type Obstacle = string

export function obstacleTo(parties: readonly Party[], rules: Rules, decisions: Decisions, now: Millis): Obstacle | undefined {
  if (parties.length <= 1 && (parties[0]?.person !== 0 || parties[0].links.length <= 1)) return undefined
  // Most new people: one identifier of each type breaks no limit.
  if (parties.length === 1 && decisions.size === 0 && isOneOfEach(parties[0]!) && parties[0]!.links.length <= rules.set.caps.identifiers) return undefined
  if (decisions.size > 0 && areApart(parties, decisions)) return 'apart'
  return overLimit(parties, rules, now) ?? overCap(parties, rules) ?? suspicious(parties, rules, now)
}

function isOneOfEach({ named }: Party): boolean {
  return named.every(({ type }, i) => named.findIndex((one) => one.type === type) === i)
}

/** Two who are apart would meet. Two of the fact's own that lead to nobody yet meet as well. */
export function areApart(parties: readonly Party[], decisions: Decisions): boolean {
  const partyOf = new Map<string, Party>()
  for (const party of parties) for (const { identifier } of party.links) partyOf.set(identifier, party)
  for (const [identifier, party] of partyOf) {
    for (const partner of decisions.partners(identifier) ?? []) {
      const other = partyOf.get(partner)
      if (other !== undefined && (other !== party || party.person === 0)) return true
    }
  }
  return false
}

function overLimit(parties: readonly Party[], rules: Rules, now: Millis): Obstacle | undefined {
  const counts = new Map<string, { total: number; parties: number; last: Party | undefined; grows: boolean }>()
  for (const party of parties) {
    for (const { identifier, linked } of party.links) {
      const type = typeOf(identifier)
      const limit = rules.limitOf(type)
      if (limit === undefined || linked <= now - periodLength(limit.per)) continue
      let count = counts.get(type)
      if (count === undefined) counts.set(type, (count = { total: 0, parties: 0, last: undefined, grows: false }))
      count.total++
      if (count.last !== party) count.parties++
      count.last = party
      count.grows ||= party.person === 0 || count.parties > 1
    }
  }
  for (const [type, { total, grows }] of counts) {
    if (grows && total > rules.limitOf(type)!.most) return `limits.${rules.set.limits[type] === undefined ? '*' : type}`
  }
  return undefined
}

function overCap(parties: readonly Party[], { set: { caps } }: Rules): Obstacle | undefined {
  let identifiers = 0
  let merges = -1
  for (const { person, links, merges: before } of parties) {
    identifiers += links.length
    if (person !== 0) merges += 1 + before
  }
  if (identifiers > caps.identifiers) return 'caps.identifiers'
  return merges > caps.merges ? 'caps.merges' : undefined
}

function suspicious(parties: readonly Party[], rules: Rules, now: Millis): Obstacle | undefined {
  const { hold } = rules.set
  if (parties.length <= 1) return undefined
  const weak = weakBridge(parties, rules)
  if (weak !== undefined) return weak
  if (parties[1]!.person === 0) return undefined
  const links = parties.flatMap((party) => party.links)
  if (hold.identifiers !== null && links.length > hold.identifiers) return 'hold.identifiers'
  for (const [type, most] of Object.entries(hold.types)) {
    const having = parties.map((party) => party.links.filter(({ identifier }) => typeOf(identifier) === type).length)
    if (having.filter((count) => count > 0).length > 1 && having.reduce((sum, count) => sum + count, 0) > most) return `hold.types.${type}`
  }
  const { growth } = hold
  return growth !== null && links.filter(({ linked }) => linked > now - periodLength(growth.per)).length > growth.most ? 'hold.growth' : undefined
}

/**
 * Each person is brought in by the strongest identifier that the fact has of them. Where that is one that several may use, or a
 * name weaker than others of theirs, the fact says less than what is known: a tablet that two people use, a phone number with a
 * new owner. What it would bring along to somebody with a name then counts.
 */
function weakBridge(parties: readonly Party[], rules: Rules): Obstacle | undefined {
  const { shared, weaker } = rules.set.hold
  if (shared === null && weaker === null) return undefined
  const names = parties.map((party) => namesOf(party, rules))
  const total = new Map<string, number>()
  for (const one of names) for (const [type, count] of one) total.set(type, (total.get(type) ?? 0) + count)
  for (const [i, party] of parties.entries()) {
    const bridge = party.named[0]!.type
    const isShared = rules.isShared(bridge)
    const most = isShared ? shared : weaker
    if (most === null || party.person === 0 || parties.length === 1) continue
    // A device that tells a second id of its own is still one device.
    if ((!isShared || rules.isDevice(bridge)) && !names.some((one, j) => j !== i && one.size > 0)) continue
    const isAbove = (type: string): boolean => isShared || rules.compareTypes(type, bridge) < 0
    if (isShared ? party.links.length === party.named.length : ![...names[i]!.keys()].some(isAbove)) continue
    if (most === 0 && isShared) return 'hold.shared'
    for (const [type, count] of total) if (count > most && isAbove(type)) return isShared ? 'hold.shared' : 'hold.weaker'
  }
  return undefined
}

/** How many names of each type a party has. */
function namesOf(party: Party, rules: Rules): ReadonlyMap<string, number> {
  const names = new Map<string, number>()
  for (const { identifier } of party.links) {
    const type = typeOf(identifier)
    if (!rules.isShared(type)) names.set(type, (names.get(type) ?? 0) + 1)
  }
  return names
}
