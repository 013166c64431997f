// The list of plugs: which room gets which other through which port. No rule lives here.
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { assert, fail, ok, type Result } from '@touchstone/base'
import { SystemClock } from '@touchstone/base/node'
import { Audit, Vault, authorize, governanceMigrations, openCredentials, openKeyring, type Credentials, type Issued, type Keyring } from '@touchstone/governance'
import { Quarantine, createIntake, intakeMigrations, type Intake } from '@touchstone/intake'
import { DERIVED_TABLES, ProfileReader, SegmentStateReader, profilesMigrations, type ProfilePorts } from '@touchstone/profiles'
import { openRegistry, type Registry } from '@touchstone/registry'
import { BackfillRunner, SegmentDefinitions, SegmentStore, segmentsRegistryMigrations, segmentsWarehouseMigrations, type SegmentPorts } from '@touchstone/segments'
import { RecordBatch, directoryDisk, openFileReader } from '@touchstone/stream'
import { RecordKind, encodeControl } from '@touchstone/vocabulary'
import { openWarehouse, type Warehouse } from '@touchstone/warehouse'
import { lockData } from './data-lock.ts'
import { Engine } from './engine/engine.ts'
import { OutboxPump } from './feeds/outbox-pump.ts'
import { RegistryFeed } from './feeds/to-registry.ts'
import { SubscriberFeed } from './feeds/to-subscribers.ts'
import { WarehouseFeed } from './feeds/to-warehouse.ts'
import type { WarehouseChildConfig } from './feeds/warehouse-child.ts'
import { readiness, registerFigures, statusView, type FigureParts } from './figures.ts'
import { createApi } from './http/api.ts'
import { createServer, type HttpServer } from './http/create-server.ts'
import { createMetrics } from './http/metrics.ts'
import { createPages } from './http/pages.ts'
import type { Log } from './http/ports.ts'
import { tailStream } from './http/tail.ts'
import { operations } from './operations.ts'
import { createTrackApi } from './track-api/index.ts'

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
  readonly logMaxBytes: number
  readonly peopleCacheBytes: number
  readonly warehouseMemoryBytes: number
}

export interface Platform {
  readonly address: string
  /** Made at this start; their secrets are shown once. */
  readonly issued: readonly Issued[]
  /** Not ready, drain, commit, stop. Takes at most about 10 s. */
  close(): Promise<void>
}

const QUARANTINE_EXPIRY_EVERY = 3_600_000

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
    migrations: [...governanceMigrations, ...intakeMigrations, ...segmentsRegistryMigrations],
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
    forget: engine.rebuilding ? DERIVED_TABLES : [],
    onState: ({ up, failure }) => log({ level: up && failure === undefined ? 'info' : 'warn', event: 'warehouse.state', up, reason: failure?.message }),
    onDurable: (number) => feed?.durable(number),
  })
  if (!warehouse.ok) return warehouse
  started.push(() => warehouse.value.close())
  if (engine.rebuilding) {
    engine.confirmRebuild()
    log({ level: 'warn', event: 'engine.rebuilding', reason: 'the machine went down without a clean stop; the state is built again from the log', records: engine.log.end })
  }
  feed = new WarehouseFeed(warehouse.value)
  const credentials = await openCredentials({ statements: registry.value, clock, fixed: { write_key: settings.writeKey, admin_token: settings.adminToken } })
  if (!credentials.ok) return credentials
  const stores: Stores = { settings, log, clock, startedAt, engine, registry: registry.value, warehouse: warehouse.value, feed, keyring: keyring.value, credentials: credentials.value }
  return ok(await serve(stores, started))
}

interface Stores {
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
}

async function serve(stores: Stores, started: (() => Promise<unknown> | unknown)[]): Promise<Omit<Platform, 'close'>> {
  const { settings, log, clock, engine, registry, warehouse, keyring, credentials } = stores
  const intake = createIntake({
    append: (batch) => engine.log.append(batch),
    clock,
    sealer: keyring.transit,
    hashIdentifier: keyring.hashIdentifier,
    randomId: randomUUID,
    report: (error) => log({ level: 'error', event: 'intake.defect', error: String(error) }),
  })
  const vault = new Vault(keyring.person)
  const quarantine = new Quarantine({ registry, intake, open: keyring.transit.open, clock })
  const segments = plugSegments(stores)
  const profiles = plugProfiles(stores, vault, segments.store)
  const subscribers = new SubscriberFeed({ log: openReader(settings), segmentId: segmentIds(engine) })
  const registryFeed = new RegistryFeed({
    log: openReader(settings), registry, vault, quarantine, transit: keyring.transit,
    onUnreadable: (position, message) => log({ level: 'error', event: 'vault.unreadable', position, message }),
  })
  const pump = new OutboxPump(engine.state, [stores.feed, registryFeed, subscribers], (entry) => engine.trimOutbox(entry))
  engine.onProgress(({ outbox, position }) => {
    pump.advance(outbox)
    if (pump.lag('warehouse') === 0) stores.feed.caughtUp(position)
  })
  pump.advance(engine.progress.outbox)
  if (pump.lag('warehouse') === 0) stores.feed.caughtUp(engine.progress.position)
  started.push(() => pump.stop())
  const reconciled = await segments.definitions.reconcile()
  if (!reconciled.ok) log({ level: 'error', event: 'segments.reconcile', code: reconciled.failure.code, message: reconciled.failure.message })
  segments.backfill.start()
  started.push(() => segments.backfill.stop())
  const expiry = setInterval(() => void quarantine.expire(), QUARANTINE_EXPIRY_EVERY)
  started.push(() => clearInterval(expiry))

  let address = ''
  const figures: FigureParts = {
    engine, intake, registry, warehouse, clock, pump,
    segments: segments.states, feed: stores.feed, startedAt: stores.startedAt,
    waitingInQuarantine: async () => {
      const waiting = await quarantine.waiting()
      return waiting.ok ? waiting.value.reduce((sum, one) => sum + one.entries, 0) : 0
    },
    address: () => address,
    version: versionOfProject(),
  }
  const declared = operations({ quarantine, profiles, definitions: segments.definitions, segments: segments.ports })
  const server = http(stores, intake, subscribers, declared, figures)
  const port = await server.listen(settings.port, settings.host)
  started.push(() => server.close())
  address = `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${port}`
  const issued = [await credentials.issueFirst('write_key', 'first'), await credentials.issueFirst('admin_token', 'first')]
  return { address, issued: issued.filter((one) => one !== undefined) }
}

