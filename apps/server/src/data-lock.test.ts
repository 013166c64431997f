import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { lockData } from './data-lock.ts'

test('the lock is taken once, names its holder, and is left behind by nobody', async (t) => {
  const directory = mkdtempSync(join(tmpdir(), 'touchstone-lock-'))
  t.after(() => rmSync(directory, { recursive: true }))
  const lock = join(directory, 'lock')

  const first = lockData(directory)
  assert.ok(first.ok)
  const mine = JSON.parse(readFileSync(lock, 'utf8')) as Record<string, unknown>
  first.value()

  const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'])
  t.after(() => other.kill())
  const stat = readFileSync(`/proc/${other.pid}/stat`, 'utf8')
  const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  writeFileSync(lock, JSON.stringify({ ...mine, pid: other.pid, started }))
  const refused = lockData(directory)
  assert.ok(!refused.ok && refused.failure.code === 'server.data-in-use')
  assert.ok(refused.failure.message.includes(String(other.pid)))

  for (const holder of [
    { ...mine, pid: other.pid, started: '1' },
    { ...mine, pid: other.pid, started, boot: 'an earlier one' },
    { ...mine, pid: 2 ** 22 + 1 },
  ]) {
    writeFileSync(lock, JSON.stringify(holder))
    const taken = lockData(directory)
    assert.ok(taken.ok, JSON.stringify(holder))
    taken.value()
  }
  writeFileSync(lock, 'half a l')
  assert.ok(lockData(directory).ok)
})
