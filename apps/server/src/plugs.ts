// Which room gets which other through which port. No rule lives here.
import { assert, ok } from '@touchstone/base'
import type { SystemClock } from '@touchstone/base/node'
import { ClassProposals, Sources, type Credentials, type GovernancePorts, type Keyring, type Reseals, type Sessions, type Vault } from '@touchstone/governance'
import { HouseholdStore, Households, ProfileReader, SegmentStateReader, isGivenTrait, arrivedLooks, historyLooks, readSourceTotals, type ProfilePorts, type ProposalParts } from '@touchstone/profiles'
import type { Registry } from '@touchstone/registry'
import { BackfillRunner, SegmentDefinitions, SegmentReader, SegmentStore, SegmentUpkeep, ThresholdRefresher, selectPeople, type SegmentPorts } from '@touchstone/segments'
import { RecordBatch } from '@touchstone/stream'
import { RecordKind, encodeControl } from '@touchstone/vocabulary'
import type { Warehouse } from '@touchstone/warehouse'
import type { Engine } from './engine/engine.ts'
import type { WarehouseFeed } from './feeds/to-warehouse.ts'
import type { Log } from './http/ports.ts'
import type { PlatformSettings } from './platform.ts'
import type { Fields } from './plug-fields.ts'

/** Everything that holds a disk, a process or a key, opened. */
export interface Stores {
  readonly settings: PlatformSettings
  readonly log: Log
  readonly clock: SystemClock
  readonly startedAt: number
  readonly engine: Engine
  readonly registry: Registry
  readonly warehouse: Warehouse
  readonly feed: WarehouseFeed
  readonly keyring: Keyring
  readonly credentials: Credentials
  readonly sessions: Sessions
}

export function plugSegments(stores: Stores, fields: Fields) {
  const { engine, warehouse, registry, feed, clock, log } = stores
  const states = new SegmentStateReader(engine.state)
  const append = async (kind: RecordKind, payload: Uint8Array) => {
    const appended = await engine.log.append(RecordBatch.of(kind, payload))
    return appended.ok ? ok({ position: appended.value.first }) : appended
  }
  const engineProgress: SegmentPorts['engineProgress'] = () => ({
    log: { position: engine.log.end, time: engine.log.endTime },
    engine: { position: engine.progress.position, time: engine.progress.time },
  })
  const store = new SegmentStore(registry)
  const ports: SegmentPorts = {
    store, states, clock, engineProgress,
    async appendControl(control) {
      const appended = await append(RecordKind.CONTROL, encodeControl(control))
      if (appended.ok) backfill.expect(appended.value.position)
      return appended
    },
    queryHistory: (sql, parameters, limits) => warehouse.query(sql, parameters, limits),
    historyThrough: () => feed.through,
    backfillProgress: (position) => backfill.progress(position),
    thresholdRefresh: (key) => refresher.refresh(key),
    conditionRules: { personalTraits: fields.definitions.personalTraits },
    isGivenTrait: (name) => isGivenTrait((sql, parameters) => warehouse.query(sql, parameters), name),
  }
  const onTrouble = (code: string, message: string) => log({ level: 'warn', event: 'segments.trouble', code, message })
  const definitions = new SegmentDefinitions(ports)
  const backfill: BackfillRunner = new BackfillRunner({
    states, engineProgress,
    appendControl: ports.appendControl,
    appendSeeds: (payload) => append(RecordKind.SEED, payload),
    historyThrough: ports.historyThrough,
    runJob: (job, argument, onMessage) => warehouse.run(job, argument, (message) => onMessage(message)),
    follow: () => definitions.follow(),
    onTrouble,
  })
  const { queryHistory, historyThrough, appendControl } = ports
  const refresher: ThresholdRefresher = new ThresholdRefresher({ states, clock, queryHistory, historyThrough, appendControl, onTrouble })
  const upkeep = new SegmentUpkeep({
    follow: () => definitions.follow(), refresher, onTrouble,
    alarms: () => definitions.alarms.all(),
    onAlarm: ({ kind, segment, version, message }, isOver) => log({ level: isOver ? 'info' : 'warn', event: isOver ? 'segments.alarm-over' : 'segments.alarm', kind, segment, version, message }),
  })
  return { store, states, ports, definitions, backfill, upkeep }
}

