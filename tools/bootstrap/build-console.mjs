// The console as files: apps/console/dist, made by Vite when the sources changed.
//
// What it is made of is hashed: its own files, the packages it bundles, and the lock file. While the hash is the one that
// the last build left behind, nothing is done. A build goes into a folder of its own and takes the place of the old one
// when it is whole, so that a server that starts meanwhile finds one or the other and never half of both.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { findNode } from './platform.mjs'

const APP = 'apps/console'
const MARK = '.built'
/** Packages whose sources end up in the bundle: floors 0 and 1, and the client. */
const PACKAGES = ['base', 'client', 'language', 'vocabulary', 'identity']
const COMPRESSED = /\.(?:js|css|svg|json)$/
/** Smaller files fit into one packet as they are. */
const SMALLEST = 1_000

/** Whether the console is there as its sources are now. A checkout without it needs none. @param {string} root */
export function isConsoleBuilt(root) {
  if (!existsSync(join(root, APP, 'package.json'))) return true
  try {
    return readFileSync(join(root, APP, 'dist', MARK), 'utf8') === hashOfSources(root)
  } catch {
    return false
  }
}

/**
 * @param {{ root: string, say: (line: string) => void }} options
 * @returns {Promise<{ ok: true } | { ok: false, message: string }>}
 */
export async function buildConsole({ root, say }) {
  const began = Date.now()
  say('Building the console.')
  // Before the build: what changes while it runs makes the next start build again.
  const hash = hashOfSources(root)
  const target = join(root, APP, 'dist')
  const making = `${target}.making-${process.pid}`
  try {
    const built = await runVite(root, making)
    if (!built.ok) return built
    const bytes = await compress(join(making, 'assets'))
    writeFileSync(join(making, MARK), hash)
    replace(target, making)
    say(`Built in ${((Date.now() - began) / 1_000).toFixed(1)} s: ${Math.round(bytes / 1_000)} kB of scripts and styles, compressed.`)
    return { ok: true }
  } catch (error) {
    return { ok: false, message: `The console could not be built: ${error.message}` }
  } finally {
    rmSync(making, { recursive: true, force: true })
  }
}

/** @param {string} root */
function hashOfSources(root) {
  const hash = createHash('sha256')
  for (const file of sourcesOf(root)) hash.update(file).update('\0').update(readFileSync(join(root, file))).update('\0')
  return hash.digest('hex')
}

/** Relative paths, in a fixed order. Tests do not end up in the bundle. @param {string} root */
export function sourcesOf(root) {
  const folders = [`${APP}/src`, ...PACKAGES.map((name) => `packages/${name}/src`)]
  const inside = folders.flatMap((folder) => filesIn(root, folder)).filter((path) => !/\.test\.tsx?$/.test(path))
  const alone = [...['index.html', 'package.json', 'vite.config.ts'].map((name) => `${APP}/${name}`), 'package-lock.json', 'tools/bootstrap/build-console.mjs']
  return [...alone.filter((path) => existsSync(join(root, path))), ...inside.sort()]
}

function filesIn(root, folder) {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`
    return entry.isDirectory() ? filesIn(root, path) : [path]
  })
}

function runVite(root, outDir) {
  const node = findNode(root) ?? process.execPath
  const vite = join(root, 'node_modules/vite/bin/vite.js')
  return new Promise((resolve) => {
    const child = spawn(node, [vite, 'build', '--config', 'vite.config.ts', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'warn'], { cwd: join(root, APP), stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text))
    child.on('error', (error) => resolve({ ok: false, message: `Vite could not be started (${error.message}).` }))
    child.on('close', (code) => resolve(code === 0 ? { ok: true } : { ok: false, message: `The console could not be built:\n${said.trim().split('\n').slice(0, 20).join('\n')}` }))
  })
}

/** Lays a `.br` and a `.gz` beside each text, once, at the best quality, so that the server compresses nothing. */
async function compress(folder) {
  let sum = 0
  await Promise.all(
    readdirSync(folder).filter((name) => COMPRESSED.test(name)).map(async (name) => {
      const plain = readFileSync(join(folder, name))
      if (plain.byteLength < SMALLEST) return
      const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.byteLength } }
      const [br, gz] = await Promise.all([promisify(brotliCompress)(plain, options), promisify(gzip)(plain, { level: 9 })])
      writeFileSync(join(folder, `${name}.br`), br)
      writeFileSync(join(folder, `${name}.gz`), gz)
      sum += br.byteLength
    }),
  )
  return sum
}

function replace(target, making) {
  const old = `${target}.old-${process.pid}`
  if (existsSync(target)) renameSync(target, old)
  renameSync(making, target)
  rmSync(old, { recursive: true, force: true })
}
