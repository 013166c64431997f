// How sources and their keys are shown.
import { s } from './schema.ts'
import type { Infer } from './schema.ts'
import type { Credential } from './credentials.ts'
import { SOURCE_KINDS } from './sources.ts'
import type { SourceTotals, SourceWithKeys } from './sources.ts'

const millis = s.number().describe('milliseconds since 1970 UTC')

/** What the registry can keep as text. */
const text = (max: number) => s.string().trim().min(1).max(max).refine((value) => value.isWellFormed() && !value.includes('\0'), 'expected text of whole characters without NUL')
export const sourceName = text(100).describe('what people call it')
export const sourceKind = s.enum(SOURCE_KINDS).describe('what sends its facts')
export const sourceId = s.string().min(1).max(64).describe('the id of a source, as its facts name it')

export const writeKey = s.object({
  id: s.string(),
  name: s.string(),
  fixed: s.boolean().describe('it comes from the environment and can only be changed there'),
  createdAt: millis,
  lastUsedAt: millis.nullable().describe('when it was last shown and accepted; null for never'),
  revokedAt: millis.nullable(),
})

export const source = s.object({
  id: s.string().describe('as facts name it'),
  name: s.string(),
  kind: sourceKind,
  createdAt: millis,
  keys: s.array(writeKey).describe('oldest first, revoked ones too; never the secret'),
})

export const sourceExample = {
  id: 'key_4f1a9c2be07d',
  name: 'Web shop',
  kind: 'web' as const,
  createdAt: 1_760_000_000_000,
  keys: [{ id: 'key_4f1a9c2be07d', name: 'first', fixed: false, createdAt: 1_760_000_000_000, lastUsedAt: 1_760_000_360_000, revokedAt: null }],
}

export function shownKey({ id, name, fixed, createdAt, lastUsedAt, revokedAt }: Credential): Infer<typeof writeKey> {
  return { id, name, fixed, createdAt, lastUsedAt: lastUsedAt ?? null, revokedAt: revokedAt ?? null }
}

export function shownSource({ id, name, kind, createdAt, keys }: SourceWithKeys): Infer<typeof source> {
  return { id, name, kind, createdAt, keys: keys.map(shownKey) }
}

export function shownTotals(totals: ReadonlyMap<string, SourceTotals> | undefined, id: string): { facts: number | null; lastFactAt: number | null } {
  if (totals === undefined) return { facts: null, lastFactAt: null }
  const found = totals.get(id)
  return { facts: found?.facts ?? 0, lastFactAt: found?.lastFactAt ?? null }
}
