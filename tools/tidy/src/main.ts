// Style is a test: reads every file of the repository and reports each broken law with what to do about it.
//   npm run tidy              everything
//   npm run tidy -- packages/stream    only findings below that path
import { fileURLToPath } from 'node:url'
import { check } from './check.ts'
import { show } from './finding.ts'
import { readRepository } from './repository.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const below = process.argv[2] ?? ''

const began = performance.now()
const repository = readRepository(root)
const findings = check(repository).filter(({ file }) => file.startsWith(below))
for (const finding of findings) console.log(show(finding))
console.log(`tidy: ${findings.length === 0 ? 'no findings' : findings.length === 1 ? '1 finding' : `${findings.length} findings`} in ${repository.files.size} files (${Math.round(performance.now() - began)} ms)`)
process.exitCode = findings.length === 0 ? 0 : 1
