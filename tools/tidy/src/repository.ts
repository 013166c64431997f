import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Masked, mask } from './lexer.ts'

/** Folders that are made, not written. */
const MADE = new Set(['node_modules', '.git', '.touchstone', '.cache', 'dist'])
const TEXT = /\.(?:ts|tsx|mjs|cjs|js|json|md|sql|css|html|yml|yaml|sh|csv|svg|txt)$|(?:^|\/)(?:LICENSE|NOTICE|\.npmrc|\.gitignore|run)$/
const CODE = /\.(?:ts|tsx|mjs)$/
/** Larger texts are data. */
const LARGEST = 2_000_000

/** Everything the laws look at: paths from the root, with `/` between the parts, and their texts. */
export interface Repository {
  readonly files: ReadonlyMap<string, SourceFile>
  /** Every path, also of files that are not texts. */
  readonly paths: ReadonlySet<string>
}

export class SourceFile {
  readonly path: string
  readonly text: string
  #masked: Masked | undefined
  #lineStarts: number[] | undefined

  constructor(path: string, text: string) {
    this.path = path
    this.text = text
  }

  get isCode(): boolean {
    return CODE.test(this.path)
  }

  get isStyle(): boolean {
    return this.path.endsWith('.css')
  }

  /** A file that only tests use: tests, long tests, and what rooms offer to the tests of others. */
  get isTest(): boolean {
    return /\.(?:test|long)\.(?:tsx?|mjs)$/.test(this.path) || /(?:^|\/)testing(?:\.ts$|\/)/.test(this.path) || this.path.startsWith('e2e/')
  }

  get masked(): Masked {
    return (this.#masked ??= mask(this.text, this.path.endsWith('.tsx')))
  }

  get lineCount(): number {
    const starts = this.#starts()
    return this.text.endsWith('\n') ? starts.length - 1 : starts.length
  }

  /** The line (from 1) that holds the character at this offset. */
  lineOf(offset: number): number {
    const starts = this.#starts()
    let low = 0
    let high = starts.length
    while (high - low > 1) {
      const middle = (low + high) >> 1
      if (starts[middle] <= offset) low = middle
      else high = middle
    }
    return low + 1
  }

  #starts(): number[] {
    if (this.#lineStarts) return this.#lineStarts
    const starts = [0]
    for (let at = this.text.indexOf('\n'); at !== -1; at = this.text.indexOf('\n', at + 1)) starts.push(at + 1)
    return (this.#lineStarts = starts)
  }
}

/** Reads the repository from disk. */
export function readRepository(root: string): Repository {
  const paths = [...walk(root, '')].sort()
  const texts: Record<string, string> = {}
  for (const path of paths) {
    if (!TEXT.test(path)) continue
    const text = readFileSync(join(root, path), 'utf8')
    if (text.length <= LARGEST) texts[path] = text
  }
  return repositoryOf(texts, paths)
}

/** A repository from texts alone, as tests plant them. */
export function repositoryOf(texts: Readonly<Record<string, string>>, paths: readonly string[] = Object.keys(texts)): Repository {
  const files = new Map(Object.entries(texts).map(([path, text]) => [path, new SourceFile(path, text)]))
  return { files, paths: new Set(paths) }
}

export function codeFiles(repository: Repository): SourceFile[] {
  return [...repository.files.values()].filter((file) => file.isCode)
}

function* walk(root: string, folder: string): Generator<string> {
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory() && !MADE.has(entry.name)) yield* walk(root, path)
    else if (entry.isFile() && !entry.name.endsWith('.log')) yield path
  }
}
