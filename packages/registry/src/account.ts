// PostgreSQL refuses to run as root. When we are root it runs as an unprivileged account, and that account must be able
// to reach what it works with: every folder on the way needs its search permission.
import { chmodSync, mkdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

export interface Account {
  readonly uid: number
  readonly gid: number
  readonly name: string
}

/** `touchstone` where an operator made such an account, else `nobody`; undefined when there is neither. */
export function unprivilegedAccount(): Account | undefined {
  const accounts = new Map<string, Account>()
  for (const line of passwd().split('\n')) {
    const [name, , uid, gid] = line.split(':')
    // macOS writes nobody's id as -2.
    if (name && uid) accounts.set(name, { name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 })
  }
  const account = accounts.get('touchstone') ?? accounts.get('nobody')
  return account && account.uid !== 0 ? account : undefined
}

function passwd(): string {
  try {
    return readFileSync('/etc/passwd', 'utf8')
  } catch {
    return ''
  }
}

export function runsAsRoot(): boolean {
  return process.getuid?.() === 0
}

/**
 * Whether the user may search every folder above `path` and read `path` itself (search it, for a folder).
 * A `path` that does not exist yet is reachable when the nearest folder that does is. Access lists are not looked at.
 */
export function reachableBy(uid: number, path: string, gid: number = uid): boolean {
  return obstacle(uid, gid, path) === undefined
}

/** The first folder or file on the way to `path` that shuts the user out. */
export function obstacle(uid: number, gid: number, path: string): string | undefined {
  if (uid === 0) return undefined
  const target = resolve(path)
  const way = [target]
  while (dirname(way[0]!) !== way[0]) way.unshift(dirname(way[0]!))
  for (const step of way) {
    const stat = statSync(step, { throwIfNoEntry: false })
    if (!stat) return undefined
    const bits = stat.uid === uid ? stat.mode >> 6 : stat.gid === gid ? stat.mode >> 3 : stat.mode
    const needed = stat.isDirectory() ? (step === target ? 0o5 : 0o1) : 0o4
    if ((bits & needed) !== needed) return step
  }
  return undefined
}

export interface DataDirectory {
  readonly directory: string
  /** Why it is not the usual place, as a sentence for the start message. */
  readonly because?: string
}

/**
 * Where the data goes when nobody says: `.touchstone` in the project, or `/var/lib/touchstone` when we are root and the
 * account PostgreSQL runs as cannot reach the project.
 */
export function defaultDataDirectory(projectDirectory: string): DataDirectory {
  const usual = { directory: join(resolve(projectDirectory), '.touchstone') }
  if (!runsAsRoot()) return usual
  const account = unprivilegedAccount()
  if (!account) return usual
  const shut = obstacle(account.uid, account.gid, projectDirectory)
  if (shut === undefined) return usual
  return {
    directory: '/var/lib/touchstone',
    because: `Data goes to /var/lib/touchstone: this runs as root, PostgreSQL therefore runs as "${account.name}", and that account cannot enter ${shut}.`,
  }
}

/**
 * Makes a folder and the missing ones above it, each with search permission for everyone (0711) whatever the umask says,
 * so that PostgreSQL's account can pass. Folders that exist keep their permissions.
 */
export function makeDataDirectory(directory: string): void {
  const target = resolve(directory)
  const first = mkdirSync(target, { recursive: true })
  if (first === undefined) return
  for (let step = target; step.length >= first.length; step = dirname(step)) chmodSync(step, 0o711)
}
