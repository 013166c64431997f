// The real server as a child process: started as `npm start` starts it, on a free port, with a data directory of its own
// that outlives kills and restarts and goes, with every process that stems from it, when the test is over.
import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Result } from '@touchstone/base'
import { createClient, type TouchstoneClient } from '@touchstone/client'
import { descendants, isRunning, signal, type Process } from './process-tree.ts'

export const PROJECT = fileURLToPath(new URL('../../', import.meta.url))
export const WRITE_KEY = 'e2e-write-key'
export const ADMIN_TOKEN = 'e2e-admin-token'

/** On a machine that does much else; how soon it should be is measured elsewhere. */
const READY_WITHIN = 120_000
const LOG_KEPT = 2_000_000

/** Figures of /metrics that say whether anything is still on its way. */
const UNDER_WAY = ['touchstone_stream_engine_behind', 'touchstone_outbox_waiting', 'touchstone_warehouse_behind']

export class ServerProcess {
  readonly directory: string
  readonly client: TouchstoneClient
  address = ''
  /** What all processes of this server wrote, the last two million characters. */
  log = ''
  #child: ChildProcess | undefined
  #exited: Promise<number | null> = Promise.resolve(null)
  readonly #known: Process[] = []
  readonly #flags: readonly string[]
  readonly #atExit = () => this.#endAll()

  private constructor(directory: string, flags: readonly string[]) {
    this.directory = directory
    this.#flags = flags
    const fetchHere: typeof fetch = (url, init) => fetch(String(url).replace('http://here', this.address), init)
    this.client = createClient({ address: 'http://here', token: ADMIN_TOKEN, fetch: fetchHere })
    process.once('exit', this.#atExit)
  }

  /** With a folder of its own and nothing running yet. */
  static prepare(...flags: readonly string[]): ServerProcess {
    const directory = mkdtempSync(join(tmpdir(), 'touchstone-e2e-'))
    // PostgreSQL runs as another user when we are root, and has to come through here.
    chmodSync(directory, 0o711)
    return new ServerProcess(directory, flags)
  }

  static async start(...flags: readonly string[]): Promise<ServerProcess> {
    const server = ServerProcess.prepare(...flags)
    try {
      await server.restart()
    } catch (error) {
      await server.end()
      throw error
    }
    return server
  }

  get pid(): number {
    return this.#child!.pid!
  }

  /** Starts it (again) on the same data and the same port, and waits until it is ready. */
  async restart(): Promise<void> {
    const began = this.log.length
    const child = this.launch()
    await this.until('ready', async () => {
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`the server ended with ${child.exitCode ?? child.signalCode} before it was ready`)
      if (this.log.slice(began).includes('"event":"engine.stopped"')) throw new Error('the engine stopped before the server was ready')
      this.address = /Touchstone is up at (\S+)/.exec(this.log.slice(began))?.[1] ?? this.address
      return this.address !== '' && (await this.isReady())
    }, READY_WITHIN)
    this.#remember()
  }

