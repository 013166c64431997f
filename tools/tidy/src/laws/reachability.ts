/**
 * Dead code: files (also style sheets) that nothing reaches, and declarations that nothing names.
 *
 * Reaching starts at the entries (what package.json files export or run, main.ts files, tests, operations) and follows
 * imports and every string that is the relative path of a file, because workers and child processes are started by
 * path. A declaration is dead when its name occurs once in all code: where it is declared.
 */
import type { Finding } from '../finding.ts'
import { importsOf, resolveRelative } from '../imports.ts'
import { codeFiles, type Repository, type SourceFile } from '../repository.ts'

const ENTRY = /(?:^|\/)(?:main|index|testing)\.(?:tsx?|mjs)$|\.(?:test|long)\.(?:tsx?|mjs)$|\/operations\/[^/]+\.ts$/
const COMPONENT = /^[A-Z][a-z][A-Za-z]*$/
/** Inside `declare module '…' {`: the library names it, not we. */
const AUGMENTED = /declare module ['"] *['"] \{\s*$/
const DECLARED = /(?<![.\w])(?:export\s+)?(?:declare\s+)?(?:abstract\s+)?(?:async\s+)?(?:function\*?|class|const|let|interface|type)\s+([A-Za-z_$][\w$]*)/g

export function deadFileLaw(repository: Repository): Finding[] {
  const reached = new Set<string>()
  const queue = [...entries(repository)]
  while (queue.length > 0) {
    const path = queue.pop() as string
    const file = repository.files.get(path)
    if (reached.has(path) || !file) continue
    reached.add(path)
    if (file.isCode) queue.push(...reachedFrom(repository, file))
  }
  return [...repository.files.values()]
    .filter((file) => (file.isCode || file.isStyle) && !reached.has(file.path))
    .map((file) => ({ file: file.path, line: 0, law: 'dead-file', message: 'nothing imports or starts it (use it or delete it)' }))
}

function* entries(repository: Repository): Generator<string> {
  for (const [path, file] of repository.files) {
    if (ENTRY.test(path)) yield path
    // A page names the style sheet beside it by the address it is served at.
    if (path.endsWith('.html')) for (const [name] of file.text.matchAll(/[\w-]+\.css\b/g)) yield resolveRelative(path, name)
    if (!/(?:^|\/)package\.json$|^\.ci\//.test(path)) continue
    // Whatever path a manifest or a CI script names, in exports, bin or scripts.
    for (const match of file.text.matchAll(/(?:\.\/)?[\w./-]+\.(?:tsx?|mjs)\b/g)) yield resolveRelative(path.startsWith('.ci/') ? 'root' : path, match[0])
  }
}

function* reachedFrom(repository: Repository, file: SourceFile): Generator<string> {
  for (const { specifier } of importsOf(file)) if (specifier.startsWith('.')) yield resolveRelative(file.path, specifier)
  for (const { start, end } of file.masked.strings) {
    const text = file.text.slice(start + 1, end - 1)
    if (!/^[\w./-]+\.(?:tsx?|mjs|css)$/.test(text)) continue
    for (const path of [resolveRelative(file.path, text), text]) if (repository.files.has(path)) yield path
  }
}

export function deadDeclarationLaw(repository: Repository): Finding[] {
  const uses = new Map<string, number>()
  const files = codeFiles(repository)
  for (const file of files) {
    for (const [word] of file.masked.code.matchAll(/[A-Za-z_$][\w$]*/g)) uses.set(word, (uses.get(word) ?? 0) + 1)
    // A screen that is loaded when somebody goes there is named in quotes.
    for (const { start, end } of file.masked.strings) {
      const word = file.text.slice(start + 1, end - 1)
      if (COMPONENT.test(word)) uses.set(word, (uses.get(word) ?? 0) + 1)
    }
  }
  const findings: Finding[] = []
  for (const file of files) {
    for (const match of file.masked.code.matchAll(DECLARED)) {
      const [, name] = match
      // A leading underscore says: there must be a name here, and nobody uses it.
      if (uses.get(name) !== 1 || name.startsWith('_') || AUGMENTED.test(file.masked.code.slice(0, match.index))) continue
      const line = file.lineOf(match.index + match[0].length - name.length)
      findings.push({ file: file.path, line, law: 'dead-declaration', message: `${name} is declared and never named again (use it or delete it)` })
    }
  }
  return findings
}
