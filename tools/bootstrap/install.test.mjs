// The installation with a real npm and real files, but nothing to download: what it decides and what it says.
import { strict as assert } from 'node:assert'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { ROOT, missingParts, nativeParts, runsSourcesItself, thisPlatform, unsupported } from './platform.mjs'
import { prepare } from './prepare.mjs'
import { bytesIn, progressLine } from './progress.mjs'
import { explain, runNpm } from './run-npm.mjs'

const NODE24 = fileURLToPath(new URL('./node24.mjs', import.meta.url))

function temporaryFolder(t) {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-install-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

test('where nothing is missing, preparing says nothing', async (t) => {
  const root = temporaryFolder(t)
  const platform = thisPlatform()
  const [part] = nativeParts(platform, { CLICKHOUSE_URL: 'http://c', DATABASE_URL: 'postgres://d' })
  mkdirSync(dirname(join(root, 'node_modules', part.file)), { recursive: true })
  writeFileSync(join(root, 'node_modules', part.file), '{}')
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages: { 'node_modules/a': { version: '1.0.0' } } }))
  writeFileSync(join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages: { 'node_modules/a': { version: '1.0.0' } } }))
  const said = []
  const env = { CLICKHOUSE_URL: 'http://c', DATABASE_URL: 'postgres://d' }
  assert.equal(await prepare({ dev: true, root, env, say: (line) => said.push(line) }), 0)
  assert.deepEqual(said, [])
})

test('every native part of this platform is there, and a part that is gone is named', (t) => {
  const parts = nativeParts(thisPlatform(), {})
  assert.deepEqual(parts.map((part) => part.name).sort(), ['LMDB', 'PostgreSQL', 'chDB'], 'the pinned Node runs this test, so it is not missed')
  assert.deepEqual(missingParts(parts, ROOT), [])
  assert.deepEqual(missingParts(parts, temporaryFolder(t)).length, parts.length)
  assert.deepEqual(nativeParts(thisPlatform(), { CLICKHOUSE_URL: 'http://c', DATABASE_URL: 'postgres://d' }).map((part) => part.name), ['LMDB'])
})

test('a machine that cannot run it gets one sentence with the way out', () => {
  const linux = { os: 'linux', cpu: 'x64', libc: 'glibc' }
  assert.equal(unsupported(linux, {}), undefined)
  assert.equal(unsupported({ os: 'darwin', cpu: 'x64', libc: undefined }, {}), undefined)
  assert.match(unsupported({ os: 'win32', cpu: 'x64', libc: undefined }, {}), /^chDB exists for Linux \(glibc\) and macOS, and this machine is win32-x64.*CLICKHOUSE_URL/)
  assert.match(unsupported({ ...linux, libc: 'musl' }, {}), /linux-x64 with musl/)
  assert.match(unsupported({ ...linux, libc: 'musl' }, { CLICKHOUSE_URL: 'http://c' }), /DATABASE_URL/)
  assert.equal(unsupported({ ...linux, libc: 'musl' }, { CLICKHOUSE_URL: 'http://c', DATABASE_URL: 'postgres://d' }), undefined)
  assert.match(unsupported({ ...linux, cpu: 'riscv64' }, { DATABASE_URL: 'postgres://d' }), /x64 and arm64/)
})

test('versions that run the sources', () => {
  assert.equal(runsSourcesItself('24.12.0'), true)
  assert.equal(runsSourcesItself('24.11.1'), false)
  assert.equal(runsSourcesItself('25.0.0'), false)
  assert.equal(runsSourcesItself('20.20.2'), false)
})

test('an old Node gets one sentence, not a stack', (t) => {
  // No old Node is at hand: the same file runs with the version pretended by a preloaded line.
  const pretend = join(temporaryFolder(t), 'old.cjs')
  writeFileSync(pretend, "Object.defineProperty(process.versions, 'node', { value: '18.19.0' })")
  const run = spawnSync(process.execPath, ['--require', pretend, fileURLToPath(new URL('./install.mjs', import.meta.url))], { encoding: 'utf8' })
  assert.equal(run.status, 1)
  assert.match(run.stderr, /^Touchstone needs Node 20 or newer to start its installation, and this is Node 18\.19\.0: [^\n]+\n$/)
})

test('npm itself: a lock file without downloads installs, a broken one is explained', async (t) => {
  const root = temporaryFolder(t)
  const manifest = { name: 'empty', version: '1.0.0', lockfileVersion: 3, packages: { '': { name: 'empty', version: '1.0.0' } } }
  writeFileSync(join(root, 'package.json'), JSON.stringify({ name: 'empty', version: '1.0.0' }))
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify(manifest))
  const env = { ...process.env, npm_execpath: undefined }
  assert.deepEqual(await runNpm(['ci', '--include=dev'], { root, env }), { ok: true })

  rmSync(join(root, 'package-lock.json'))
  const broken = await runNpm(['ci', '--include=dev'], { root, env })
  assert.equal(broken.ok, false)
  assert.match(broken.message, /^package-lock\.json does not fit package\.json/)
})

