/**
 * The lock file pins every package, for every platform we serve, and names no registry.
 *
 * npm writes into the lock file only those optional packages that the registry at hand could show; a lock file made
 * behind an incomplete mirror then lacks other platforms' binaries, and `npm ci` there installs nothing for them, silently.
 */
import type { Finding } from '../finding.ts'
import type { Repository } from '../repository.ts'

interface Entry {
  readonly version?: string
  readonly resolved?: string
  readonly link?: boolean
  readonly dependencies?: Record<string, string>
  readonly optionalDependencies?: Record<string, string>
}

const LOCK = 'package-lock.json'
const SERVED = /(?:linux|darwin)-(?:x64|arm64)(?:$|-gnu)/

export function lockLaw(repository: Repository): Finding[] {
  const file = repository.files.get(LOCK)
  if (!file) return [{ file: LOCK, line: 0, law: 'lock', message: 'is missing (run npm install --ignore-scripts)' }]
  const packages = (JSON.parse(file.text) as { packages: Record<string, Entry> }).packages
  const names = new Set(Object.keys(packages).map((place) => place.split('node_modules/').at(-1)))
  const findings: Finding[] = []
  const say = (message: string, near: string): void => {
    findings.push({ file: LOCK, line: file.lineOf(Math.max(0, file.text.indexOf(`"${near}"`))), law: 'lock', message })
  }
  for (const [place, entry] of Object.entries(packages)) {
    if (entry.resolved !== undefined && !entry.link) say(`${place} names the address it came from (keep omit-lockfile-registry-resolved=true in .npmrc and make the entry again)`, place)
    for (const name of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })) {
      const optional = entry.optionalDependencies?.[name] !== undefined
      if (!names.has(name) && (!optional || SERVED.test(name))) say(`${place || 'the root'} asks for ${name}, which is not pinned (npm ci would leave it out on its platform)`, place)
    }
  }
  return findings
}
