import type { Finding } from '../finding.ts'
import type { Repository } from '../repository.ts'

/** Names that say nothing about what is inside, so that everything ends up there. */
const EMPTY_NAMES = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'misc', 'shared', 'stuff', 'lib'])
const EMPTY_FILES = new Set(['types', 'constants', 'consts', 'interfaces'])
const ENGLISH_PATH = /^[\w.-]+$/
const KEBAB = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*\.(?:ts|tsx|mjs|css)$/

export function nameLaw(repository: Repository): Finding[] {
  const findings: Finding[] = []
  const folders = new Set<string>()
  for (const path of repository.paths) {
    const parts = path.split('/')
    const file = parts.pop() as string
    parts.forEach((_, index) => folders.add(parts.slice(0, index + 1).join('/')))
    const stem = file.split('.')[0]
    if (/\.(?:ts|tsx|mjs|css)$/.test(file)) {
      if (EMPTY_NAMES.has(stem) || EMPTY_FILES.has(stem)) findings.push(empty(path, file))
      else if (!KEBAB.test(file)) findings.push({ file: path, line: 0, law: 'names', message: `${file} is not in kebab-case (rename it, for example to person-state.ts)` })
    }
    const odd = path.split('/').find((part) => !ENGLISH_PATH.test(part))
    if (odd !== undefined) findings.push({ file: path, line: 0, law: 'names', message: `"${odd}" is no name for a file (use letters, digits, dots and dashes; was it left behind by a program?)` })
  }
  for (const folder of folders) {
    if (EMPTY_NAMES.has(folder.split('/').at(-1) as string)) findings.push(empty(folder, folder))
  }
  return findings
}

function empty(path: string, name: string): Finding {
  return { file: path, line: 0, law: 'names', message: `"${name}" says nothing about what is inside (name it after the idea it holds, and put each part where it is used)` }
}