test('npm that is not there is said so', async (t) => {
  const result = await runNpm(['ci'], { root: temporaryFolder(t), env: { PATH: '' } })
  assert.equal(result.ok, false)
  assert.match(result.message, /^npm could not be started/)
})

test('npm’s failures become one sentence each', () => {
  assert.match(explain('npm error code ENOSPC\nnpm error write'), /^The disk is full/)
  assert.match(explain('npm ERR! code EAI_AGAIN\nnpm ERR! request to x failed'), /^The npm registry cannot be reached[^\n]*\n {2}npm said: code EAI_AGAIN/)
  assert.match(explain('npm error code EINTEGRITY'), /differs from the one that package-lock\.json pins/)
  assert.match(explain('something new'), /^npm could not finish the installation\.\n {2}npm said: something new/)
})

test('a second installation waits for the first, and a dead holder does not block', async (t) => {
  const root = temporaryFolder(t)
  writeFileSync(join(root, 'package.json'), JSON.stringify({ name: 'empty', version: '1.0.0' }))
  mkdirSync(join(root, '.cache'))
  const turn = join(root, '.cache/installing.json')
  const env = { ...process.env, CLICKHOUSE_URL: 'http://c', DATABASE_URL: 'postgres://d', npm_execpath: undefined }

  writeFileSync(turn, JSON.stringify({ pid: process.pid }))
  const said = []
  const waiting = prepare({ dev: false, root, env, say: (line) => said.push(line) })
  await new Promise((resolve) => setTimeout(resolve, 50))
  assert.match(said.join(), /Waiting for another installation/)
  rmSync(turn)
  assert.equal(await waiting, 1, 'there is no lock file, so npm refuses')
  assert.equal(existsSync(turn), false, 'the turn is given back after a failure')

  const gone = spawnSync(process.execPath, ['-e', '']).pid
  writeFileSync(turn, JSON.stringify({ pid: gone }))
  const again = []
  await prepare({ dev: false, root, env, say: (line) => again.push(line) })
  assert.doesNotMatch(again.join(), /Waiting/)
})

test('progress counts bytes on disk', async (t) => {
  const folder = temporaryFolder(t)
  mkdirSync(join(folder, 'a/b'), { recursive: true })
  writeFileSync(join(folder, 'a/b/c'), Buffer.alloc(1_500_000))
  writeFileSync(join(folder, 'd'), Buffer.alloc(500_000))
  assert.equal(await bytesIn(folder), 2_000_000)
  assert.equal(await bytesIn(join(folder, 'not there')), 0)
  assert.equal(progressLine({ seconds: 3, bytes: 2_000_000, expected: 8_000_000 }), '  3 s   2 of about 8 MB on disk (25 %)')
})

test('node24 runs the script with the pinned Node and ends as it ended', (t) => {
  const folder = temporaryFolder(t)
  const script = join(folder, 'a.ts')
  writeFileSync(script, 'const code: number = Number(process.argv[2]); console.log(process.version); process.exit(code)')
  const run = spawnSync(process.execPath, [NODE24, script, '7'], { encoding: 'utf8' })
  assert.equal(run.status, 7)
  assert.match(run.stdout, /^v24\./)
  assert.equal(run.stderr, '')

  writeFileSync(script, "process.kill(process.pid, 'SIGKILL')")
  assert.equal(spawnSync(process.execPath, [NODE24, script], { encoding: 'utf8' }).signal, 'SIGKILL')
})

test('node24 passes SIGTERM and SIGINT on, and waits for the script to finish its work', async (t) => {
  const script = join(temporaryFolder(t), 'a.mjs')
  writeFileSync(script, `
    for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => setTimeout(() => { console.log('stopped by ' + signal); process.exit(3) }, 50))
    setInterval(() => {}, 1000)
    console.log('ready')`)
  for (const signal of ['SIGTERM', 'SIGINT']) {
    const child = spawn(process.execPath, [NODE24, script], { stdio: ['ignore', 'pipe', 'inherit'] })
    let said = ''
    child.stdout.on('data', (text) => {
      if (said === '') child.kill(signal)
      said += text
    })
    const code = await new Promise((resolve) => child.on('close', resolve))
    assert.equal(code, 3)
    assert.equal(said, `ready\nstopped by ${signal}\n`)
  }
})
