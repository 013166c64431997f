import type { SourceFile } from './repository.ts'

/** One module that a file names. */
export interface Import {
  readonly specifier: string
  readonly line: number
  /** `import type` and `export type … from` vanish when the program runs. */
  readonly typeOnly: boolean
}

// Searched in the mask, where strings are blank: the pattern ends at the opening quote, the text between the quotes comes
// from the file. `import.meta` and a property called `import` are excluded by what may precede and follow.
const STATIC = /(?<![.\w$])(?:import|export)(\s+type\b(?!\s*(?:,|from\b)))?(?:[\s{*][^'"`;()=]*?\bfrom)?\s*(?=['"])/g
const CALLED = /(?<![.\w$])(?:import|require|require\.resolve|createRequire\s*\([^)]*\)|import\.meta\.resolve)\s*\(\s*(?=['"`])/g
const IMPORT_TYPE = /(?<![.\w$])typeof\s+import\s*\(\s*(?=['"])/g

/** Every module named by an import, an export from, a dynamic import, a require or an import type. */
export function importsOf(file: SourceFile): Import[] {
  const { code } = file.masked
  const found: Import[] = []
  for (const match of code.matchAll(STATIC)) found.push(importAt(file, match.index + match[0].length, match[1] !== undefined))
  for (const match of code.matchAll(CALLED)) found.push(importAt(file, match.index + match[0].length, false))
  for (const match of code.matchAll(IMPORT_TYPE)) {
    // The pattern before found the call too; what matters here is that it vanishes.
    const place = found.findIndex((one) => one.line === file.lineOf(match.index + match[0].length) && !one.typeOnly)
    if (place !== -1) found[place] = { ...found[place], typeOnly: true }
  }
  return found.sort((a, b) => a.line - b.line)
}

function importAt(file: SourceFile, quote: number, typeOnly: boolean): Import {
  const end = file.masked.code.indexOf(file.text[quote], quote + 1)
  return { specifier: file.text.slice(quote + 1, end), line: file.lineOf(quote), typeOnly }
}

/** The path a relative specifier means, from the root of the repository. */
export function resolveRelative(fromFile: string, specifier: string): string {
  const parts = fromFile.split('/').slice(0, -1)
  for (const part of specifier.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}

/** `@touchstone/base/node` → `@touchstone/base`; `lodash/fp` → `lodash`. */
export function packageOf(specifier: string): string {
  const parts = specifier.split('/')
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]
}