function http(stores: Stores, intake: Intake, subscribers: SubscriberFeed, declared: ReturnType<typeof operations>, figures: FigureParts): HttpServer {
  const { log, clock, credentials, registry, settings } = stores
  const audit = new Audit(registry)
  const metrics = createMetrics()
  registerFigures(metrics, figures)
  const calls = metrics.histogram('api_seconds', 'Duration of operations', [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10], ['operation', 'status'])
  const answers = metrics.counter('track_answers_total', 'Answers of the track API', ['status', 'code'])
  const port = settings.port === 0 ? '' : `:${settings.port}`
  const api = createApi({
    operations: declared,
    streams: [tailStream(subscribers.subscribe)],
    authenticate: (bearer) => credentials.check('admin_token', bearer),
    authorize: (operation, caller) => authorize(operation as never, caller),
    audit: (record) => audit.keep(record),
    log, clock,
    observe: ({ operation, status, millis }) => calls(millis / 1000, { operation, status: String(status) }),
    version: figures.version,
    address: `http://localhost${port}`,
  })
  const track = createTrackApi({
    intake,
    authenticate: (writeKey) => credentials.check('write_key', writeKey)?.subject,
    clock,
    report: (error) => log({ level: 'error', event: 'track.defect', error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    observe: (status, code) => answers({ status: String(status), code: code ?? '' }),
  })
  const pages = createPages({
    routes: api.routes,
    address: `http://localhost${port}`,
    status: () => statusView(figures),
    readiness: () => readiness(figures),
    metrics, clock, log,
  })
  return createServer({ handlers: [track, api.handle, pages], log, onClose: () => api.close() })
}

function plugSegments(stores: Stores) {
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
    appendControl: (control) => append(RecordKind.CONTROL, encodeControl(control)),
    queryHistory: (sql, parameters, limits) => warehouse.query(sql, parameters, limits),
    historyThrough: () => feed.through,
    backfillProgress: (position) => backfill.progress(position),
  }
  const definitions = new SegmentDefinitions(ports)
  const backfill: BackfillRunner = new BackfillRunner({
    states, engineProgress,
    appendControl: ports.appendControl,
    appendSeeds: (payload) => append(RecordKind.SEED, payload),
    historyThrough: ports.historyThrough,
    runJob: (job, argument, onMessage) => warehouse.run(job, argument, (message) => onMessage(message)),
    follow: () => definitions.follow(),
    onTrouble: (code, message) => log({ level: 'warn', event: 'segments.backfill', code, message }),
  })
  return { store, states, ports, definitions, backfill }
}

function plugProfiles({ engine, warehouse, registry, feed, clock, keyring }: Stores, vault: Vault, segments: SegmentStore): ProfilePorts {
  return {
    profiles: new ProfileReader(engine.state, keyring.hashIdentifier),
    clock,
    queryHistory: (sql, parameters) => warehouse.query(sql, parameters),
    historyThrough: () => feed.through,
    async segmentNames(ids) {
      const all = await segments.list()
      return new Map(all.ok ? all.value.filter(({ id }) => ids.includes(id)).map(({ id, name }) => [id, name]) : [])
    },
    personalValues: (people) =>
      registry.attempt(async () => {
        const found = new Map<string, unknown>()
        for (const person of people.toReversed()) {
          const values = await vault.read(person, registry)
          assert(values.ok, 'the vault opens what it sealed')
          for (const [path, text] of Object.entries(values.value)) found.set(path, JSON.parse(text))
        }
        return [...found].map(([path, value]) => ({ path, value }))
      }),
  }
}

function openReader({ dataDirectory }: PlatformSettings) {
  return openFileReader(directoryDisk(join(dataDirectory, 'log')))
}

/** The registry's id of a definition, also after its segment has gone. */
function segmentIds(engine: Engine): (position: number) => string | undefined {
  const known = new Map<number, string>()
  return (position) => {
    const id = known.get(position)
    if (id !== undefined) return id
    const stored = engine.state.get('segments', position)
    if (stored === undefined) return undefined
    const found = (JSON.parse(stored.toString()) as { id: string }).id
    known.set(position, found)
    return found
  }
}

function versionOfProject(): string {
  return (JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as { version: string }).version
}
