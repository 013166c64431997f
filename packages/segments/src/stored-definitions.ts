// Definitions as the registry has them, put together from their tables.
import type { Millis } from '@touchstone/base'
import type { Registry } from '@touchstone/registry'
import type { CutOver, SegmentDefinition, SegmentVersion, VersionState } from './model.ts'

export const ROOM = 'segments'

/** A computed trait is kept as a segment is; its id is its name, and `where` its expression. */
export type DefinitionKind = 'segment' | 'trait'

export interface Tables {
  definitions: { id: string; kind: DefinitionKind; name: string; description: string; created_at: Millis; archived_at: Millis | null; cut_over_to: number | null }
  versions: {
    id: string
    version: number
    where_text: string
    expanded: string
    cut_over: CutOver
    reason: string
    position: number | null
    created_at: Millis
    state: VersionState
  }
  uses: { id: string; version: number; used: string; used_version: number }
  speakers: { id: string; since: Millis; version: number; position: number }
  control_shares: { id: string; since: Millis; share: number }
}

export function schemaOf(registry: Pick<Registry, 'schema'>) {
  return registry.schema<Tables>(ROOM)
}

/** Of one kind, oldest first; all of them unless `ids` are given. */
export async function readDefinitions(tables: ReturnType<typeof schemaOf>, kind: DefinitionKind, ids?: readonly string[]): Promise<SegmentDefinition[]> {
  let definitions = tables.selectFrom('definitions').selectAll().where('kind', '=', kind).orderBy('created_at').orderBy('id')
  let versions = tables.selectFrom('versions').selectAll().orderBy('id').orderBy('version')
  let uses = tables.selectFrom('uses').selectAll().orderBy('used')
  let shares = tables.selectFrom('control_shares').selectAll().orderBy('since')
  if (ids !== undefined) {
    definitions = definitions.where('id', 'in', [...ids])
    versions = versions.where('id', 'in', [...ids])
    uses = uses.where('id', 'in', [...ids])
    shares = shares.where('id', 'in', [...ids])
  }
  // In this order every definition found has its versions, although these are separate statements.
  const rows = await definitions.execute()
  const versionsById = Map.groupBy(await versions.execute(), (row) => row.id)
  const usesByVersion = Map.groupBy(await uses.execute(), (row) => `${row.id}@${row.version}`)
  const shareById = new Map((await shares.execute()).map((row) => [row.id, row.share]))
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    description: row.description,
    createdAt: row.created_at,
    archivedAt: row.archived_at,
    cutOverTo: row.cut_over_to,
    controlShare: shareById.get(row.id) ?? 0,
    versions: (versionsById.get(row.id) ?? []).map((version) => versionOf(version, usesByVersion.get(`${row.id}@${version.version}`) ?? [])),
  }))
}

function versionOf(row: Tables['versions'], uses: readonly Tables['uses'][]): SegmentVersion {
  const { version, where_text, expanded, cut_over, reason, position, created_at, state } = row
  return {
    version, expanded, position, state, reason,
    where: where_text,
    uses: uses.map((used) => ({ id: used.used, version: used.used_version })),
    cutOver: cut_over,
    createdAt: created_at,
  }
}
