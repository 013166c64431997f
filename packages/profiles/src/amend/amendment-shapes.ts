// How amendments are shown, and how one begins.
import { ok, type Result } from '@touchstone/base'
import { s } from '@touchstone/governance'
import type { Amendment } from '@touchstone/vocabulary'
import { shownIdentifier } from '../identity/identity-shapes.ts'
import type { PersonSummaryAfter } from '../machine/replay.ts'
import { identifier, millis } from '../shapes.ts'
import type { AmendmentParts } from './amendment-parts.ts'
import type { ComponentPreview } from './amendment-runner.ts'
import type { StoredAmendment } from './amendment-state.ts'

export const KINDS = ['apart', 'move', 'forget-rules', 'retract'] as const

export const amendmentShape = s.object({
  id: s.string(),
  position: s.number().describe('of its record in the log: from here on it holds for what comes'),
  at: millis,
  kind: s.enum(KINDS),
  what: s.string().describe('in plain English'),
  by: s.string().nullable(),
  why: s.string().nullable(),
  state: s.enum(['waiting', 'done', 'refused']).describe('waiting: people are being built again. refused: it holds for what comes, and the past stays as it is'),
  refused: s.string().nullable().describe('why'),
  components: s.number().describe('groups of people who were built again so far'),
  broken: s.number().describe('how often it began anew, because somebody met a person who was being built again'),
  progress: s.object({ facts: s.number(), read: s.number() }).nullable().describe('of the group at hand'),
})

export const amendmentExample = {
  id: 'am_8d1f0b6c2e7a49305f1c', position: 90_211, at: 1_760_000_500_000, kind: 'apart' as const, what: 'anonymous_id tablet and email ***x7Qa are not the same person',
  by: 'admin_5b0e61c2d9f3', why: 'Mother and daughter share the tablet', state: 'waiting' as const, refused: null, components: 0, broken: 0, progress: { facts: 412, read: 200 },
}

const previewedPerson = s.object({
  person: s.number(),
  identifiers: s.array(identifier),
  facts: s.number(),
  segments: s.array(s.object({ id: s.string(), version: s.number(), name: s.string().nullable() })),
})

export const previewShape = s.object({
  concerned: s.number().describe('people whom the amendment names'),
  components: s.array(
    s.object({ facts: s.number(), before: s.array(previewedPerson), after: s.array(previewedPerson) }),
  ).describe('the first groups of people who hang together: as they are, and as they would be'),
})

export const previewExample = {
  concerned: 1,
  components: [{
    facts: 3,
    before: [{ person: 1042, identifiers: [{ type: 'user_id', value: 'anna', personal: false }, { type: 'anonymous_id', value: 'tablet', personal: false }], facts: 3, segments: [{ id: 'sg_4Fz81kQm', version: 1, name: 'Buyers' }] }],
    after: [
      { person: 1042, identifiers: [{ type: 'user_id', value: 'anna', personal: false }], facts: 2, segments: [] },
      { person: 1051, identifiers: [{ type: 'anonymous_id', value: 'tablet', personal: false }], facts: 1, segments: [] },
    ],
  }],
}

export function shownAmendment({ id, position, appended, amendment, by, why, state, refused, components, broken }: StoredAmendment, { runner }: Pick<AmendmentParts, 'runner'>) {
  return {
    id, position, at: appended, kind: amendment.kind, what: wordsOf(amendment), by: by ?? null, why: why ?? null,
    state, refused: refused ?? null, components, broken, progress: runner.progress(position) ?? null,
  }
}

function wordsOf(amendment: Amendment): string {
  const shown = (key: string): string => {
    const { type, value } = shownIdentifier(key)
    return `${type} ${value}`
  }
  if (amendment.kind === 'forget-rules') return `version ${amendment.version} of the rules is forgotten`
  if (amendment.kind === 'move') return `${shown(amendment.identifier)} belongs to the person with ${shown(amendment.to)}`
  if (amendment.kind === 'retract') {
    const [first] = amendment.values
    return amendment.values.length === 1 ? `what fact ${first!.fact} gave the trait ${JSON.stringify(first!.trait)} does not count` : `what ${amendment.values.length} facts gave traits does not count`
  }
  const [[one, other] = ['', '']] = amendment.pairs
  return `${shown(one)} and ${amendment.pairs.length === 1 ? shown(other) : `${amendment.pairs.length} other identifiers`} are not the same person`
}

export async function shownPreview(parts: Pick<AmendmentParts, 'runner' | 'engineAt' | 'state' | 'segmentNames'>, amendment: Amendment) {
  const preview = await parts.runner.preview(amendment, parts.engineAt().time)
  if (!preview.ok) return preview
  const versions = new Map(parts.state.segments().map((one) => [one.position, one]))
  const names = await parts.segmentNames([...versions.values()].map(({ id }) => id))
  const shown = ({ person, identifiers, facts, segments }: PersonSummaryAfter) => ({
    person, facts,
    identifiers: identifiers.map(shownIdentifier),
    segments: segments.flatMap((position) => {
      const found = versions.get(position)
      return found === undefined ? [] : [{ id: found.id, version: found.version, name: names.get(found.id) ?? null }]
    }),
  })
  const components = preview.value.components.map(({ before, after, facts }: ComponentPreview) => ({ facts, before: before.map(shown), after: after.map(shown) }))
  return ok({ concerned: preview.value.concerned, components })
}

/** Enters the log; people are built again from then on. */
export async function begin({ appendControl, newId }: AmendmentParts, amendment: Amendment, by: string, why: string): Promise<Result<{ readonly id: string; readonly position: number; readonly what: string }>> {
  const id = newId()
  const appended = await appendControl({ control: 'identity.amend', id, amendment, by, why })
  if (!appended.ok) return appended
  return ok({ id, position: appended.value.position, what: wordsOf(amendment) })
}

export const begunShape = s.object({ id: s.string(), position: s.number(), what: s.string().describe('in plain English') })
export const begunExample = { id: amendmentExample.id, position: amendmentExample.position, what: amendmentExample.what }