export function plugProfiles({ engine, warehouse, registry, feed, clock, keyring, credentials }: Stores, vault: Vault, segments: ReturnType<typeof plugSegments>, fields: Fields): ProfilePorts {
  const sources = new Sources(registry, credentials)
  const reader = new SegmentReader(segments.ports)
  return {
    catalogue: fields.catalogue,
    lineage: { sources: () => registry.attempt(() => sources.list()), definitions: () => reader.all() },
    profiles: new ProfileReader(engine.state, keyring.hashIdentifier),
    clock,
    queryHistory: (sql, parameters) => warehouse.query(sql, parameters),
    readNumbers: (sql, parameters, limits) => warehouse.numbers(sql, parameters, limits),
    historyThrough: () => feed.through,
    logPosition: () => engine.log.end,
    engineAt: () => ({ position: engine.progress.position, time: engine.progress.time }),
    selectPeople: (filter, now) => selectPeople(segments.ports, segments.definitions, filter, now),
    // Without the registry a membership has no name; it is still a membership.
    async segmentNames(ids) {
      const named = await registry.attempt(() => segments.store.names(ids))
      return named.ok ? named.value : new Map()
    },
    personalValues: (people) =>
      registry.attempt(async () => {
        const values = await vault.read(people, registry)
        assert(values.ok, 'the vault opens what it sealed')
        return Object.entries(values.value).map(([path, text]) => ({ path, value: JSON.parse(text) as unknown }))
      }),
    pastValues: (people) =>
      registry.attempt(async () => {
        const values = await vault.history(people, registry)
        assert(values.ok, 'the vault opens what it sealed')
        return values.value.map(({ field, value, ...rest }) => ({ ...rest, path: field, value: JSON.parse(value) as unknown }))
      }),
  }
}

export function plugHouseholds({ registry, clock }: Stores, { profiles, queryHistory: query }: ProfilePorts): ProposalParts {
  return { query, profiles, households: new Households(new HouseholdStore(registry), profiles, clock) }
}

export function plugGovernance({ warehouse, registry, credentials, clock }: Stores, fields: Fields, reseals: Reseals): GovernancePorts {
  return {
    reseals,
    proposals: new ClassProposals({
      statements: registry, clock, reseals, fields: fields.definitions,
      attempt: (run) => registry.attempt(run),
      arrived: () => arrivedLooks((sql, parameters) => warehouse.query(sql, parameters)),
      history: () => historyLooks((sql, parameters) => warehouse.query(sql, parameters, { milliseconds: 60_000 })),
    }),
    fields: fields.definitions,
    sources: new Sources(registry, credentials),
    sourceTotals: () => readSourceTotals((sql, parameters) => warehouse.query(sql, parameters)),
    attempt: (run) => registry.attempt(run),
  }
}

/** How old the knowledge may be which version speaks for a segment. */
const ROLES_FOR = 1_000

/**
 * The registry's id of the segment for which the version defined at `position` speaks, also after it has gone; undefined for
 * versions in the shadow and those that stand by, of which nobody is told.
 */
export function spokenSegments(states: SegmentStateReader, clock: SystemClock): (position: number) => string | undefined {
  const known = new Map<number, { readonly id: string; readonly speaks: boolean }>()
  let readAt = -Infinity
  return (position) => {
    if (!known.has(position) || clock.now() - readAt > ROLES_FOR) {
      readAt = clock.now()
      for (const { position: at, id, role } of states.liveSegments()) known.set(at, { id, speaks: role === 'reported' })
    }
    const found = known.get(position)
    return found?.speaks === true ? found.id : undefined
  }
}
