// How a preview of rules is shown: personal identifiers masked, and each part with the person it leads to now, to be opened.
import { s } from '@touchstone/governance'
import { identifier, millis } from '../shapes.ts'
import { shownIdentifier } from './identity-shapes.ts'
import type { IdentityReader } from './identity-reader.ts'
import type { Change, SideSummary } from './preview-difference.ts'
import type { PreviewOutcome } from './preview-job.ts'
import type { RulePreview } from './rule-previews.ts'

const part = s.object({ person: s.number().nullable().describe('whom it leads to now'), identifiers: s.array(identifier).describe('some of them') })

const side = s.object({
  people: s.number(),
  merges: s.number().describe('people who turned out to be another'),
  linked: s.number().describe('identifiers that lead to somebody'),
  questions: s.number().describe('pairs that would wait in the review queue'),
  dropped: s.array(s.object({ rule: s.string(), facts: s.number() })).describe('facts that lost an identifier, by rule'),
  biggest: s.array(s.object({ identifiers: s.number(), facts: s.number(), part })).describe('those with the most identifiers'),
})

const change = s.object({
  people: s.number(),
  into: s.number(),
  facts: s.number().describe('of all of them'),
  samples: s.array(s.object({ facts: s.number(), identifiers: s.number(), parts: s.array(part) })).describe('those with the most facts'),
})

export const previewShape = s.object({
  id: s.number(),
  state: s.enum(['running', 'done', 'failed']),
  against: s.number().describe('version of the rules that it is compared with'),
  through: s.number().describe('log position up to which facts are read'),
  startedAt: millis,
  milliseconds: s.number(),
  facts: s.number().describe('read so far'),
  total: s.number(),
  outcome: s
    .object({
      facts: s.number(),
      identifiers: s.number(),
      current: side,
      candidate: side,
      together: change.describe('`people` there would be are `into` several now'),
      apart: change.describe('`people` of now would be `into` several'),
    })
    .nullable(),
  failure: s.string().nullable(),
})

export function shownPreview({ candidate: _candidate, outcome, failure, ...rest }: RulePreview, reader: IdentityReader): (typeof previewShape)['_output'] {
  return { ...rest, outcome: outcome === undefined ? null : shownOutcome(outcome, reader), failure: failure ?? null }
}

function shownOutcome({ facts, identifiers, current, candidate, together, apart }: PreviewOutcome, reader: IdentityReader) {
  const partOf = (keys: readonly string[]) => ({ person: keys.map((key) => reader.person(key)).find((person) => person !== 0) ?? null, identifiers: keys.map(shownIdentifier) })
  const sideOf = ({ dropped, biggest, ...counts }: SideSummary) => ({ ...counts, dropped: [...dropped], biggest: biggest.map(({ some, ...one }) => ({ ...one, part: partOf(some) })) })
  const changeOf = ({ samples, ...counts }: Change) => ({ ...counts, samples: samples.map(({ parts, ...one }) => ({ ...one, parts: parts.map(partOf) })) })
  return { facts, identifiers, current: sideOf(current), candidate: sideOf(candidate), together: changeOf(together), apart: changeOf(apart) }
}

const tablet = { person: 1042, identifiers: [{ type: 'email', value: '***x7Qa', personal: true }, { type: 'anonymous_id', value: 'tablet', personal: false }] }
const noChange = { people: 0, into: 0, facts: 0, samples: [] }
const sideExample = { people: 41_002, merges: 9_120, linked: 61_400, questions: 12, dropped: [{ rule: 'hold.shared', facts: 40 }], biggest: [{ identifiers: 6, facts: 812, part: tablet }] }

export const runningExample = { id: 3, state: 'running' as const, against: 1, through: 1_200_000, startedAt: 1_760_000_400_000, milliseconds: 0, facts: 0, total: 0, outcome: null, failure: null }

export const previewExample = {
  ...runningExample, state: 'done' as const, milliseconds: 4_100, facts: 1_180_000, total: 1_180_000,
  outcome: {
    facts: 1_180_000, identifiers: 61_433, current: sideExample, candidate: { ...sideExample, people: 41_001, merges: 9_121, questions: 0, dropped: [] },
    together: { people: 1, into: 2, facts: 55, samples: [{ facts: 55, identifiers: 3, parts: [tablet, { person: 52_110, identifiers: [{ type: 'email', value: '***b01z', personal: true }] }] }] },
    apart: noChange,
  },
}
