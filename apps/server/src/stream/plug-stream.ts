// What looking at the stream needs of everybody else. No rule lives here.
import type { Clock } from '@touchstone/base'
import { Sources } from '@touchstone/governance'
import { ProfileReader, RecordInspector, type RecordPorts, type SegmentVersions } from '@touchstone/profiles'
import type { SegmentStates, SegmentStore } from '@touchstone/segments'
import type { FieldRules } from '@touchstone/vocabulary'
import { outcomesAt } from '../feeds/outbox-lookup.ts'
import type { FigureParts } from '../figures.ts'
import type { Stores } from '../plugs.ts'
import type { StreamPorts } from './ports.ts'
import { SystemFigures } from './system-figures.ts'

export interface StreamParts {
  readonly figures: FigureParts
  readonly rules: FieldRules
  readonly segments: { readonly store: SegmentStore; readonly states: SegmentStates }
}

export function plugStream(stores: Stores, { figures, segments, rules }: StreamParts): StreamPorts & { readonly figures: SystemFigures } {
  const { settings, log, engine, warehouse, feed, keyring, registry } = stores
  const elsewhere = new Set([...(settings.clickhouseUrl === undefined ? [] : ['warehouse']), ...(settings.databaseUrl === undefined ? [] : ['registry'])])
  const profiles = new ProfileReader(engine.state, keyring.hashIdentifier)
  const sources = new Sources(registry, stores.credentials)
  const records: RecordPorts = {
    rules,
    logEnd: () => engine.log.end,
    engineAt: () => engine.progress.position,
    historyThrough: () => feed.through,
    queryHistory: (sql, parameters) => warehouse.query(sql, parameters),
    runJob: (job, argument) => warehouse.run(job, argument),
    openSealed: (sealed, context) => keyring.transit.open(sealed, context),
    outcomesOf: (position) => outcomesAt(engine.state, position),
    segmentVersions: segmentVersions(segments, stores.clock),
    sources: () => registry.attempt(async () => (await sources.list()).map(({ id }) => id)),
  }
  return {
    figures: new SystemFigures({
      ...figures,
      dataDirectory: settings.dataDirectory,
      logMaxBytes: settings.logMaxBytes,
      elsewhere,
      onFailure: (error) => log({ level: 'warn', event: 'figures.unreadable', error: String(error) }),
    }),
    records: new RecordInspector(records),
    canonical: (person) => profiles.canonical(person),
  }
}

/** How old the knowledge of definitions may be. */
const KNOWN_FOR = 1_000

/** By position; those of the live state, and where the registry answers those that have gone, with their names. */
function segmentVersions({ store, states }: StreamParts['segments'], clock: Clock): () => Promise<SegmentVersions> {
  let known: SegmentVersions = new Map()
  let readAt = -Infinity
  return async () => {
    if (clock.now() - readAt < KNOWN_FOR) return known
    const defined = await store.list()
    const found = new Map<number, { segment: string; name: string | null; version: number }>()
    for (const { position, id, version } of states.liveSegments()) found.set(position, { segment: id, name: null, version })
    for (const { id, name, versions } of defined.ok ? defined.value : []) {
      for (const { position, version } of versions) if (position !== null) found.set(position, { segment: id, name, version })
    }
    readAt = clock.now()
    return (known = found)
  }
}