  /** Starts it without waiting for anything. */
  launch(): ChildProcess {
    const port = this.address === '' ? '0' : new URL(this.address).port
    const child = spawn(process.execPath, ['apps/server/src/main.ts', ...this.#flags], {
      cwd: PROJECT,
      env: { ...cleanEnvironment(), PORT: port, TOUCHSTONE_DATA: join(this.directory, 'data'), TOUCHSTONE_WRITE_KEY: WRITE_KEY, TOUCHSTONE_ADMIN_TOKEN: ADMIN_TOKEN, TZ: 'America/New_York' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.#child = child
    this.#exited = new Promise((resolve) => child.once('exit', (code) => resolve(code)))
    this.log += `\n--- started as process ${child.pid}\n`
    for (const stream of [child.stdout!, child.stderr!]) stream.setEncoding('utf8').on('data', (text: string) => (this.log = (this.log + text).slice(-LOG_KEPT)))
    return child
  }

  async isReady(): Promise<boolean> {
    try {
      const answer = await fetch(`${this.address}/readyz`, { signal: AbortSignal.timeout(2_000) })
      await answer.arrayBuffer()
      return answer.ok
    } catch {
      return false
    }
  }

  /** SIGTERM. Gives the exit code. */
  async stop(): Promise<number | null> {
    this.#remember()
    this.#child!.kill('SIGTERM')
    return await this.#exited
  }

  /** SIGKILL: the server's process alone, not its children. */
  async kill(): Promise<void> {
    this.#remember()
    this.#child!.kill('SIGKILL')
    await this.#exited
  }

  /** The direct child that holds ClickHouse or PostgreSQL. */
  childProcess(which: 'warehouse' | 'postgres'): Process | undefined {
    const isIt = which === 'warehouse' ? /touchstone-warehouse|warehouse-child/ : /bin\/postgres\b/
    return descendants(this.pid).find(({ parent, command }) => parent === this.pid && isIt.test(command))
  }

  /** Processes of earlier starts that are still there. */
  leftovers(): Process[] {
    return this.#known.filter(isRunning)
  }

  /** Waits until everything accepted is processed and stored in ClickHouse and PostgreSQL. */
  async settled(within = 30_000): Promise<void> {
    await this.until('everything is processed and stored', async () => {
      const text = await (await fetch(`${this.address}/metrics`)).text()
      const figures = text.split('\n').filter((line) => UNDER_WAY.some((name) => line.startsWith(name)))
      if (figures.length < UNDER_WAY.length) throw new Error(`/metrics lacks some of ${UNDER_WAY.join(', ')}`)
      return figures.every((line) => Number(line.slice(line.lastIndexOf(' '))) === 0)
    }, within)
  }

  /** Asks every 25 ms until the answer is yes; an error or `within` milliseconds end it with the server's last words. */
  async until(what: string, isSo: () => Promise<boolean>, within = 20_000): Promise<void> {
    const began = performance.now()
    try {
      while (!(await isSo())) {
        if (performance.now() - began > within) throw new Error(`not so within ${within} ms: ${what}`)
        await sleep(25)
      }
    } catch (error) {
      throw new Error(`${(error as Error).message}\n\nThe server's last words:\n${this.log.slice(-4_000)}`, { cause: error })
    }
  }

  /** Posts JSON to a path of the track API. Gives the status and the body. */
  async send(path: string, body: unknown): Promise<{ status: number; body: string }> {
    const answer = await fetch(this.address + path, { method: 'POST', headers: { authorization: `Basic ${btoa(`${WRITE_KEY}:`)}` }, body: JSON.stringify(body) })
    return { status: answer.status, body: await answer.text() }
  }

  /** Ends everything and removes the data. */
  async end(): Promise<void> {
    if (this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null) await this.stop()
    this.#endAll()
    process.off('exit', this.#atExit)
    for (let attempt = 0; attempt < 100 && this.leftovers().length > 0; attempt++) await sleep(20)
    rmSync(this.directory, { recursive: true, force: true, maxRetries: 5 })
  }

  #remember(): void {
    const news = descendants(this.pid).filter(({ pid, started }) => !this.#known.some((one) => one.pid === pid && one.started === started))
    this.#known.push(...news)
  }

  // SIGQUIT makes PostgreSQL end at once with all its helpers; what does not understand it is killed.
  #endAll(): void {
    if (this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null) this.#child.kill('SIGKILL')
    for (const one of this.leftovers()) signal(one, /bin\/postgres\b/.test(one.command) ? 'SIGQUIT' : 'SIGKILL')
  }
}

/** The value of a result that must be one. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.failure.code}: ${result.failure.message}`)
  return result.value
}

/** All pages of a list that is read with `next`. */
export async function pages<Page, Item, Next>(read: (next: Next | undefined) => Promise<Result<Page & { readonly next?: Next | null }>>, items: (page: Page) => readonly Item[]): Promise<Item[]> {
  const all: Item[] = []
  let next: Next | undefined
  do {
    const page = must(await read(next))
    all.push(...items(page))
    next = page.next ?? undefined
  } while (next !== undefined)
  return all
}

/** Runs `work` over all items, a few at a time. */
export async function overAll<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const queue = items.values()
  await Promise.all(Array.from({ length: 4 }, async () => {
    for (const item of queue) await work(item)
  }))
}

/** Our own variables, and those of the test runner, would configure the server. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:TOUCHSTONE_|NODE_|PORT$|DATABASE_URL$|CLICKHOUSE_URL$)/.test(name)))
}
