// Is what lies in node_modules what the lock file says?
//
// npm leaves a list of what it installed in node_modules/.package-lock.json. We compare it with package-lock.json, entry by
// entry, for this platform; that also accepts an installation that somebody made by hand. Because that comparison must not
// cost anything on a normal start, and because npm may leave out an optional package whose download failed, the result is
// kept in node_modules/.touchstone-install.json together with the hashes of both files: while they are unchanged, it holds.
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readJson } from './platform.mjs'

/** @typedef {import('./platform.mjs').Platform} Platform */

const MARK = 'node_modules/.touchstone-install.json'
const INSTALLED = 'node_modules/.package-lock.json'
const LOCK = 'package-lock.json'

/**
 * `complete`: nothing to do. `add`: what is there is right and only development packages are missing. `all`: install everything.
 * @param {string} root
 * @param {{ dev: boolean, platform: Platform }} wanted
 * @returns {'complete' | 'add' | 'all'}
 */
export function whatToInstall(root, { dev, platform }) {
  const mark = readJson(join(root, MARK))
  const hashes = hashesOf(root)
  if (mark && mark.lock === hashes.lock && mark.installed === hashes.installed && (mark.dev || !dev)) return 'complete'
  const lock = readJson(join(root, LOCK))
  const installed = readJson(join(root, INSTALLED))
  if (!lock || !installed) return 'all'
  if (missingEntries(lock, installed, { dev: true, platform }).length === 0) {
    writeMark(root, { dev: true })
    return 'complete'
  }
  if (missingEntries(lock, installed, { dev: false, platform }).length > 0) return 'all'
  if (dev) return 'add'
  writeMark(root, { dev: false })
  return 'complete'
}

/** Remembers that the installation is complete. Called after npm has said so. @param {string} root @param {{ dev: boolean }} what */
export function writeMark(root, { dev }) {
  try {
    writeFileSync(join(root, MARK), JSON.stringify({ ...hashesOf(root), dev }) + '\n')
  } catch {
    // A read-only installation cannot keep the mark; the comparison is then made on every start.
  }
}

/** Whether development packages lie in node_modules: then they are kept. @param {string} root */
export function hasDevelopmentPackages(root) {
  const installed = readJson(join(root, INSTALLED))
  return Object.values(installed?.packages ?? {}).some((entry) => entry.dev === true)
}

/**
 * Names of the lock file's entries that should be on this platform and are not, or in another version.
 * @param {any} lock @param {any} installed @param {{ dev: boolean, platform: Platform }} wanted
 * @returns {string[]}
 */
export function missingEntries(lock, installed, { dev, platform }) {
  const missing = []
  for (const [place, entry] of Object.entries(lock.packages)) {
    if (!place.includes('node_modules/') || (entry.dev && !dev) || !fits(entry, platform)) continue
    const there = installed.packages?.[place]
    if (!there || there.version !== entry.version || Boolean(there.link) !== Boolean(entry.link)) missing.push(place)
  }
  return missing
}

/** Whether npm would install this entry on the platform. @param {any} entry @param {Platform} platform */
export function fits(entry, platform) {
  return allows(entry.os, platform.os) && allows(entry.cpu, platform.cpu) && (!platform.libc || allows(entry.libc, platform.libc))
}

// npm's lists: nothing said allows all; `!x` forbids x; otherwise the value must be named.
function allows(list, value) {
  if (list === undefined) return true
  const names = Array.isArray(list) ? list : [list]
  if (names.includes('!' + value)) return false
  const named = names.filter((name) => !name.startsWith('!'))
  return named.length === 0 || named.includes(value) || named.includes('any')
}

function hashesOf(root) {
  return { lock: hashOf(join(root, LOCK)), installed: hashOf(join(root, INSTALLED)) }
}

function hashOf(file) {
  try {
    return createHash('sha256').update(readFileSync(file)).digest('hex')
  } catch {
    return null
  }
}
