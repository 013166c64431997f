import { s } from '@touchstone/governance'
import { millis } from '../shapes.ts'
import type { MatchProgress } from './match-progress.ts'

export const matchId = s.string().min(1).max(60).describe('the id of a comparison, as begin-match answered it')

export const matchState = s.object({
  id: s.string(),
  state: s.enum(['receiving', 'opening', 'comparing', 'learning', 'deciding', 'sealing', 'done', 'failed']).describe('opening: the values of known people are read; the last two steps are deciding and sealing'),
  subject: s.string().describe('the credential that began it'),
  rows: s.number(),
  known: s.number().describe('known people looked at so far'),
  compared: s.number().describe('pairs compared so far'),
  failure: s.object({ code: s.string(), message: s.string() }).nullable(),
  madeAt: millis.nullable(),
  expiresAt: millis.nullable().describe('when what was found goes'),
})

export const matchSummary = s.object({
  rows: s.number(),
  empty: s.number().describe('rows in which no column had a value that could be compared'),
  known: s.number(),
  compareable: s.number().describe('known people who share anything with the list; only they are compared'),
  compared: s.number(),
  isCut: s.boolean().describe('there were more pairs than are held, and those of the last passes were left out'),
  passes: s.array(s.object({ pass: s.string(), pairs: s.number(), split: s.number(), leftOut: s.number(), pairsLeftOut: s.number() })).describe('by what pairs were found; blocks that were too large are split by a second key or left out'),
  expected: s.number().describe('pairs of one person that are expected in all'),
  missed: s.number().describe('of those, the ones that no pass found'),
  pairs: s.number().describe('pairs that are kept, from a probability of 0.05 on'),
  groups: s.number(),
  recommended: s.number().describe('the lowest threshold, from 0.9 on, whose precision is expected to be at least 0.995'),
  thresholds: s.array(s.object({ threshold: s.number(), pairs: s.number(), precision: s.number(), recall: s.number() })).describe('what is expected of pairs from a probability on'),
  weights: s.array(s.object({ field: s.string(), level: s.string(), onePerson: s.number(), household: s.number(), strangers: s.number(), weight: s.number() })).describe('what was learnt: how probable a level is between two records of one person, two people of one household, and strangers; weight is log2 of the first by the last'),
})

export function shownState({ id, state, subject, rows, known, compared, failure, kept }: MatchProgress) {
  const said = failure === undefined ? null : { code: failure.code, message: failure.message }
  return { id, state, subject, rows, known, compared, failure: said, madeAt: kept?.madeAt ?? null, expiresAt: kept?.expiresAt ?? null }
}

export const EXAMPLE_STATE = { id: 'mt_7c1e0a94', state: 'done', subject: 'ak_1', rows: 100_000, known: 250_000, compared: 812_400, failure: null, madeAt: 1_760_000_360_000, expiresAt: 1_760_086_760_000 } as const
