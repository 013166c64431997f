import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { openDemo } from './demo-record.ts'

function folder(t: TestContext): string {
  const made = mkdtempSync(join(tmpdir(), 'demo-record-'))
  t.after(() => rmSync(made, { recursive: true }))
  return made
}

test('an empty folder becomes the demo\'s, and is known as such afterwards', (t) => {
  const directory = folder(t)
  const first = openDemo(directory)
  assert.ok(first.ok)
  first.value.change({ told: 3_000, startedAt: 7 })
  writeFileSync(join(directory, 'lock'), '')
  const again = openDemo(directory)
  assert.ok(again.ok)
  assert.deepEqual([again.value.record.told, again.value.record.startedAt, again.value.record.isTold], [3_000, 7, false])
})

test('a folder with anything else is refused, in a sentence that says what to do, and left alone', (t) => {
  const directory = folder(t)
  writeFileSync(join(directory, 'FORMAT'), '1')
  const opened = openDemo(directory)
  assert.ok(!opened.ok)
  assert.equal(opened.failure.code, 'demo.real-data')
  assert.match(opened.failure.message, /holds data that is not the demo's \(FORMAT\); .*leave TOUCHSTONE_DATA out, or name an empty folder/)
  assert.throws(() => readFileSync(join(directory, 'demo.json')))
})

test('stores elsewhere are refused', (t) => {
  for (const store of [{ clickhouseUrl: 'http://c' }, { databaseUrl: 'postgres://p' }]) {
    const opened = openDemo(folder(t), store)
    assert.ok(!opened.ok)
    assert.equal(opened.failure.code, 'demo.real-data')
  }
})

test('a record that nobody wrote is refused', (t) => {
  for (const text of ['', '{', 'null', '{"format":9}']) {
    const directory = folder(t)
    writeFileSync(join(directory, 'demo.json'), text)
    const opened = openDemo(directory)
    assert.ok(!opened.ok, text)
    assert.equal(opened.failure.code, 'demo.unreadable')
  }
})
