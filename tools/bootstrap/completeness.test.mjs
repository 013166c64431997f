import { strict as assert } from 'node:assert'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fits, hasDevelopmentPackages, missingEntries, whatToInstall, writeMark } from './completeness.mjs'

const LINUX = { os: 'linux', cpu: 'x64', libc: 'glibc' }

const LOCK = {
  packages: {
    '': { name: 'touchstone' },
    'packages/base': { name: '@touchstone/base', version: '0.1.0' },
    'node_modules/@touchstone/base': { resolved: 'packages/base', link: true },
    'node_modules/lmdb': { version: '3.5.6' },
    'node_modules/native-linux': { version: '1.0.0', os: ['linux'], cpu: ['x64'], libc: ['glibc'], optional: true },
    'node_modules/native-musl': { version: '1.0.0', os: ['linux'], libc: ['musl'], optional: true },
    'node_modules/native-mac': { version: '1.0.0', os: 'darwin', cpu: 'arm64', optional: true },
    'node_modules/fast-check': { version: '4.10.2', dev: true },
  },
}

function entries(...names) {
  return { packages: Object.fromEntries(names.map((name) => [`node_modules/${name}`, LOCK.packages[`node_modules/${name}`]])) }
}

const PRODUCTION = entries('@touchstone/base', 'lmdb', 'native-linux')
const DEVELOPMENT = entries('@touchstone/base', 'lmdb', 'native-linux', 'fast-check')

function folderWith(t, { lock = LOCK, installed }) {
  const root = mkdtempSync(join(tmpdir(), 'touchstone-install-'))
  t.after(() => rmSync(root, { recursive: true, force: true }))
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify(lock))
  if (installed) {
    mkdirSync(join(root, 'node_modules'))
    writeFileSync(join(root, 'node_modules/.package-lock.json'), JSON.stringify(installed))
  }
  return root
}

test('an entry counts only where npm would install it', () => {
  assert.equal(fits({}, LINUX), true)
  assert.equal(fits({ os: ['darwin'] }, LINUX), false)
  assert.equal(fits({ os: 'linux', cpu: 'x64' }, LINUX), true)
  assert.equal(fits({ libc: ['musl'] }, LINUX), false)
  assert.equal(fits({ os: ['!win32'] }, LINUX), true)
  assert.equal(fits({ os: ['!linux'] }, LINUX), false)
  assert.equal(fits({ libc: ['glibc'] }, { os: 'darwin', cpu: 'arm64', libc: undefined }), true)
})

test('missing entries: other platforms and, without development, development packages are not missed', () => {
  assert.deepEqual(missingEntries(LOCK, PRODUCTION, { dev: false, platform: LINUX }), [])
  assert.deepEqual(missingEntries(LOCK, PRODUCTION, { dev: true, platform: LINUX }), ['node_modules/fast-check'])
  const old = { packages: { ...PRODUCTION.packages, 'node_modules/lmdb': { version: '3.5.5' } } }
  assert.deepEqual(missingEntries(LOCK, old, { dev: false, platform: LINUX }), ['node_modules/lmdb'])
  const copied = { packages: { ...PRODUCTION.packages, 'node_modules/@touchstone/base': { version: undefined } } }
  assert.deepEqual(missingEntries(LOCK, copied, { dev: false, platform: LINUX }), ['node_modules/@touchstone/base'])
})

test('nothing installed: everything', (t) => {
  assert.equal(whatToInstall(folderWith(t, {}), { dev: false, platform: LINUX }), 'all')
})

test('an installation made by hand is accepted, and remembered', (t) => {
  const root = folderWith(t, { installed: PRODUCTION })
  assert.equal(whatToInstall(root, { dev: false, platform: LINUX }), 'complete')
  const mark = JSON.parse(readFileSync(join(root, 'node_modules/.touchstone-install.json'), 'utf8'))
  assert.equal(mark.dev, false)
  assert.match(mark.lock, /^[0-9a-f]{64}$/)
})

test('only development packages missing: they are added, not everything again', (t) => {
  const root = folderWith(t, { installed: PRODUCTION })
  assert.equal(whatToInstall(root, { dev: true, platform: LINUX }), 'add')
  assert.equal(hasDevelopmentPackages(root), false)
})

test('development packages that are there serve a start as well', (t) => {
  const root = folderWith(t, { installed: DEVELOPMENT })
  assert.equal(hasDevelopmentPackages(root), true)
  assert.equal(whatToInstall(root, { dev: false, platform: LINUX }), 'complete')
  assert.equal(whatToInstall(root, { dev: true, platform: LINUX }), 'complete')
})

test('the mark holds for the lock file and the installation it was made for, and no longer', (t) => {
  const torn = entries('@touchstone/base', 'lmdb')
  const root = folderWith(t, { installed: torn })
  writeMark(root, { dev: true })
  assert.equal(whatToInstall(root, { dev: true, platform: LINUX }), 'complete', 'npm left an optional package out, and said it was done')
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ ...LOCK, changed: true }))
  assert.equal(whatToInstall(root, { dev: true, platform: LINUX }), 'all')
})

test('packages taken away by hand are noticed', (t) => {
  const root = folderWith(t, { installed: DEVELOPMENT })
  assert.equal(whatToInstall(root, { dev: true, platform: LINUX }), 'complete')
  writeFileSync(join(root, 'node_modules/.package-lock.json'), JSON.stringify(PRODUCTION))
  assert.equal(whatToInstall(root, { dev: true, platform: LINUX }), 'add')
})

test('a torn mark is no mark', (t) => {
  const root = folderWith(t, { installed: entries('lmdb') })
  writeFileSync(join(root, 'node_modules/.touchstone-install.json'), '{"lock":')
  assert.equal(whatToInstall(root, { dev: false, platform: LINUX }), 'all')
})
