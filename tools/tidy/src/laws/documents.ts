/** Documents that a program can check are checked, so that they stay true. */
import type { Finding } from '../finding.ts'
import { GUEST_LIST, askedPackages, guestsOf } from '../guests.ts'
import { resolveRelative } from '../imports.ts'
import type { Repository, SourceFile } from '../repository.ts'

const MIN_REASON = 30
/**
 * Where a guest may live in a whole folder. The console is written in its guests (React, Mantine, TanStack): a wrapper of
 * each would be a second library. SDKs under test are the subject of the folder that tests them.
 */
const FOLDERS_OF_GUESTS = new Set(['apps/console/', 'e2e/src/'])

/** Every package asked for is a guest with a wrapper, a licence and a reason; every guest is asked for. */
export function guestLaw(repository: Repository): Finding[] {
  const guests = guestsOf(repository)
  const asked = askedPackages(repository)
  const findings: Finding[] = []
  for (const [name, path] of asked) {
    if (!guests.has(name)) findings.push({ file: path, line: 0, law: 'guests', message: `${name} is not in ${GUEST_LIST} (add a row: package, wrapper file, licence, reason)` })
  }
  for (const guest of guests.values()) {
    const say = (message: string): void => void findings.push({ file: GUEST_LIST, line: guest.line, law: 'guests', message })
    if (!asked.has(guest.name)) say(`${guest.name} is in no package.json (remove the row)`)
    if (guest.licence === '' || guest.reason.length < MIN_REASON) say(`${guest.name} has no licence or no reason (say what it does for us that we should not do ourselves)`)
    if (guest.wrappers.length > 1) say(`${guest.name} has ${guest.wrappers.length} wrappers (one file knows a guest; the others use that file)`)
    for (const wrapper of guest.wrappers) {
      if (wrapper.endsWith('/') && !FOLDERS_OF_GUESTS.has(wrapper)) say(`${guest.name} is wrapped by the folder ${wrapper} (one file wraps a guest, but for the folders that STYLE.md names)`)
      const there = wrapper.endsWith('/') ? [...repository.paths].some((path) => path.startsWith(wrapper)) : repository.paths.has(wrapper)
      if (!there) say(`the wrapper ${wrapper} of ${guest.name} does not exist (name the file that imports it)`)
    }
  }
  return findings
}

/** The table "to change X, open Y" at the end of ARCHITECTURE.md leads to files that exist. */
export function architectureLaw(repository: Repository): Finding[] {
  const path = 'ARCHITECTURE.md'
  const file = repository.files.get(path)
  const start = file?.text.search(/^#+ .*to change/im) ?? -1
  if (!file || start === -1) return [{ file: path, line: 0, law: 'architecture', message: 'has no section "To change X, open Y" (end it with that table)' }]
  const findings: Finding[] = []
  const rows = [...file.text.slice(start).matchAll(/^\|(.*)\|\s*$/gm)].slice(2)
  for (const row of rows) {
    const targets = [...(row[1].split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1])
    const line = file.lineOf(start + row.index)
    if (targets.length === 0) findings.push({ file: path, line, law: 'architecture', message: 'the row names no file in backticks in its second cell' })
    for (const target of targets) {
      if (!exists(repository, target)) findings.push({ file: path, line, law: 'architecture', message: `${target} does not exist (open the file yourself and correct the row)` })
    }
  }
  if (rows.length === 0) findings.push({ file: path, line: file.lineOf(start), law: 'architecture', message: 'the table "To change X, open Y" is empty' })
  return findings
}

/** Links between documents lead somewhere. */
export function linkLaw(repository: Repository): Finding[] {
  const findings: Finding[] = []
  for (const file of repository.files.values()) {
    if (!file.path.endsWith('.md')) continue
    for (const match of withoutCode(file.text).matchAll(/\]\(([^)\s]+)(?:\s+"[^"]*")?\)/g)) {
      const target = match[1].split('#')[0]
      if (target === '' || /^[a-z]+:/.test(target)) continue
      if (target.startsWith('/') || !exists(repository, resolveRelative(file.path, decodeURI(target)))) {
        findings.push({ file: file.path, line: file.lineOf(match.index), law: 'links', message: `${match[1]} leads nowhere (correct the relative link)` })
      }
    }
  }
  return findings
}

/** Every page of docs/ is in its index, or nobody finds it. */
export function indexLaw(repository: Repository): Finding[] {
  const index = 'docs/README.md'
  const text = repository.files.get(index)?.text ?? ''
  return [...repository.paths]
    .filter((path) => /^docs\/[^/]+\.md$/.test(path) && path !== index && !text.includes(`](${path.slice('docs/'.length)})`))
    .map((path) => ({ file: path, line: 0, law: 'docs-index', message: `is not in ${index} (add a row: page, for whom)` }))
}

/** Blanks out code, where brackets mean something else; positions stay. */
function withoutCode(text: string): string {
  return text.replace(/^(```+)[^]*?^\1|`[^`\n]*`/gm, (code) => code.replace(/[^\n]/g, ' '))
}

function exists(repository: Repository, path: string): boolean {
  const wanted = path.replace(/\/$/, '')
  return repository.paths.has(wanted) || [...repository.paths].some((one) => one.startsWith(`${wanted}/`))
}

/** The version of the root package has an entry in CHANGELOG.md, and all packages have that version. */
export function versionLaw(repository: Repository): Finding[] {
  const { version } = manifest(repository.files.get('package.json'))
  const findings: Finding[] = []
  if (!new RegExp(`^## .*\\b${String(version).replaceAll('.', '\\.')}\\b`, 'm').test(repository.files.get('CHANGELOG.md')?.text ?? '')) {
    findings.push({ file: 'CHANGELOG.md', line: 0, law: 'version', message: `has no entry for ${version} (write what a user of that version notices)` })
  }
  for (const [path, file] of repository.files) {
    if (!/(?:^|\/)package\.json$/.test(path)) continue
    const own = manifest(file)
    if (own.version !== version) findings.push({ file: path, line: 0, law: 'version', message: `version ${own.version}, the repository is ${version} (one version for all)` })
    if (own.private !== true) findings.push({ file: path, line: 0, law: 'version', message: 'is not private (nothing here is published to a registry)' })
  }
  return findings
}

function manifest(file: SourceFile | undefined): { version?: unknown; private?: unknown } {
  return file ? (JSON.parse(file.text) as { version?: unknown; private?: unknown }) : {}
}
