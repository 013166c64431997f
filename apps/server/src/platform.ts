// Starts the platform: stores first, then what reads them, then the doors. Stops it in the opposite order.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail, ok, type Result } from '@touchstone/base'
import { SystemClock } from '@touchstone/base/node'
import { Vault, governanceMigrations, openCredentials, openKeyring, openSessions, type Issued } from '@touchstone/governance'
import { Quarantine, ViolationTally, createIntake, intakeMigrations, type Intake } from '@touchstone/intake'
import { DERIVED_TABLES, profilesMigrations, profilesRegistryMigrations } from '@touchstone/profiles'
import { openRegistry } from '@touchstone/registry'
import { segmentsRegistryMigrations, segmentsWarehouseMigrations } from '@touchstone/segments'
import { directoryDisk, openFileReader } from '@touchstone/stream'
import { openWarehouse } from '@touchstone/warehouse'
import { lockData } from './data-lock.ts'
import type { DemoFile } from './demo/demo-record.ts'
import { Demo } from './demo/start-demo.ts'
import { Engine } from './engine/engine.ts'
import { OutboxPump } from './feeds/outbox-pump.ts'
import { RegistryFeed } from './feeds/to-registry.ts'
import { SubscriberFeed } from './feeds/to-subscribers.ts'
import { WarehouseFeed } from './feeds/to-warehouse.ts'
import type { WarehouseChildConfig } from './feeds/warehouse-child.ts'
import { factRate, waitingEntries, type FigureParts } from './figures.ts'
import type { Log } from './http/ports.ts'
import { operations } from './operations.ts'
import { plugFields } from './plug-fields.ts'
import { plugIdentity } from './plug-identity.ts'
import { plugAmendments } from './plug-amendments.ts'
import { plugMatches } from './matching/plug-matches.ts'
import { plugPast } from './plug-past.ts'
import { plugPlans } from './plug-plans.ts'
import { plugGovernance, plugHouseholds, plugProfiles, plugSegments, spokenSegments, type Stores } from './plugs.ts'
import { readLocations } from './read-locations.ts'
import { createRoutes } from './routes.ts'
import { plugStream } from './stream/plug-stream.ts'

export interface PlatformSettings {
  /** Absolute; it exists. */
  readonly dataDirectory: string
  readonly host: string
  /** 0 takes a free one. */
  readonly port: number
  readonly writeKey?: string
  readonly adminToken?: string
  readonly clickhouseUrl?: string
  readonly databaseUrl?: string
  readonly locationFile?: string
  readonly keepNetworks?: boolean
  readonly logMaxBytes: number
  readonly peopleCacheBytes: number
  readonly warehouseMemoryBytes: number
  /** The demo world of this data directory, when there is to be one. */
  readonly demo?: DemoFile | undefined
}

export interface Platform {
  readonly address: string
  /** Made at this start; their secrets are shown once. */
  readonly issued: readonly Issued[]
  /** Not ready, drain, commit, stop. Takes at most about 10 s. */
  close(): Promise<void>
}

/** Why a state is thrown away. */
const REBUILDING = { crash: 'the machine went down without a clean stop', layout: 'the state is of another version' } as const
const QUARANTINE_EXPIRY_EVERY = 3_600_000
/** How often it is written down which credentials were used. */
const NOTE_USE_EVERY = 30_000

/** Starts everything. A failure leaves nothing running. */
export async function startPlatform(settings: PlatformSettings, log: Log): Promise<Result<Platform>> {
  const lock = lockData(settings.dataDirectory)
  if (!lock.ok) return lock
  const started: (() => Promise<unknown> | unknown)[] = [lock.value]
  const undo = async (): Promise<void> => {
    for (const stop of started.toReversed()) await stop()
  }
  try {
    const platform = await start(settings, log, started)
    if (!platform.ok) await undo()
    return platform.ok ? ok({ ...platform.value, close: undo }) : platform
  } catch (error) {
    await undo()
    return fail('server.start-failed', error instanceof Error ? error.message : String(error))
  }
}

