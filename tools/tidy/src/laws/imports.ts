/**
 * The import law: the code is segmented as the product segments, default deny. A file may name its own room's files,
 * the rooms its floor allows, the guest it wraps, and node's modules unless its room is pure.
 */
import { hasPackageFor, guestsOf, type Guest } from '../guests.ts'
import type { Finding } from '../finding.ts'
import { folderOf, mayReachInto, placeOf, type Place } from '../floors.ts'
import { type Import, importsOf, packageOf, resolveRelative } from '../imports.ts'
import { codeFiles, type Repository, type SourceFile } from '../repository.ts'

const SPEAKS_HTTP = /^node:(?:https?|http2|net|tls)$/
const TEST_GUESTS = new Set(['ajv', 'fast-check'])

export function importLaw(repository: Repository): Finding[] {
  const guests = guestsOf(repository)
  const findings: Finding[] = []
  for (const file of codeFiles(repository)) {
    const folder = folderOf(file.path)
    const place = placeOf(folder)
    if (!place) {
      findings.push({ file: file.path, line: 0, law: 'floors', message: `${folder} stands on no floor (add it to tools/tidy/src/floors.ts with what it may import)` })
      continue
    }
    for (const one of importsOf(file)) {
      const message = judge({ repository, file, folder, place, one, guests })
      if (message) findings.push({ file: file.path, line: one.line, law: 'imports', message })
    }
  }
  return findings
}

interface Case {
  readonly repository: Repository
  readonly file: SourceFile
  readonly folder: string
  readonly place: Place
  readonly one: Import
  readonly guests: ReadonlyMap<string, Guest>
}

function judge(c: Case): string | undefined {
  const { specifier } = c.one
  if (specifier.startsWith('node:')) return judgeNode(c)
  if (specifier.startsWith('.')) return judgeRelative(c)
  if (specifier.startsWith('@touchstone/')) return judgeRoom(c)
  if (specifier.startsWith('/') || specifier.includes('://')) return `"${specifier}" is an absolute address (import by package name or relative path)`
  return judgeGuest(c)
}

function judgeNode({ file, folder, place, one }: Case): string | undefined {
  if (place.floor === 3 && SPEAKS_HTTP.test(one.specifier) && !file.isTest) {
    return `${place.word} imports ${one.specifier} (rooms do not speak HTTP; declare an operation, or a port that apps/server plugs)`
  }
  const pure = folder === 'packages/base' ? !file.path.startsWith('packages/base/src/node/') : place.floor <= 1
  if (!pure || file.isTest) return undefined
  return `${place.word} is pure and imports ${one.specifier} (take what you need as an argument, or move it to a room of floor 2; Node-only parts of base live in base/src/node)`
}

function judgeRelative({ repository, file, folder, one }: Case): string | undefined {
  const target = resolveRelative(file.path, one.specifier)
  if (folderOf(target) !== folder && !mayReachInto(folder, folderOf(target))) return `"${one.specifier}" reaches into ${folderOf(target)} (import the package by its name)`
  if (!repository.paths.has(target)) return `"${one.specifier}" does not exist (relative imports end in the file's real extension, .ts)`
  return undefined
}

function judgeRoom({ repository, file, place, one }: Case): string | undefined {
  const word = packageOf(one.specifier).slice('@touchstone/'.length)
  const entry = one.specifier.slice(`@touchstone/${word}`.length)
  if (!repository.paths.has(`packages/${word}/package.json`)) return `there is no room ${word} (rooms are the folders of packages/)`
  if (entry === '/testing') return judgeTesting(file, one)
  if (place.floor <= 1 && entry === '/node' && !file.isTest) return `${place.word} is pure and imports ${one.specifier} (only floors 2 and above may)`
  if (word === place.word || place.mayImport.includes(word)) return undefined
  // A test drives real engines from wherever it stands; rooms of floor 3 meet only through what they offer to tests.
  const floor = placeOf(`packages/${word}`)?.floor ?? 4
  if (file.isTest && floor <= 2) return undefined
  if (place.floor === 3 && floor === 3) {
    return `${place.word} imports ${word}, a room of its own floor (declare a one-function port in ports.ts, and let apps/server/src/main.ts plug it)`
  }
  return `${place.word} may not import ${word} (imports go down; it may import ${place.mayImport.join(', ') || 'nothing of ours'})`
}

// What a room offers to tests is for tests, and there any room may use any other's.
function judgeTesting(file: SourceFile, one: Import): string | undefined {
  return file.isTest || file.path.startsWith('bench/') ? undefined : `${one.specifier} is for tests only (import the room's own entry)`
}

function judgeGuest({ repository, file, folder, place, one, guests }: Case): string | undefined {
  const name = packageOf(one.specifier)
  if (file.isTest && TEST_GUESTS.has(name)) return undefined
  const guest = guests.get(name)
  if (!guest) return `${name} is not a guest of this repository (add a reasoned line to DEPENDENCIES.md with its one wrapper file, or do without it)`
  if (place.floor <= 1) return `${place.word} stands on floor ${place.floor}, where no third-party package may enter (found ${name})`
  if (!hasPackageFor(repository, file, folder, name)) return `${name} is not in ${folder}/package.json (add it there, so that the room says what it needs)`
  if (guest.wrappers.some((wrapper) => (wrapper.endsWith('/') ? file.path.startsWith(wrapper) : file.path === wrapper))) return undefined
  // A type vanishes when the program runs, so the room that wraps the guest may speak of its types everywhere.
  if (one.typeOnly && guest.wrappers.some((wrapper) => folderOf(wrapper) === folder)) return undefined
  return `${name} may only be imported by ${guest.wrappers.join(', ') || 'nothing'} (use that wrapper; DEPENDENCIES.md names it)`
}
