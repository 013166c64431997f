// One PostgreSQL as a child process: made on first start, started again when it dies, ended when an earlier run left it.
// It never ends with a signal of the terminal (its own session), only by `stop`, so that we can finish our work first.
import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { closeSync, existsSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { preparedBinaries } from './binaries.ts'
import type { Binaries } from './binaries.ts'
import { LIMITS } from './limits.ts'
import { endOrphan, stopProcess } from './orphan.ts'
import { own, preparedPlace, PORT, removeSocketFolder, ROLE } from './place.ts'
import type { Place } from './place.ts'

export interface PostgresChildOptions {
  readonly directory: string
  /** Tells whether the server accepts statements now; throws while it does not. */
  readonly probe: (place: Place) => Promise<void>
  readonly onState: () => void
}

export class PostgresChild {
  readonly place: Place
  readonly #options: PostgresChildOptions
  readonly #binaries: Binaries
  #child: ChildProcess | undefined
  #stopping = false
  #up = false
  #restarts = 0
  #problem: string | undefined
  #respawn: NodeJS.Timeout | undefined
  readonly #atExit = () => void this.#child?.kill('SIGINT')

  private constructor(options: PostgresChildOptions) {
    this.#options = options
    this.place = preparedPlace(options.directory)
    this.#binaries = preparedBinaries(this.place.directory, this.place.account)
  }

  /** Resolves when the server accepts statements. Throws an Error of one sentence when it cannot start. */
  static async start(options: PostgresChildOptions): Promise<PostgresChild> {
    const child = new PostgresChild(options)
    await endOrphan(child.place.cluster)
    if (!existsSync(child.place.cluster)) await child.#create()
    process.once('exit', child.#atExit)
    try {
      await child.#startAndProve()
    } catch (error) {
      await child.stop()
      throw error
    }
    return child
  }

  get up(): boolean {
    return this.#up
  }

  get restarts(): number {
    return this.#restarts
  }

  /** Why it is down. */
  get problem(): string | undefined {
    return this.#problem
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** A fast shutdown; resolves when the process is gone. */
  async stop(): Promise<void> {
    this.#stopping = true
    clearTimeout(this.#respawn)
    process.removeListener('exit', this.#atExit)
    if (this.#child?.pid !== undefined) await stopProcess(this.#child.pid)
    this.#up = false
    removeSocketFolder(this.place)
  }

  /** `initdb` into a folder of another name, so that a kill in the middle leaves nothing that looks finished. */
  async #create(): Promise<void> {
    const half = `${this.place.cluster}.half`
    rmSync(half, { recursive: true, force: true })
    const secret = join(this.place.directory, 'password.initdb')
    writeFileSync(secret, this.place.password, { mode: 0o600 })
    own(secret, this.place.account, 0o600)
    try {
      const child = this.#run(this.#binaries.initdb, [
        ...['-D', half, '-U', ROLE, '-E', 'UTF8', '--locale=C', '--no-instructions'],
        ...['--auth=scram-sha-256', `--pwfile=${secret}`],
      ])
      await exitOf(child, `initdb, see ${this.place.log}`)
    } finally {
      rmSync(secret, { force: true })
    }
    renameSync(half, this.place.cluster)
  }

  async #startAndProve(): Promise<void> {
    const deadline = performance.now() + LIMITS.RETRY_START
    for (let wait: number = LIMITS.RESPAWN_FIRST; ; wait = Math.min(wait * 2, LIMITS.RESPAWN_LAST)) {
      const failed = await this.#tryStart()
      if (failed === undefined || this.#stopping) return
      // The backends of a server that was killed need a moment to notice; until then the new one refuses.
      if (performance.now() + wait > deadline) throw new Error(`PostgreSQL did not start: ${failed}; see ${this.place.log}`)
      await pause(wait)
    }
  }

  /** One attempt; the reason when it did not come up. Throws when another attempt cannot help. */
  async #tryStart(): Promise<string | undefined> {
    const deadline = performance.now() + LIMITS.START_WITHIN
    const child = this.#run(this.#binaries.postgres, serverArguments(this.place))
    this.#child = child
    let ended: string | undefined
    child.once('error', (error) => (ended = error.message))
    child.once('exit', (code, signal) => {
      ended ??= `it ended with ${signal ?? `exit code ${code}`}`
      if (this.#child === child) this.#child = undefined
      if (this.#up) this.#died(ended)
    })
    while (ended === undefined) {
      try {
        await this.#options.probe(this.place)
        // The server that answered must be this one.
        if (ended === undefined) {
          this.#up = true
          this.#problem = undefined
          this.#options.onState()
          return undefined
        }
      } catch (error) {
        const refused = String((error as { code?: unknown }).code).startsWith('28') // it runs and does not know our password
        if (refused || performance.now() > deadline || this.#stopping) {
          if (child.pid !== undefined) await stopProcess(child.pid)
          const why = error instanceof Error ? error.message : String(error)
          if (refused) throw new Error(`PostgreSQL refuses the password in ${this.place.directory}: ${why}`)
          return why
        }
        await pause(25)
      }
    }
    return ended
  }

  #died(how: string): void {
    this.#up = false
    if (this.#stopping) return
    this.#problem = `PostgreSQL died: ${how}`
    this.#restarts++
    this.#options.onState()
    const again = () => {
      this.#startAndProve().catch((error: unknown) => {
        this.#problem = error instanceof Error ? error.message : String(error)
        this.#options.onState()
        if (!this.#stopping) this.#respawn = setTimeout(again, LIMITS.RESPAWN_LAST)
      })
    }
    this.#respawn = setTimeout(again, LIMITS.RESPAWN_FIRST)
  }

  #run(program: string, args: readonly string[]): ChildProcess {
    const { account, directory, log } = this.place
    const fresh = (statSync(log, { throwIfNoEntry: false })?.size ?? 0) > LIMITS.LOG_BYTES
    const output = openSync(log, fresh ? 'w' : 'a', 0o600)
    try {
      return spawn(program, args, {
        cwd: directory,
        detached: true,
        stdio: ['ignore', output, output],
        env: { PATH: '/usr/bin:/bin', LANG: 'C', LC_ALL: 'C', TZ: 'UTC', HOME: directory },
        ...(account ? { uid: account.uid, gid: account.gid } : {}),
      })
    } finally {
      closeSync(output)
    }
  }
}

function serverArguments({ cluster, socket }: Place): string[] {
  const settings: Record<string, string | number> = {
    listen_addresses: '',
    port: PORT,
    unix_socket_directories: socket,
    unix_socket_permissions: '0700',
    max_connections: LIMITS.MAX_CONNECTIONS,
    shared_buffers: '32MB',
    min_wal_size: '32MB',
    max_wal_size: '512MB',
    max_worker_processes: 4,
    max_parallel_workers: 2,
    jit: 'off',
    // The promise of every commit we acknowledge.
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
  }
  return ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])]
}

function exitOf(child: ChildProcess, what: string): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => {
      if (code === 0) resolve()
      else reject(new Error(`PostgreSQL could not be prepared: ${what} (${signal ?? `exit code ${code}`})`))
    })
  })
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
