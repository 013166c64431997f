// The build with the real Vite, of a console of two files.
import { strict as assert } from 'node:assert'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { buildConsole, isConsoleBuilt, sourcesOf } from './build-console.mjs'
import { ROOT } from './platform.mjs'

const WORDS = 'words that are said often, '.repeat(100)

function project(t) {
  const root = mkdtempSync(join(tmpdir(), 'touchstone-console-'))
  t.after(() => rmSync(root, { recursive: true, force: true }))
  const write = (path, text) => {
    mkdirSync(join(root, path, '..'), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'))
  write('package-lock.json', '{}')
  write('packages/base/src/index.ts', 'export const a = 1')
  write('apps/console/package.json', '{}')
  write('apps/console/index.html', '<!doctype html><body><script type="module" src="/src/main.ts"></script>')
  write('apps/console/vite.config.ts', 'export default { build: { assetsInlineLimit: 0 } }')
  write('apps/console/src/main.ts', `document.title = ${JSON.stringify(WORDS)} as string`)
  const said = []
  return { root, write, said, build: () => buildConsole({ root, say: (line) => said.push(line) }) }
}

test('it is built once, and again when something that ends up in it changed', async (t) => {
  const { root, write, build, said } = project(t)
  assert.equal(isConsoleBuilt(root), false)
  assert.deepEqual(await build(), { ok: true })
  assert.equal(isConsoleBuilt(root), true)
  assert.match(said.join('\n'), /^Building the console\.\nBuilt in [\d.]+ s: \d+ kB/)
  const began = performance.now()
  for (let again = 0; again < 20; again++) isConsoleBuilt(root)
  assert.ok((performance.now() - began) / 20 < 20, 'a start costs next to nothing')
  for (const [path, text] of [['apps/console/src/new/screen.tsx', 'export {}'], ['packages/base/src/index.ts', 'export const a = 2'], ['package-lock.json', '{"b":1}'], ['apps/console/vite.config.ts', 'export default { build: { assetsInlineLimit: 1 } }']]) {
    write(path, text)
    assert.equal(isConsoleBuilt(root), false, path)
    assert.deepEqual(await build(), { ok: true })
  }
  for (const path of ['apps/console/src/main.test.ts', 'apps/console/README.md', 'packages/registry/src/index.ts']) {
    write(path, 'export {}')
    assert.equal(isConsoleBuilt(root), true, path)
  }
})

test('texts lie there compressed, twice, and say the same', async (t) => {
  const { root, build } = project(t)
  await build()
  const assets = join(root, 'apps/console/dist/assets')
  const [script] = readdirSync(assets).filter((name) => name.endsWith('.js'))
  const plain = readFileSync(join(assets, script))
  assert.ok(plain.includes('said often'))
  assert.deepEqual(brotliDecompressSync(readFileSync(join(assets, `${script}.br`))), plain)
  assert.deepEqual(gunzipSync(readFileSync(join(assets, `${script}.gz`))), plain)
})

test('a build that fails says where, and leaves the one before', async (t) => {
  const { root, write, build } = project(t)
  await build()
  const before = readFileSync(join(root, 'apps/console/dist/index.html'), 'utf8')
  write('apps/console/src/main.ts', "import './gone.ts'")
  const failed = await build()
  assert.equal(failed.ok, false)
  assert.match(failed.message, /^The console could not be built:\n[^]*gone\.ts/)
  assert.equal(readFileSync(join(root, 'apps/console/dist/index.html'), 'utf8'), before)
  assert.equal(isConsoleBuilt(root), false)
  assert.deepEqual(readdirSync(join(root, 'apps/console')).filter((name) => name.startsWith('dist')), ['dist'], 'nothing is left lying about')
})

test('a checkout without a console needs none; ours is made of what it should be', (t) => {
  const { root } = project(t)
  rmSync(join(root, 'apps'), { recursive: true })
  assert.equal(isConsoleBuilt(root), true)
  const ours = sourcesOf(ROOT)
  for (const path of ['apps/console/src/main.tsx', 'apps/console/index.html', 'packages/client/src/generated.ts', 'packages/language/src/index.ts', 'package-lock.json']) assert.ok(ours.includes(path), path)
  assert.ok(!ours.some((path) => path.includes('.test.') || path.startsWith('packages/registry')))
  assert.ok(existsSync(join(ROOT, ours[0])))
})
