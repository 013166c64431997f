// Where one embedded PostgreSQL lives: its directory, the account it runs as, its socket and its password.
//
//   <directory>/            0700, owned by the account
//     cluster/              PostgreSQL's own files
//     socket/               its socket, 0700; or, when that path is too long for a socket, the file socket-path names
//                           a short one below the system's temporary folder
//     password              0600, ours: the socket's folder keeps others out, the password keeps out the other
//                           processes of an account that is shared (nobody)
//     server.log
import { randomBytes } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeDataDirectory, obstacle, runsAsRoot, unprivilegedAccount } from './account.ts'
import type { Account } from './account.ts'
import { LIMITS } from './limits.ts'

export const PORT = 5432
export const ROLE = 'touchstone'
export const DATABASE = 'touchstone'

export interface Place {
  readonly directory: string
  readonly cluster: string
  readonly socket: string
  readonly password: string
  readonly log: string
  /** Who PostgreSQL runs as, when not as ourselves. */
  readonly account: Account | undefined
}

/** Makes the directory ready. Throws an Error of one sentence when PostgreSQL could not work there. */
export function preparedPlace(directory: string): Place {
  const cluster = join(directory, 'cluster')
  const account = accountFor(cluster)
  makeDataDirectory(directory)
  own(directory, account)
  if (account) {
    const shut = obstacle(account.uid, account.gid, directory)
    if (shut !== undefined) {
      throw new Error(
        `this runs as root, PostgreSQL therefore runs as "${account.name}", and that account cannot enter ${shut}: ` +
          `allow it (chmod o+x ${shut}) or put the data elsewhere (TOUCHSTONE_DATA)`,
      )
    }
  }
  return { directory, cluster, account, socket: socketFolder(directory, account), password: password(directory), log: join(directory, 'server.log') }
}

/** A cluster keeps its owner; a new one belongs to us or, when we are root, to the unprivileged account. */
function accountFor(cluster: string): Account | undefined {
  const existing = statSync(cluster, { throwIfNoEntry: false })
  const self = process.getuid?.()
  if (existing && self !== undefined && existing.uid !== self) {
    if (self === 0) return { uid: existing.uid, gid: existing.gid, name: `uid ${existing.uid}` }
    throw new Error(`the registry in ${cluster} belongs to uid ${existing.uid} and this runs as uid ${self}: run it as the same user as before`)
  }
  if (!runsAsRoot()) return undefined
  const account = unprivilegedAccount()
  if (!account) throw new Error('PostgreSQL does not run as root, and there is no account "nobody" to run it as: start as another user')
  return account
}

/** Makes a file or folder the account's own, for nobody else. */
export function own(path: string, account: Account | undefined, mode = 0o700): void {
  chmodSync(path, mode)
  if (account) chownSync(path, account.uid, account.gid)
}

function socketFolder(directory: string, account: Account | undefined): string {
  const inside = join(directory, 'socket')
  const fits = Buffer.byteLength(join(inside, `.s.PGSQL.${PORT}.lock`)) <= LIMITS.SOCKET_PATH
  if (fits) {
    mkdirSync(inside, { recursive: true, mode: 0o700 })
    own(inside, account)
    return inside
  }
  const record = join(directory, 'socket-path')
  const owner = account?.uid ?? process.getuid?.()
  if (existsSync(record)) {
    const known = readFileSync(record, 'utf8')
    const stat = statSync(known, { throwIfNoEntry: false })
    // Temporary folders are cleaned, and the name may belong to someone else by now.
    if (stat?.isDirectory() && stat.uid === owner && (stat.mode & 0o777) === 0o700) return known
  }
  const short = mkdtempSync(join(tmpdir(), 'ts-'))
  own(short, account)
  writeFileSync(record, short, { mode: 0o600 })
  return short
}

function password(directory: string): string {
  const file = join(directory, 'password')
  if (!existsSync(file)) {
    writeFileSync(`${file}.new`, randomBytes(24).toString('base64url'), { mode: 0o600, flush: true })
    renameSync(`${file}.new`, file)
  }
  return readFileSync(file, 'utf8')
}

/** Removes a socket folder outside the directory; the next start makes another. */
export function removeSocketFolder(place: Place): void {
  if (!place.socket.startsWith(place.directory)) rmSync(place.socket, { recursive: true, force: true })
}
