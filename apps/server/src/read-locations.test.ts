import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { readLocations } from './read-locations.ts'

test('no file is no database; one that is not there, or no database, is said to be so', (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'touchstone-locations-'))
  t.after(() => rmSync(directory, { recursive: true }))
  const text = join(directory, 'text')
  writeFileSync(text, 'country,AT')
  assert.deepEqual(readLocations(undefined), { ok: true, value: undefined })
  const failures = [join(directory, 'none'), directory, text].map((path) => {
    const read = readLocations(path)
    return read.ok ? 'ok' : [read.failure.code, read.failure.message.includes(path === text ? '10 bytes' : path)]
  })
  assert.deepEqual(failures, [['server.location-file', true], ['server.location-file', true], ['intake.location-file', true]])
})