async function start(settings: PlatformSettings, log: Log, started: (() => Promise<unknown> | unknown)[]): Promise<Result<Omit<Platform, 'close'>>> {
  const clock = new SystemClock()
  const startedAt = clock.now()
  const logDirectory = join(settings.dataDirectory, 'log')
  const keyring = openKeyring(join(settings.dataDirectory, 'keys'), clock)
  if (!keyring.ok) return keyring
  const opening = openRegistry({
    directory: join(settings.dataDirectory, 'postgres'),
    ...(settings.databaseUrl === undefined ? {} : { url: settings.databaseUrl }),
    migrations: [...governanceMigrations, ...intakeMigrations, ...profilesRegistryMigrations, ...segmentsRegistryMigrations],
    onState: ({ up, failure }) => log({ level: up ? 'info' : 'warn', event: 'registry.state', up, reason: failure?.message }),
  })
  started.push(async () => {
    const opened = await opening
    if (opened.ok) await opened.value.close()
  })
  const engine = await Engine.start({
    logDirectory, clock,
    stateDirectory: join(settings.dataDirectory, 'state'),
    peopleCacheBytes: settings.peopleCacheBytes,
    logMaxBytes: settings.logMaxBytes,
    onFailure: (message, position) => log({ level: 'error', event: 'engine.stopped', position, error: message }),
  })
  started.push(() => engine.stop())
  const registry = await opening
  if (!registry.ok) return registry
  let feed: WarehouseFeed | undefined
  const childConfig: WarehouseChildConfig = { logDirectory }
  const warehouse = await openWarehouse({
    directory: join(settings.dataDirectory, 'warehouse'),
    ...(settings.clickhouseUrl === undefined ? {} : { url: settings.clickhouseUrl }),
    migrations: [...profilesMigrations, ...segmentsWarehouseMigrations],
    childModule: new URL('./feeds/warehouse-child.ts', import.meta.url),
    childConfig,
    memoryBytes: settings.warehouseMemoryBytes,
    forget: engine.rebuilding === undefined ? [] : DERIVED_TABLES,
    onState: ({ up, failure }) => log({ level: up && failure === undefined ? 'info' : 'warn', event: 'warehouse.state', up, reason: failure?.message }),
    onMigrating: (step) => log({ level: 'info', event: 'warehouse.migrating', step }),
    onDurable: (number) => feed?.durable(number),
  })
  if (!warehouse.ok) return warehouse
  started.push(() => warehouse.value.close())
  if (engine.rebuilding !== undefined) {
    engine.confirmRebuild()
    log({ level: 'warn', event: 'engine.rebuilding', reason: `${REBUILDING[engine.rebuilding]}; the state is built again from the log`, records: engine.log.end })
  }
  feed = new WarehouseFeed(warehouse.value)
  const credentials = await openCredentials({ statements: registry.value, clock, fixed: { write_key: settings.writeKey, admin_token: settings.adminToken } })
  if (!credentials.ok) return credentials
  const sessions = await openSessions({ statements: registry.value, clock, holderOf: (id) => credentials.value.holderOf(id) })
  const stores: Stores = { settings, log, clock, startedAt, engine, registry: registry.value, warehouse: warehouse.value, feed, keyring: keyring.value, credentials: credentials.value, sessions }
  return await serve(stores, started)
}

