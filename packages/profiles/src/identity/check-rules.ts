// From rules as staff write them to rules as the log carries them: checked, and without a plain personal value. A blocked email
// address or phone number becomes the hash that facts have; staff see a label of it, and give the label back when they change
// the rest.
import { assert, fail, ok, type Result } from '@touchstone/base'
import { MAX_PATTERN_LENGTH, Rules } from '@touchstone/identity'
import { isIdentifierType, looksPersonal, resolveIdentifier, type BlockedValues, type HashIdentifier, type IdentityRules } from '@touchstone/vocabulary'
import { maskHash } from '../mask.ts'
import type { RuleSetInput } from './rule-shapes.ts'

/** How hashes among blocked values are shown. */
export type Labels = Readonly<Record<string, string>>

export interface SealedRules {
  readonly set: IdentityRules
  readonly labels: Labels
}

/** Values that no rule should block all of. */
const PROBES = ['a', '7', 'u-1842', '3f2504e0-4f89-11d3-9a0c-0305e82c3301', 'someone@shop.example', '+4915112345678', 'Ü ß']
const MAX_VALUES = 10_000

/** `known` are the labels of the version before. Fails with `profiles.invalid-rules` and what the identity room says of patterns. */
export function sealRules(input: RuleSetInput, hash: HashIdentifier, known: Labels): Result<SealedRules> {
  const problem = problemOf(input)
  if (problem !== undefined) return fail('profiles.invalid-rules', problem)
  const hashes = new Map(Object.entries(known).map(([value, label]) => [label, value]))
  const labels: Record<string, string> = {}
  const blocked: BlockedValues[] = []
  for (const { type, values, patterns } of input.blocked) {
    const sealed: string[] = []
    for (const value of values) {
      const given = hashes.get(value) ?? sealValue(type, value, hash, labels)
      if (typeof given !== 'string') return given
      if (hashes.has(value)) labels[given] = value
      sealed.push(given)
    }
    blocked.push({ ...(type === undefined ? {} : { type }), values: [...new Set(sealed)], patterns })
  }
  assert(blocked.every(({ values }) => values.every((value) => !value.startsWith('h:') || labels[value] !== undefined)), 'a value that is a hash has a label')
  const set: IdentityRules = { ...input, blocked }
  const compiled = Rules.compile(1, set)
  if (!compiled.ok) return compiled
  const everything = blocked.find((one) => one.patterns.length > 0 && blocksEverything(one))
  if (everything !== undefined) return fail('profiles.invalid-rules', `expected patterns of values that identify nobody; ${JSON.stringify(everything.patterns)} would block every value${everything.type === undefined ? '' : ` of type ${everything.type}`}`)
  return ok({ set, labels })
}

/** Rules as staff see them. */
export function shownRules(set: IdentityRules, labels: Labels): RuleSetInput {
  const blocked = set.blocked.map(({ type, values, patterns }) => ({ ...(type === undefined ? {} : { type }), values: values.map((value) => labels[value] ?? (value.startsWith('h:') ? maskHash(value) : value)), patterns: [...patterns] }))
  return structuredClone({ ...set, blocked }) as RuleSetInput
}

/** The value as facts have it, or why it cannot be one. Notes a label for a hash. */
function sealValue(type: string | undefined, value: string, hash: HashIdentifier, labels: Record<string, string>): string | ReturnType<typeof fail> {
  if (type === undefined) {
    return looksPersonal(value) ? fail('profiles.invalid-rules', 'expected "type" beside a blocked value that is an email address or a phone number: it is kept as a hash, and each type has hashes of its own') : value
  }
  const resolved = resolveIdentifier(type, value, hash)
  if (resolved === undefined) {
    // What cannot be an identifier of the type blocks nothing; empty values are no identifiers anyway.
    return fail('profiles.invalid-rules', `expected blocked values of type ${type} that can be one, got ${JSON.stringify(value.slice(0, 3))}…`)
  }
  if (!resolved.personal) return value
  const sealed = resolved.identifier.value
  const at = value.lastIndexOf('@')
  labels[sealed] = at > 0 ? `***${value.slice(at).trim().toLowerCase()} ${maskHash(sealed).slice(3)}` : maskHash(sealed)
  return sealed
}

function problemOf({ blocked, limits, priority, devices, shared, hold }: RuleSetInput): string | undefined {
  const types = [...blocked.flatMap(({ type }) => type ?? []), ...Object.keys(limits), ...priority, ...devices, ...shared, ...Object.keys(hold.types)]
  const odd = types.find((type) => type !== '*' && !isIdentifierType(type))
  if (odd !== undefined) return `expected types of identifiers of letters, digits, _, - and ., got ${JSON.stringify(odd)}`
  if (blocked.some(({ type }) => type === '*')) return 'leave "type" out where a value is blocked for every type'
  for (const [name, list] of [['priority', priority], ['devices', devices], ['shared', shared]] as const) {
    if (new Set(list).size < list.length) return `expected each type once in ${name}`
  }
  if (!priority.includes('*')) return 'expected * in priority: it says where the types stand that are not named'
  if (devices.includes('*') || shared.includes('*')) return 'expected types by name in devices and shared: * would leave no type that is a name'
  const total = blocked.reduce((sum, { values }) => sum + values.length, 0)
  if (total > MAX_VALUES) return `expected at most ${MAX_VALUES} blocked values, got ${total}`
  for (const { patterns } of blocked) {
    // An address written as a pattern would be readable in the log.
    const plain = patterns.find((pattern) => pattern.length <= MAX_PATTERN_LENGTH && looksPersonal(pattern.replaceAll(/[\\^$]/g, '')) && !/[*?[\]{}|]/.test(pattern))
    if (plain !== undefined) return 'expected a whole email address or phone number among "values", with its type: there it is kept as a hash, a pattern is kept as it is'
  }
  return undefined
}

function blocksEverything(one: BlockedValues): boolean {
  const compiled = Rules.compile(1, { blocked: [{ values: [], patterns: one.patterns }], limits: {}, priority: ['*'], devices: [], shared: [], caps: { merges: 0, identifiers: 1 }, hold: { shared: null, weaker: null, identifiers: null, types: {}, growth: null } })
  return compiled.ok && PROBES.filter((probe) => compiled.value.isBlocked(one.type ?? 'user_id', probe)).length >= (one.type === undefined ? PROBES.length - 1 : PROBES.length)
}
