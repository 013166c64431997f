// How rules about who is who are asked for and shown: as staff write them, in JSON.
import { s } from '@touchstone/governance'
import { LIMIT_PERIODS } from '@touchstone/vocabulary'
import { shownRules } from './check-rules.ts'
import type { RulesVersion } from './rule-versions.ts'

const type = s.string().min(1).max(64)
const count = (most: number) => s.number().int().min(0).max(most)
const most = s.object({ most: s.number().int().min(1).max(1_000_000), per: s.enum(LIMIT_PERIODS) })

export const ruleSet = s.object({
  blocked: s
    .array(
      s.object({
        type: type.optional().describe('only identifiers of this type; every type where it is left out'),
        values: s.array(s.string().max(500)).max(2_000).default([]).describe('compared after trimming, in lower case; an email address or a phone number is kept as a hash'),
        patterns: s.array(s.string().max(200)).max(100).default([]).describe('a regular expression of the whole value, in lower case, such as [0-]*'),
      }),
    )
    .max(100)
    .default([])
    .describe('values that identify nobody'),
  limits: s.record(s.string(), most).describe('by type of identifier: how many of them a person gets within a period; * is every type that is not named'),
  priority: s.array(type).max(200).describe('types, strongest first; * is where all the others stand, by name'),
  devices: s.array(type).max(200).default([]).describe('types that name a device or a browser'),
  shared: s.array(type).max(200).default([]).describe('types that several people give as theirs, such as a phone number; every type in neither list is a name'),
  caps: s.object({ merges: count(10_000), identifiers: s.number().int().min(1).max(5_000) }).describe('of one person: people merged into it, identifiers'),
  hold: s
    .object({
      shared: count(1_000).nullable().describe('a device by itself brings along what is known of it to somebody with a name, and what several give as theirs to anything, only while nobody gets more names of one type than this; 0: they bring nothing along'),
      weaker: count(1_000).nullable().describe('the same of a name that is weaker than those it would bring together, such as a loyalty card between two email addresses'),
      identifiers: count(10_000).nullable().describe('of the person whom a merge would make'),
      types: s.record(s.string(), count(10_000)).default({}).describe('the same of one type'),
      growth: most.nullable().describe('identifiers that the person whom a merge would make got within a period'),
    })
    .describe('what waits in the review queue instead of making two people one; null does not ask'),
})

export type RuleSetInput = (typeof ruleSet)['_output']

export const rulesVersion = s.object({
  version: s.number(),
  rules: ruleSet,
  why: s.string(),
  position: s.number().nullable().describe('where in the log it took effect'),
  createdAt: s.number().describe('milliseconds since 1970 UTC'),
  subject: s.string().describe('who said so'),
})

export const why = s.string().min(1).max(500).refine((text) => text.isWellFormed() && !text.includes('\0'), 'expected text of whole characters without NUL')

export function shownVersion({ version, set, labels, why: reason, position, createdAt, subject }: RulesVersion): (typeof rulesVersion)['_output'] {
  return { version, rules: shownRules(set, labels), why: reason, position, createdAt, subject }
}

export const rulesExample = {
  version: 2,
  rules: {
    blocked: [{ values: ['null', 'guest'], patterns: ['[+]?[0-]*'] }, { type: 'email', values: ['***@shop.example x7Qa'], patterns: ['no-?reply@.*'] }],
    limits: { user_id: { most: 1, per: 'ever' as const }, email: { most: 5, per: 'year' as const }, anonymous_id: { most: 5, per: 'week' as const }, '*': { most: 5, per: 'ever' as const } },
    priority: ['user_id', 'email', '*', 'anonymous_id'],
    devices: ['anonymous_id'],
    shared: ['phone'],
    caps: { merges: 100, identifiers: 1000 },
    hold: { shared: 0, weaker: 1, identifiers: 50, types: {}, growth: { most: 20, per: 'day' as const } },
  },
  why: 'The till sends its own address for guests', position: 90_114, createdAt: 1_760_000_400_000, subject: 'admin_5b0e61c2d9f3',
}