async function serve(stores: Stores, started: (() => Promise<unknown> | unknown)[]): Promise<Result<Omit<Platform, 'close'>>> {
  const { settings, log, clock, engine, registry, warehouse, keyring, credentials } = stores
  const opened = await openIntake(stores)
  if (!opened.ok) return opened
  const { intake, violations } = opened.value
  const vault = new Vault(keyring.person)
  const quarantine = new Quarantine({ registry, intake, open: keyring.transit.open, clock })
  const fields = await plugFields(stores, intake)
  const identity = await plugIdentity(stores, intake)
  const reseals = await plugPast(stores, vault, fields, started)
  const segments = plugSegments(stores, fields)
  const profiles = plugProfiles(stores, vault, segments, fields)
  const subscribers = new SubscriberFeed({ log: openReader(settings), segmentId: spokenSegments(segments.states, clock) })
  const registryFeed = new RegistryFeed({
    log: openReader(settings), registry, vault, sealed: fields.sealed, quarantine, review: identity.review, transit: keyring.transit,
    onUnreadable: (position, message) => log({ level: 'error', event: 'vault.unreadable', position, message }),
  })
  const pump = new OutboxPump(engine.state, [stores.feed, registryFeed, subscribers], (entry) => engine.trimOutbox(entry))
  engine.onProgress(({ outbox, position }) => {
    pump.advance(outbox)
    if (pump.lag('warehouse') === 0) stores.feed.caughtUp(position)
    segments.backfill.progressed()
    reseals.progressed()
  })
  stores.feed.onDurable = () => {
    segments.backfill.progressed()
    reseals.progressed()
  }
  pump.advance(engine.progress.outbox)
  if (pump.lag('warehouse') === 0) stores.feed.caughtUp(engine.progress.position)
  started.push(() => pump.stop())
  await startUpkeep(stores, segments, quarantine, started)

  let address = ''
  const isSettled = (): boolean => engine.progress.position >= engine.log.end && stores.feed.through >= engine.progress.position && pump.lag('registry') === 0
  const demo = settings.demo && new Demo({ file: settings.demo, intake, credentials, now: () => clock.now(), log, address: () => address, isSettled })
  const figures: FigureParts = {
    engine, intake, registry, warehouse, clock, pump,
    segments: segments.states, feed: stores.feed, startedAt: stores.startedAt,
    alarms: () => segments.definitions.alarms.all(),
    watchAlarms: () => [...watches.watches.open.values()],
    waitingInQuarantine: waitingEntries(quarantine, clock),
    perSecond: factRate(engine, intake, clock),
    address: () => address,
    version: versionOfProject(),
    demo,
  }
  const stream = plugStream(stores, { figures, segments, rules: fields.definitions.rules })
  const governance = plugGovernance(stores, fields, reseals)
  const { plans, watches } = await plugPlans(stores, intake, violations, fields, governance.sources, started)
  const matches = plugMatches(stores, profiles, fields, started)
  const declared = operations({ quarantine, plans, watches, profiles, amendments: plugAmendments(stores, profiles, started), identity, households: plugHouseholds(stores, profiles), matches, definitions: segments.definitions, segments: segments.ports, governance, stream })
  const server = createRoutes(stores, intake, subscribers, stream.figures, declared, figures)
  const port = await server.listen(settings.port, settings.host)
  started.push(() => server.close())
  address = `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${port}`
  const issued = [await credentials.issueFirst('write_key', 'first'), await credentials.issueFirst('admin_token', 'first')]
  const made = issued.filter((one) => one !== undefined)
  if (demo === undefined) return ok({ address, issued: made })
  started.push(() => demo.stop())
  const shown = await demo.keepIssued(made)
  const filled = await demo.start()
  return filled.ok ? ok({ address, issued: shown }) : filled
}

/** The edge, and what it counts. */
async function openIntake({ settings, log, clock, engine, registry, keyring }: Stores): Promise<Result<{ readonly intake: Intake; readonly violations: ViolationTally }>> {
  const violations = await new ViolationTally(registry).open()
  const locate = readLocations(settings.locationFile)
  if (!locate.ok) return locate
  const intake = createIntake({
    append: (batch) => engine.log.append(batch),
    clock,
    sealer: keyring.transit,
    hashIdentifier: keyring.hashIdentifier,
    randomId: randomUUID,
    locate: locate.value,
    keepsNetworks: settings.keepNetworks !== false,
    noteUnplanned: (noted) => violations.note(noted),
    report: (error) => log({ level: 'error', event: 'intake.defect', error: String(error) }),
  })
  return ok({ intake, violations })
}

/** What goes on by itself from now on: segments follow their definitions and histories, old quarantine goes, use of credentials is noted. */
async function startUpkeep({ log, registry, credentials }: Stores, segments: ReturnType<typeof plugSegments>, quarantine: Quarantine, started: (() => Promise<unknown> | unknown)[]): Promise<void> {
  const reconciled = await segments.definitions.reconcile()
  if (!reconciled.ok) log({ level: 'error', event: 'segments.reconcile', code: reconciled.failure.code, message: reconciled.failure.message })
  segments.backfill.start()
  started.push(() => segments.backfill.stop())
  segments.upkeep.start()
  started.push(() => segments.upkeep.stop())
  const expiry = setInterval(() => void quarantine.expire(), QUARANTINE_EXPIRY_EVERY)
  started.push(() => clearInterval(expiry))
  const noteUse = (): Promise<unknown> => registry.attempt(() => credentials.noteUse())
  const noting = setInterval(() => void noteUse(), NOTE_USE_EVERY)
  started.push(() => (clearInterval(noting), noteUse()))
}

function openReader({ dataDirectory }: PlatformSettings) {
  return openFileReader(directoryDisk(join(dataDirectory, 'log')))
}

function versionOfProject(): string {
  return (JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string }).version
}
