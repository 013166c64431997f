import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { MemoryState, stateContract } from '../testing.ts'
import { closeStateDirectory, confirmRebuild, openStateDirectory } from './boot-marker.ts'
import { openLmdbReader, openLmdbStore } from './lmdb-store.ts'
import { RecordCache } from './record-cache.ts'

const directory = mkdtempSync(join(tmpdir(), 'touchstone-state-'))
after(() => rmSync(directory, { recursive: true, force: true }))
let made = 0

function openAt(place: string, tables: string[]) {
  const options = { directory: place, tables, mapBytes: 64 * 1024 * 1024 }
  const state = openLmdbStore(options)
  return {
    state,
    openReader: () => openLmdbReader(options),
    reopen: async () => {
      await state.close()
      return openAt(place, tables)
    },
  }
}

stateContract('lmdb', (tables) => Promise.resolve(openAt(join(directory, String(made++)), tables)))

stateContract('memory', () => {
  const state = new MemoryState()
  const opened = { state, openReader: () => state, reopen: () => Promise.resolve(opened) }
  return Promise.resolve(opened)
})

test('state of an earlier boot is thrown away, state of a clean stop or of this boot is kept', () => {
  const place = join(directory, 'boots')
  const file = join(place, 'content')
  assert.deepEqual(openStateDirectory(place, 'boot 1', 1), { rebuilding: undefined })
  writeFileSync(file, 'x')
  assert.deepEqual(openStateDirectory(place, 'boot 1', 1), { rebuilding: undefined })
  assert.ok(existsSync(file), 'our process crashed, the machine did not')
  closeStateDirectory(place)
  assert.deepEqual(openStateDirectory(place, 'boot 2', 1), { rebuilding: undefined })
  assert.ok(existsSync(file), 'a clean stop lies between the boots')
  assert.deepEqual(openStateDirectory(place, 'boot 3', 1), { rebuilding: 'crash' })
  assert.ok(!existsSync(file))
  assert.deepEqual(openStateDirectory(place, 'boot 3', 1), { rebuilding: 'crash' }, 'a crash before anyone confirmed')
  confirmRebuild(place)
  assert.deepEqual(openStateDirectory(place, 'boot 3', 1), { rebuilding: undefined })
})

test('state of another layout is thrown away, also one of before layouts had numbers', () => {
  const place = join(directory, 'layouts')
  const file = join(place, 'content')
  assert.deepEqual(openStateDirectory(place, 'boot', 2), { rebuilding: undefined }, 'there was none')
  writeFileSync(file, 'x')
  closeStateDirectory(place)
  assert.deepEqual(openStateDirectory(place, 'boot', 2), { rebuilding: undefined })
  assert.ok(existsSync(file))
  closeStateDirectory(place)
  assert.deepEqual(openStateDirectory(place, 'boot', 3), { rebuilding: 'layout' }, 'of a clean stop, but of another layout')
  assert.ok(!existsSync(file))
  assert.deepEqual(openStateDirectory(place, 'boot', 3), { rebuilding: 'layout' }, 'a crash before anyone confirmed')
  confirmRebuild(place)
  assert.deepEqual(openStateDirectory(place, 'boot', 3), { rebuilding: undefined })
  rmSync(join(place, 'layout'))
  writeFileSync(file, 'x')
  assert.deepEqual(openStateDirectory(place, 'boot', 3), { rebuilding: 'layout' }, 'a release without numbers wrote it')
  assert.ok(!existsSync(file))
})

test('the record cache keeps content across growth, reuse of slots and a full buffer', () => {
  const cache = new RecordCache(4 * 1024 * 1024)
  const write = (id: number, length: number): void => {
    const slot = cache.find(id) ?? cache.create(id, length)
    if (slot.capacity < length) cache.grow(slot, length, 8)
    cache.view.setFloat64(slot.start, id, true)
    cache.markDirty(slot)
  }
  for (let round = 0; round < 20; round++) {
    for (let id = 1; id <= 1500; id++) write(id, 100 * (1 + ((id * (round + 1)) % 30)))
    for (let id = 1; id <= 1500; id++) assert.equal(cache.view.getFloat64(cache.find(id)!.start, true), id)
    assert.deepEqual(cache.takeDirty().map((slot) => slot.id), Array.from({ length: 1500 }, (_, i) => i + 1))
    cache.remove(cache.find(7)!)
    cache.settle()
  }
  assert.ok(cache.usedBytes <= 8 * 1024 * 1024)
})
