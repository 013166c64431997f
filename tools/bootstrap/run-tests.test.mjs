import { strict as assert } from 'node:assert'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'

// In two pieces, or this file itself would count as one that touches the calendar.
const DAY = ['new Date', '(1700000000000)'].join('')
const OFFSET = 'getTimezone' + 'Offset'
const RUNNER = new URL('./run-tests.mjs', import.meta.url).href

/** Runs test files in a process of their own, because node refuses a test run inside a test. */
function runFiles(t, files) {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-tests-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), `import { test } from 'node:test'\n${text}`)
  const names = Object.keys(files).filter((name) => name.includes('.test.'))
  const program = `import { runTests } from ${JSON.stringify(RUNNER)}
    process.exitCode = await runTests(${JSON.stringify(names)}, { timeout: 1500 })`
  const env = { ...process.env, NODE_TEST_CONTEXT: undefined }
  // In a file, because node hands the flags of this process, and so an `--eval`, on to every test process.
  writeFileSync(join(folder, 'program.mjs'), program)
  return spawnSync(process.execPath, ['program.mjs'], { cwd: folder, encoding: 'utf8', env })
}

test('a good run ends with node’s summary lines, over all zones', (t) => {
  const ran = runFiles(t, {
    'plain.test.mjs': "test('plain', () => {})",
    'zone.test.mjs': `test('zone', () => { console.log('offset', ${DAY}.${OFFSET}()) })`,
  })
  assert.equal(ran.status, 0, ran.stdout + ran.stderr)
  assert.match(ran.stdout, /offset 0\n[^]*offset 300\n[^]*offset -330\n/)
  assert.match(ran.stdout, /✔ zone \(Asia\/Kolkata\)/)
  assert.match(ran.stdout, /ℹ tests 4\nℹ suites 0\nℹ pass 4\nℹ fail 0\nℹ cancelled 0\nℹ skipped 0\nℹ todo 0\nℹ duration_ms \d+\n$/)
  assert.match(ran.stdout, /slowest files: .*zone\.test\.mjs/)
})

test('a file beside the test counts: what it tests touches the calendar', (t) => {
  const ran = runFiles(t, { 'a.mjs': `export const day = () => ${DAY}.getDate()`, 'a.test.mjs': "test('a', () => {})" })
  assert.match(ran.stdout, /ℹ tests 3\n/)
})

test('failures, crashes and files that never end are counted as failures', (t) => {
  const ran = runFiles(t, {
    'fails.test.mjs': "test('fails', () => { throw new Error('as it should') })",
    'crashes.test.mjs': "test('crashes', () => process.exit(3))",
    'hangs.test.mjs': "test('hangs', async () => { await new Promise((resolve) => setTimeout(resolve, 60_000)) })",
    'spins.test.mjs': "test('spins', () => { for (;;); })",
    'good.test.mjs': "test('good', () => {})",
  })
  assert.equal(ran.status, 4, ran.stdout + ran.stderr)
  assert.match(ran.stdout, /ℹ pass 1\n/)
  assert.match(ran.stdout, /spins\.test\.mjs did not end within 2500 ms: a test never leaves a loop/)
  assert.match(ran.stdout, /as it should/)
  assert.match(ran.stdout, /hangs\.test\.mjs did not end within 1500 ms; still open: .*Timeout/)
})
