// The engine as the rest of the server sees it: a log to append to, a state to read, and the news that it moved on.
import { statfs } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import type { Clock } from '@touchstone/base'
import { PROFILE_TABLES, STATE_LAYOUT } from '@touchstone/profiles'
import {
  LOOP_TABLES, closeStateDirectory, confirmRebuild, currentBootId, directoryDisk, openFileLog, openLmdbReader, openStateDirectory,
  type Log, type LoopProgress, type StateLoss, type StateReader,
} from '@touchstone/stream'
import { RecordKind } from '@touchstone/vocabulary'
import type { EngineSettings, FromEngine, ToEngine } from './messages.ts'

const GUARD_EVERY = 1_000
/** Bytes kept free on the disk of the log and the state. */
export const DISK_RESERVE = 512e6

/** Records that may wait for the engine: some twenty seconds of full load. */
const MAX_BEHIND = 500_000

export interface EngineOptions extends EngineSettings {
  readonly clock: Clock
  readonly logMaxBytes: number
  /** The partition stopped: a Machine threw at `position`. */
  readonly onFailure: (message: string, position: number) => void
}

export class Engine {
  readonly log: Log
  readonly state: StateReader
  /** The state was thrown away and is being built again from the log: what others derived from it must go. */
  readonly rebuilding: StateLoss | undefined
  readonly #worker: Worker
  readonly #stateDirectory: string
  readonly #listeners: ((progress: LoopProgress) => void)[] = []
  readonly #watch: NodeJS.Timeout
  progress: LoopProgress
  failure: string | undefined
  /** Why facts are refused at present. */
  refusing: string | undefined
  #stopped!: () => void
  readonly #whenStopped = new Promise<void>((resolve) => (this.#stopped = resolve))

  private constructor(options: EngineOptions, log: Log, worker: Worker, progress: LoopProgress, rebuilding: StateLoss | undefined) {
    this.log = log
    this.rebuilding = rebuilding
    this.progress = progress
    this.#worker = worker
    this.#stateDirectory = options.stateDirectory
    this.state = openLmdbReader({ directory: options.stateDirectory, tables: [...LOOP_TABLES, ...PROFILE_TABLES] })
    worker.on('message', (message: FromEngine) => this.#receive(message, options))
    worker.on('error', (error) => this.#fail(error.stack ?? error.message, this.progress.position, options))
    worker.on('exit', () => this.#stopped())
    log.onDurable((end) => this.#send({ durable: end }))
    this.#watch = setInterval(() => void this.#guard(options), GUARD_EVERY)
    this.#send({ durable: log.end })
  }

  static async start(options: EngineOptions): Promise<Engine> {
    const { rebuilding } = openStateDirectory(options.stateDirectory, currentBootId(), STATE_LAYOUT)
    const log = await openFileLog({ disk: directoryDisk(options.logDirectory), clock: options.clock, maxBytes: options.logMaxBytes })
    const { logDirectory, stateDirectory, peopleCacheBytes } = options
    const workerData: EngineSettings = { logDirectory, stateDirectory, peopleCacheBytes }
    const worker = new Worker(new URL('./engine-thread.ts', import.meta.url), { workerData })
    const progress = await new Promise<LoopProgress>((resolve, reject) => {
      worker.once('error', reject)
      worker.once('message', (message: FromEngine) => ('ready' in message ? resolve(message.ready) : reject(new Error('the engine did not start'))))
    })
    worker.removeAllListeners('error')
    return new Engine(options, log, worker, progress, rebuilding)
  }

  onProgress(listener: (progress: LoopProgress) => void): void {
    this.#listeners.push(listener)
  }

  /** What others derived from a lost state is gone. */
  confirmRebuild(): void {
    confirmRebuild(this.#stateDirectory)
  }

  /** Outbox entries up to `entry` reached everyone. */
  trimOutbox(entry: number): void {
    this.#send({ trimOutbox: entry })
  }

  #receive(message: FromEngine, options: EngineOptions): void {
    if ('progress' in message) {
      this.progress = message.progress
      this.state.refresh()
      for (const listener of this.#listeners) listener(message.progress)
    } else if ('tick' in message) void this.log.tick(RecordKind.TICK)
    else if ('failed' in message) this.#fail(message.failed.message, message.failed.position, options)
    else if ('stopped' in message) this.#stopped()
  }

  #fail(message: string, position: number, options: EngineOptions): void {
    this.failure = message
    options.onFailure(message, position)
  }

  #send(message: ToEngine): void {
    this.#worker.postMessage(message)
  }

  /**
   * Facts are refused while the disk still has room for the engine to finish what it was given, and before the engine is
   * so far behind that live means late.
   */
  async #guard({ logDirectory }: EngineOptions): Promise<void> {
    const { bavail, bsize } = await statfs(logDirectory)
    const free = bavail * bsize
    const behind = this.log.end - this.progress.position
    if (free < DISK_RESERVE) this.refusing = `the disk has ${Math.round(free / 1e6)} MB left, ${DISK_RESERVE / 1e6} MB are kept free`
    else this.refusing = behind > MAX_BEHIND ? `the engine is ${behind} records behind` : undefined
    this.log.refuse(this.refusing)
  }

  /** Commits, syncs and stops. Nothing may be appended any more. */
  async stop(): Promise<void> {
    clearInterval(this.#watch)
    await this.log.close()
    this.#send({ stop: true })
    await this.#whenStopped
    await this.state.close()
    closeStateDirectory(this.#stateDirectory)
  }
}
