/**
 * Banned calls, each with what to use instead. Floor 1 and base are pure: for the same arguments the same result, so they
 * may not know the time, chance, the process or the network. Everywhere, time comes from a Clock and chance from a seed,
 * or a test could not repeat what happened.
 */
import type { Finding } from '../finding.ts'
import { folderOf, placeOf } from '../floors.ts'
import { codeFiles, type Repository, type SourceFile } from '../repository.ts'

interface Ban {
  readonly pattern: RegExp
  readonly instead: string
  /** Where the ban holds. */
  readonly where: (file: SourceFile) => boolean
}

const pure = (file: SourceFile): boolean => {
  if (file.isTest || file.path.startsWith('packages/base/src/node/')) return false
  const floor = placeOf(folderOf(file.path))?.floor
  return floor !== undefined && floor <= 1
}
const room = (file: SourceFile): boolean => file.path.startsWith('packages/') && !file.isTest
const product = (file: SourceFile): boolean => /^(?:packages|apps)\//.test(file.path) && !file.isTest
const anywhere = (): boolean => true

const BANS: readonly Ban[] = [
  { pattern: /\bDate\.now\b/g, where: (file) => product(file) && !file.path.startsWith('packages/base/src/node/'), instead: 'take a Clock from @touchstone/base and call now()' },
  { pattern: /\bnew Date\(\s*\)/g, where: product, instead: 'take a Clock from @touchstone/base and call now()' },
  { pattern: /\bMath\.random\b/g, where: anywhere, instead: 'take random bytes or a seeded generator as an argument, so that a failure can be repeated' },
  { pattern: /\bprocess\.env\b/g, where: (file) => product(file) && !/^apps\/[^/]+\/src\/(?:options|main)\.ts$/.test(file.path), instead: "add a key to the app's option table, src/options.ts, and take the value as an argument" },
  { pattern: /(?<![.\w])process\b/g, where: pure, instead: 'this room is pure; take the value as an argument' },
  { pattern: /(?<![.\w])(?:setTimeout|setInterval|setImmediate|queueMicrotask)\b/g, where: pure, instead: 'this room is pure; return what is to happen and let the caller wait' },
  { pattern: /(?<![.\w])(?:fetch|XMLHttpRequest|WebSocket)\b/g, where: pure, instead: 'this room is pure; take the data as an argument' },
  { pattern: /(?<![.\w])(?:performance|crypto)\.\w/g, where: pure, instead: 'this room is pure; take the time or the bytes as an argument' },
  { pattern: /(?<![.\w])console\.\w+/g, where: room, instead: 'return a value, or take a log function as a port; only apps speak to the terminal' },
  { pattern: /(?<![.\w])process\.exit\b/g, where: room, instead: 'throw or return; only apps end the process' },
  { pattern: /\bnew Buffer\s*\(/g, where: anywhere, instead: 'Buffer.from or Buffer.alloc' },
  { pattern: /(?<![.\w])eval\s*\(|\bnew Function\s*\(/g, where: product, instead: 'build a closure from closures' },
  { pattern: /(?<![.\w])debugger\b/g, where: anywhere, instead: 'remove it' },
]

export function callLaw(repository: Repository): Finding[] {
  const findings: Finding[] = []
  for (const file of codeFiles(repository)) {
    const { code } = file.masked
    const lines = new Set<number>()
    for (const { pattern, instead } of BANS.filter((ban) => ban.where(file))) {
      for (const match of code.matchAll(pattern)) {
        const line = file.lineOf(match.index)
        // One line, one finding: `process.env` in a pure room breaks two laws and needs one repair.
        if (!lines.has(line)) findings.push({ file: file.path, line, law: 'calls', message: `${match[0].trim()} is banned here (${instead})` })
        lines.add(line)
      }
    }
  }
  return findings
}
