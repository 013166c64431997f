/**
 * The guests: third-party packages. DEPENDENCIES.md is the list, one table row each:
 *
 *     | `lmdb` | `packages/stream/src/state/lmdb-store.ts` | MIT | why it is here |
 *
 * The second cell names the one wrapper file in backticks (a folder ends in `/`), or nothing in backticks for a guest that
 * no file imports: a tool, a type package, a binary that is found by its path.
 */
import type { Repository, SourceFile } from './repository.ts'

export interface Guest {
  readonly name: string
  readonly wrappers: readonly string[]
  readonly licence: string
  readonly reason: string
  /** The line in DEPENDENCIES.md, from 1. */
  readonly line: number
}

export const GUEST_LIST = 'DEPENDENCIES.md'
const SECTIONS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'] as const

/** The guests of DEPENDENCIES.md by package name. */
export function guestsOf(repository: Repository): Map<string, Guest> {
  const guests = new Map<string, Guest>()
  const lines = repository.files.get(GUEST_LIST)?.text.split('\n') ?? []
  lines.forEach((text, index) => {
    const cells = /^\|(.*)\|\s*$/.exec(text)?.[1].split('|').map((cell) => cell.trim())
    const names = cells && quoted(cells[0])
    if (!cells || !names || names.length === 0 || cells.length < 4) return
    for (const name of names) {
      guests.set(name, { name, wrappers: quoted(cells[1]), licence: cells[2], reason: cells.slice(3).join('|'), line: index + 1 })
    }
  })
  return guests
}

/** Every third-party package that some package.json asks for, with the file that asks. */
export function askedPackages(repository: Repository): Map<string, string> {
  const asked = new Map<string, string>()
  for (const [path, file] of repository.files) {
    if (!/(?:^|\/)package\.json$/.test(path)) continue
    for (const name of packagesIn(file.text)) if (!asked.has(name)) asked.set(name, path)
  }
  return asked
}

/** Whether the package.json of the file's folder asks for the package; for tests the root's may. */
export function hasPackageFor(repository: Repository, file: SourceFile, folder: string, name: string): boolean {
  const manifests = [`${folder}/package.json`, ...(file.isTest ? ['package.json'] : [])]
  return manifests.some((path) => packagesIn(repository.files.get(path)?.text ?? '{}').includes(name))
}

function packagesIn(text: string): string[] {
  const manifest = JSON.parse(text) as Partial<Record<(typeof SECTIONS)[number], Record<string, string>>>
  return SECTIONS.flatMap((section) => Object.keys(manifest[section] ?? {})).filter((name) => !name.startsWith('@touchstone/'))
}

function quoted(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1])
}
