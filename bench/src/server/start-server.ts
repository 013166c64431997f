// The real server as a child process: own temporary data directory, fixed keys, a free port. Nothing of it is left behind.
import { spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ServerApi } from './server-api.ts'

export const PROJECT = fileURLToPath(new URL('../../../', import.meta.url))
export const WRITE_KEY = 'bench-write-key'
const ADMIN_TOKEN = 'bench-admin-token'
const START_WITHIN = 120_000
const STOP_WITHIN = 20_000
/** What the server may inherit: not the stores and keys of an installation that this shell works with. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'TZ']

export interface RunningServer {
  readonly pid: number
  readonly address: string
  readonly api: ServerApi
  /** Stops it and removes its data; the same when called twice. */
  stop(): Promise<void>
}

export interface ServerSettings {
  /** Where its data lies; it stays there. Without it, in a folder of its own that goes with the server. */
  readonly directory?: string | undefined
  /** Where to write a CPU profile of each of its threads and Node children when it stops. */
  readonly profileDirectory?: string | undefined
}

const running = new Set<RunningServer['stop']>()

/** For whoever ends the bench early. */
export async function stopServers(): Promise<void> {
  await Promise.allSettled([...running].map((stop) => stop()))
}

export async function startServer(settings: ServerSettings = {}): Promise<RunningServer> {
  const port = await freePort()
  const address = `http://127.0.0.1:${port}`
  const directory = settings.directory ?? dataDirectory()
  const logFile = join(directory, 'server.log')
  const log = openSync(logFile, 'a')
  const profiling = settings.profileDirectory === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${settings.profileDirectory}`, '--cpu-prof-interval=500']
  const env: Record<string, string | undefined> = { TOUCHSTONE_DATA: join(directory, 'data'), TOUCHSTONE_WRITE_KEY: WRITE_KEY, TOUCHSTONE_ADMIN_TOKEN: ADMIN_TOKEN, PORT: String(port) }
  for (const name of INHERITED) env[name] = process.env[name]
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...profiling, join(PROJECT, 'apps/server/src/main.ts')], { cwd: PROJECT, env, stdio: ['ignore', log, log] })
  closeSync(log)
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const remove = (): void => {
    if (settings.directory === undefined) rmSync(directory, { recursive: true, force: true })
  }
  const atExit = (): void => {
    child.kill('SIGTERM')
    remove()
  }
  process.once('exit', atExit)
  let stopping: Promise<void> | undefined
  const stop = (): Promise<void> => (stopping ??= stopChild(child, gone).then(() => {
    process.off('exit', atExit)
    running.delete(stop)
    remove()
  }))
  running.add(stop)
  const api = new ServerApi(address, ADMIN_TOKEN)
  try {
    await untilReady(api, child)
  } catch (error) {
    const said = readFileSync(logFile, 'utf8').slice(-2000)
    await stop()
    throw new Error(`${(error as Error).message}; it said:\n${said}`)
  }
  return { pid: child.pid!, address, api, stop }
}

/** A new temporary folder for a server's data. */
export function dataDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'touchstone-bench-'))
  // PostgreSQL may run as another user, who has to pass here.
  chmodSync(directory, 0o711)
  return directory
}

async function untilReady(api: ServerApi, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + START_WITHIN
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`the server ended with code ${child.exitCode}`)
    if (await api.isReady()) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`the server was not ready within ${START_WITHIN / 1000} s`)
}

async function stopChild(child: ChildProcess, gone: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  const late = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN)
  await gone
  clearTimeout(late)
}

export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}
