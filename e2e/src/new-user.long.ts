// What a new user does: a clone in an empty directory, `npm start`, and the line it prints pasted into a shell. Nothing
// of this checkout but its files is used: no installed packages, no npm cache, no variables of ours.
import assert from 'node:assert/strict'
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { descendants, isRunning, signal } from './process-tree.ts'
import { PROJECT } from './server-process.ts'

const STARTS_WITHIN = 10 * 60_000

test('npm start on a clean clone, and the printed curl line', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-new-user-'))
  chmodSync(folder, 0o711)
  const clone = join(folder, 'touchstone')
  copyTree(clone)
  const user = new NewUser(clone, join(folder, 'npm-cache'), await freePort())
  t.after(async () => {
    await user.leave()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })
  await user.start()
  const { address, curl, adminToken } = user.printed()
  t.diagnostic(`ready after ${Math.round(user.startMillis / 1_000)} s; printed: ${curl}`)
  const answer = execFileSync('sh', ['-c', curl], { encoding: 'utf8', cwd: folder, env: { PATH: process.env['PATH'] }, stdio: ['ignore', 'pipe', 'pipe'] })
  assert.match(answer, /"success": ?true/)
  const person = await fetch(`${address}/api/profiles/user_id/u1`, { headers: { authorization: `Bearer ${adminToken}` } })
  assert.equal(person.status, 200)
  const { events } = (await person.json()) as { events: Record<string, { count: number }> }
  assert.equal(events['Cart Updated']?.count, 1)
  for (const page of ['/', '/docs', '/healthz', '/readyz', '/metrics', '/api/openapi.json']) assert.equal((await fetch(address + page)).status, 200, page)
  assert.equal(await user.interrupt(), true, 'Ctrl-C ends it within 15 s, with all that it started')

  // The second start installs nothing, shows no secrets again, and the person is still there.
  await user.start()
  assert.doesNotMatch(user.said, /admin token {2}/)
  const again = await fetch(`${address}/api/profiles/user_id/u1`, { headers: { authorization: `Bearer ${adminToken}` } })
  assert.equal(again.status, 200)
  t.diagnostic(`ready after ${Math.round(user.startMillis / 1_000)} s the second time`)
})

class NewUser {
  said = ''
  startMillis = 0
  readonly #clone: string
  readonly #env: NodeJS.ProcessEnv
  #npm: ChildProcess | undefined
  #below: ReturnType<typeof descendants> = []

  constructor(clone: string, cache: string, port: number) {
    this.#clone = clone
    const own = Object.entries(process.env).filter(([name]) => !/^(?:TOUCHSTONE_|NODE_|npm_(?!config_registry)|INIT_CWD|PORT$|DATABASE_URL$|CLICKHOUSE_URL$)/i.test(name))
    // npm run puts folders of this checkout in front of the path; a new user has none of them.
    const path = process.env['PATH']!.split(':').filter((one) => !one.includes('node_modules'))
    this.#env = { ...Object.fromEntries(own), PATH: path.join(':'), PORT: String(port), npm_config_cache: cache }
  }

  async start(): Promise<void> {
    const began = performance.now()
    this.said = ''
    // A group of its own, as in a terminal: Ctrl-C goes to all of it.
    const npm = spawn('npm', ['start'], { cwd: this.#clone, env: this.#env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    this.#npm = npm
    for (const stream of [npm.stdout!, npm.stderr!]) stream.setEncoding('utf8').on('data', (text: string) => (this.said += text))
    while (!/Reference of the API: http/.test(this.said)) {
      assert.equal(npm.exitCode, null, `npm start ended:\n${this.said}`)
      assert.ok(performance.now() - began < STARTS_WITHIN, `not up:\n${this.said}`)
      await sleep(100)
    }
    this.startMillis = performance.now() - began
  }

  printed(): { address: string; curl: string; adminToken: string } {
    const find = (pattern: RegExp): string => {
      const found = pattern.exec(this.said)
      assert.ok(found !== null, `${pattern} is printed:\n${this.said}`)
      return found[1]
    }
    find(/write key +(\S+)/)
    return { address: find(/up at (\S+)/), curl: find(/^ *(curl .*)$/m), adminToken: find(/admin token +(\S+)/) }
  }

  /** Ctrl-C. Whether npm and everything below it are gone soon after. */
  async interrupt(): Promise<boolean> {
    const npm = this.#npm!
    this.#below = descendants(npm.pid!)
    process.kill(-npm.pid!, 'SIGINT')
    for (let waited = 0; waited < 15_000; waited += 100) {
      if ((npm.exitCode !== null || npm.signalCode !== null) && !this.#below.some(isRunning)) return true
      await sleep(100)
    }
    return false
  }

  async leave(): Promise<void> {
    if (this.#npm === undefined || (this.#npm.exitCode === null && this.#npm.signalCode === null && !(await this.interrupt()))) {
      for (const one of this.#below) signal(one, 'SIGKILL')
    }
  }
}

/** What a clone would hold if the working tree were committed. */
function copyTree(target: string): void {
  const list = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: PROJECT, encoding: 'utf8', maxBuffer: 64_000_000 })
  for (const file of list.split('\0')) {
    const from = join(PROJECT, file)
    if (file === '' || !existsSync(from)) continue
    mkdirSync(dirname(join(target, file)), { recursive: true })
    copyFileSync(from, join(target, file))
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
}
