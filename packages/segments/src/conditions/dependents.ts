// Segments whose conditions name other segments. They hold what the other one said when they were written out, so when
// another version of it takes over, they get a new version of their own, which is prepared and takes over like any other.
// What names them in turn follows when that has happened: no order has to be worked out.
import { fail, ok, type Result } from '@touchstone/base'
import type { CutOver, SegmentDefinition, SegmentVersion, Use } from '../model.ts'
import type { StoredCondition } from '../store.ts'
import type { SegmentBook } from './segment-book.ts'

/** Segments that name this one, in a version that is not gone. */
export function dependents(all: readonly SegmentDefinition[], id: string): SegmentDefinition[] {
  return all.filter(({ archivedAt, versions }) => archivedAt === null && versions.some(({ state, uses }) => state !== 'archived' && uses.some((use) => use.id === id)))
}

export function inUse({ name }: SegmentDefinition, users: readonly SegmentDefinition[]): Result<never> {
  const named = users.slice(0, MAX_NAMED).map((one) => JSON.stringify(one.name)).join(', ')
  const more = users.length > MAX_NAMED ? ` and ${users.length - MAX_NAMED} more` : ''
  return fail('segments.in-use-conflict', `${JSON.stringify(name)} is part of other segments: change or archive ${named}${more} first`, { usedBy: users.map((one) => one.id) })
}

const MAX_NAMED = 5

export interface RefreshActions {
  prepare(where: string, self: SegmentDefinition): Promise<Result<StoredCondition>>
  /** The version that staff want of a segment. */
  wanted(definition: SegmentDefinition): SegmentVersion
  addVersion(id: string, version: StoredCondition & { cutOver: CutOver; reason: string }): Promise<Result<void>>
  /** The version that speaks for what a condition uses, where the engine has said so, and what to call it. */
  speaking(use: Use): { readonly label: string; readonly version: number } | undefined
  setUses(id: string, version: number, uses: readonly Use[]): Promise<Result<void>>
  /** The condition cannot be written out any more (it has become too long or costs too much); undefined: it can. */
  cannot(id: string, why: string | undefined): void
}

/** Gives a new version to every segment that holds an outdated condition of another. */
export async function refreshDependents(book: SegmentBook, actions: RefreshActions): Promise<Result<void>> {
  for (const definition of book.all().filter(({ archivedAt }) => archivedAt === null)) {
    const version = actions.wanted(definition)
    const outdated = version.uses.filter((use) => isOutdated(use, actions))
    if (outdated.length === 0) continue
    const done = await refresh(definition, version, outdated, book, actions)
    if (!done.ok) return done
  }
  return ok(undefined)
}

function isOutdated(use: Use, actions: RefreshActions): boolean {
  const speaking = actions.speaking(use)
  return speaking !== undefined && speaking.version !== use.version
}

async function refresh(definition: SegmentDefinition, version: SegmentVersion, outdated: readonly Use[], book: SegmentBook, actions: RefreshActions): Promise<Result<void>> {
  const { id } = definition
  const condition = await actions.prepare(book.shown(version.where), definition)
  if (!condition.ok) {
    if (!condition.failure.code.startsWith('language.')) return condition
    actions.cannot(id, condition.failure.message)
    return ok(undefined)
  }
  actions.cannot(id, undefined)
  if (condition.value.expanded === version.expanded) return actions.setUses(id, version.version, condition.value.uses)
  const isComing = book.speaking(definition)?.version !== version.version
  const labels = outdated.map((use) => actions.speaking(use)!.label)
  return actions.addVersion(id, { ...condition.value, cutOver: isComing ? version.cutOver : 'when-ready', reason: `${labels.join(', ')} changed` })
}
