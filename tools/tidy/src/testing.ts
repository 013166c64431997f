// What the tests of the laws plant, and how they ask what was found.
import type { Finding } from './finding.ts'
import { type Repository, repositoryOf } from './repository.ts'

type Law = (repository: Repository) => Finding[]

/** What the law says about these files, shortened to `file:line law`. */
export function found(law: Law, files: Record<string, string>): string[] {
  return law(repositoryOf(files)).map(({ file, line, law: name }) => `${file}:${line} ${name}`)
}

export const lines = (count: number, line = '1\n'): string => line.repeat(count)

/** Rooms with their manifests, and one guest. */
export const ROOMS = {
  'packages/base/package.json': '{}', 'packages/language/package.json': '{}', 'packages/vocabulary/package.json': '{}',
  'packages/stream/package.json': '{"dependencies":{"lmdb":"1"}}', 'packages/warehouse/package.json': '{}',
  'packages/profiles/package.json': '{}', 'packages/segments/package.json': '{}', 'packages/client/package.json': '{}', 'apps/server/src/b.ts': '',
  'DEPENDENCIES.md': '| package | wrapper | licence | why |\n|---|---|---|---|\n| `lmdb` | `packages/stream/src/store.ts` | MIT | keeps the live state |\n',
}
