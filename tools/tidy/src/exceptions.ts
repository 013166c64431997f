import type { Finding } from './finding.ts'

/** One tolerated finding. The list may only shrink: an exception that excuses nothing is itself a finding. */
export interface Exception {
  readonly law: string
  readonly file: string
  readonly reason: string
}

export const EXCEPTION_LIST = 'tools/tidy/exceptions.json'
const MIN_REASON = 30
/** Laws that have no exceptions. */
const ABSOLUTE = new Set(['size-hard', 'exceptions', 'lexer', 'machine-path', 'tests-off'])

/** Takes the excused findings away and adds one for every exception that is unused, unreasoned or impossible. */
export function applyExceptions(findings: readonly Finding[], exceptions: readonly Exception[]): Finding[] {
  const used = new Set<Exception>()
  const remaining = findings.filter((finding) => {
    const excuse = exceptions.find((one) => one.law === finding.law && one.file === finding.file && !ABSOLUTE.has(one.law))
    if (excuse) used.add(excuse)
    return !excuse
  })
  for (const one of exceptions) {
    const say = (message: string): void => void remaining.push({ file: EXCEPTION_LIST, line: 0, law: 'exceptions', message })
    const name = `${one.law} for ${one.file}`
    if (ABSOLUTE.has(one.law)) say(`${name} cannot be excused (obey it)`)
    else if (!used.has(one)) say(`${name} excuses nothing any more (remove it)`)
    if (one.reason.length < MIN_REASON) say(`${name} has no real reason (say why the law is wrong here)`)
  }
  return remaining
}
