// The built console in memory: a few megabytes, read once at the start, so that a build that is made meanwhile cannot
// mix its files with those of a page that is open.
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'

export interface ConsoleFile {
  readonly type: string
  readonly plain: Buffer
  /** Made by the build, where compressing pays. */
  readonly br?: Buffer
  readonly gz?: Buffer
}

export interface ConsoleFiles {
  /** index.html with `NONCE` where each answer's own nonce goes. */
  readonly page: string
  /** By path below `/`, e.g. `assets/main-3f9a.js`; their names change with their content. */
  readonly assets: ReadonlyMap<string, ConsoleFile>
}

/** What the build writes where the nonce of an answer belongs. */
export const NONCE = '__CSP_NONCE__'

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
}

/** The files below `folder`; undefined when the console is not built. */
export function readConsole(folder: string): ConsoleFiles | undefined {
  const page = join(folder, 'index.html')
  if (statSync(page, { throwIfNoEntry: false }) === undefined) return undefined
  const assets = new Map<string, ConsoleFile>()
  for (const name of readdirSync(join(folder, 'assets'))) {
    const type = TYPES[extname(name)]
    if (type === undefined) continue
    const path = join(folder, 'assets', name)
    assets.set(`assets/${name}`, { type, plain: readFileSync(path), ...twin('br', `${path}.br`), ...twin('gz', `${path}.gz`) })
  }
  return { page: readFileSync(page, 'utf8'), assets }
}

function twin(kind: 'br' | 'gz', path: string): { br?: Buffer; gz?: Buffer } {
  return statSync(path, { throwIfNoEntry: false }) === undefined ? {} : { [kind]: readFileSync(path) }
}
