import { functionsOf } from '../functions.ts'
import type { Finding } from '../finding.ts'
import { codeFiles, type Repository, type SourceFile } from '../repository.ts'

export const FILE_NORMAL = 250
/** Above this no exception helps. */
export const FILE_HARD = 500
export const FUNCTION_LINES = 70
const README_LINES = 200
/** A room card is half a page. */
const CARD_LINES = 60

/** Size budgets: what does not fit on a few screens is two things. */
export function sizeLaw(repository: Repository): Finding[] {
  const findings: Finding[] = []
  for (const file of codeFiles(repository)) findings.push(...fileSize(file), ...functionSizes(file), ...readable(file))
  for (const file of repository.files.values()) {
    if (file.isStyle) findings.push(...fileSize(file))
    const budget = file.path === 'README.md' ? README_LINES : /^(?:packages|apps|tools|bench|e2e)\/(?:[^/]+\/)?README\.md$/.test(file.path) ? CARD_LINES : Infinity
    if (file.lineCount > budget) {
      findings.push({ file: file.path, line: 0, law: 'size', message: `${file.lineCount} lines, budget ${budget} (move detail to docs/ and link it)` })
    }
  }
  return findings
}

function fileSize(file: SourceFile): Finding[] {
  // Nobody writes or reads a generated file line by line.
  if (/(?:^|\/)generated[^/]*$/.test(file.path)) return []
  if (file.lineCount > FILE_HARD) {
    return [{ file: file.path, line: 0, law: 'size-hard', message: `${file.lineCount} lines, never more than ${FILE_HARD} (split it by idea; no exception is possible)` }]
  }
  if (file.lineCount <= FILE_NORMAL) return []
  return [{ file: file.path, line: 0, law: 'size', message: `${file.lineCount} lines, budget ${FILE_NORMAL} (split it by idea, or list it in tools/tidy/exceptions.json with a reason)` }]
}

function functionSizes(file: SourceFile): Finding[] {
  const findings: Finding[] = []
  for (const one of functionsOf(file)) {
    const lines = one.to - one.from + 1
    if (lines <= FUNCTION_LINES || (file.isTest && isSuite(file, one.from, one.to))) continue
    findings.push({ file: file.path, line: one.from, law: 'function-size', message: `${one.name} has ${lines} lines, budget ${FUNCTION_LINES} (take a step out of it and give it a name)` })
  }
  return findings
}

/** A function that holds tests is a list; its members are measured one by one. */
function isSuite(file: SourceFile, from: number, to: number): boolean {
  const inside = file.masked.code.split('\n').slice(from, to).join('\n')
  return /(?<![.\w])(?:describe|suite|test|it)\(/.test(inside)
}

// The other laws trust the mask, so a file whose brackets do not close must be said.
function readable(file: SourceFile): Finding[] {
  const { brokenAt } = file.masked
  if (brokenAt === -1) return []
  return [{ file: file.path, line: file.lineOf(brokenAt), law: 'lexer', message: 'tidy cannot read on from here (if the file compiles, this is a defect of tools/tidy/src/lexer.ts)' }]
}
