// Tidy as a whole, on a folder on disk: what `npm run tidy` prints and how it ends.
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { check } from './check.ts'
import { show } from './finding.ts'
import { readRepository } from './repository.ts'

test('reads a folder, skips what is made, and reports in order', (t) => {
  const root = mkdtempSync(join(tmpdir(), 'touchstone-tidy-'))
  t.after(() => rmSync(root, { recursive: true, force: true }))
  const files = {
    'package.json': '{"version":"1.0.0","private":true}',
    'package-lock.json': '{"packages":{}}',
    'CHANGELOG.md': '## 1.0.0\n',
    'DEPENDENCIES.md': '',
    'ARCHITECTURE.md': '## To change X, open Y\n\n| to change | open |\n|---|---|\n| a | `packages/base/src/index.ts` |\n',
    'packages/base/package.json': '{"version":"1.0.0","private":true}',
    'packages/base/README.md': 'Invariants. Not here.',
    'packages/base/src/index.ts': "import { readFileSync } from 'node:fs'\nreadFileSync(String(Date.now()))\n",
    'node_modules/x/utils.ts': 'const a = 1',
    '.touchstone/log/utils.ts': 'const a = 1',
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  assert.deepEqual(check(readRepository(root)).map(show), [
    'packages/base/src/index.ts:1 imports: base is pure and imports node:fs (take what you need as an argument, or move it to a room of floor 2; Node-only parts of base live in base/src/node)',
    'packages/base/src/index.ts:2 calls: Date.now is banned here (take a Clock from @touchstone/base and call now())',
  ])
  mkdirSync(join(root, 'tools/tidy'), { recursive: true })
  const reason = 'this base reads its own texts, which is what the test wants'
  writeFileSync(join(root, 'tools/tidy/exceptions.json'), JSON.stringify([{ law: 'imports', file: 'packages/base/src/index.ts', reason }, { law: 'size', file: 'gone.ts', reason }]))
  assert.deepEqual(check(readRepository(root)).map(({ file, law }) => `${file} ${law}`), ['packages/base/src/index.ts calls', 'tools/tidy/exceptions.json exceptions'])
})
