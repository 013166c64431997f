import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { openLmdbStore, type Entry, type StateStore, type Transaction } from '@touchstone/stream'
import { MemoryState } from '@touchstone/stream/testing'
import { ChunkCache, MIN_CHUNK_BYTES, PersonChunks } from './chunk-cache.ts'

/** Collects the writes of one batch. */
class Batch implements Transaction {
  readonly time = 1
  readonly position = 1
  readonly #state: StateStore
  readonly #changes = new Map<string, { table: string; key: string | number; value: Uint8Array | undefined }>()

  constructor(state: StateStore) {
    this.#state = state
  }
  get(table: string, key: string | number): Buffer | undefined {
    return this.#state.get(table, key)
  }
  put(table: string, key: string | number, value: Uint8Array): void {
    this.#changes.set(`${table} ${key}`, { table, key, value })
  }
  remove(table: string, key: string | number): void {
    this.#changes.set(`${table} ${key}`, { table, key, value: undefined })
  }
  range(): Entry[] {
    return []
  }
  keys(): number[] {
    return []
  }
  schedule(): void {}
  commit(): void {
    this.#state.commit(this.#changes.values())
  }
}

function open(state: StateStore): { cache: ChunkCache; chunks: PersonChunks; save(): void } {
  const cache = new ChunkCache(1, (chunk) => state.get('chunks', chunk))
  const next = state.get('profiles_meta', 'next_chunk')
  if (next !== undefined) cache.startAt(Number(next.toString()))
  return {
    cache,
    chunks: new PersonChunks(cache),
    save() {
      const batch = new Batch(state)
      cache.save(batch)
      batch.commit()
    },
  }
}

type Step = { readonly do: 'create' | 'change' | 'free' | 'read'; readonly which: number; readonly size: number } | { readonly do: 'save' | 'crash' | 'settle' }

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ do: fc.constantFrom('create' as const, 'change' as const, 'change' as const, 'free' as const, 'read' as const), which: fc.nat(), size: fc.integer({ min: 1, max: 40_000 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('save' as const, 'crash' as const, 'settle' as const, 'settle' as const) }) },
)

test('blocks are what was written to them, through batches, crashes and a room that is much too small', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'touchstone-chunks-'))
  const lmdb = openLmdbStore({ directory, tables: ['chunks', 'profiles_meta'], mapBytes: 256 * 1024 * 1024 })
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 120, size: 'max' }), fc.boolean(), (steps, inMemory) => {
      const state = inMemory ? new MemoryState() : lmdb
      state.commit([...state.range('chunks', undefined, undefined, 1e6), ...state.range('profiles_meta', undefined, undefined, 10)].map(({ key }) => ({ table: typeof key === 'number' ? 'chunks' : 'profiles_meta', key, value: undefined })))
      let opened = open(state)
      let now = new Map<number, { size: number; mark: number }>()
      let committed = new Map(now)
      const given = new Set<number>()
      steps.forEach((one, mark) => {
        const { chunks, cache } = opened
        const pick = (which: number): number | undefined => [...now.keys()][which % Math.max(1, now.size)]
        if (!('which' in one)) {
          if (one.do === 'settle') cache.settle()
          else if (one.do === 'save') {
            opened.save()
            committed = new Map(now)
            for (const number of committed.keys()) given.add(number)
          } else {
            opened = open(state)
            now = new Map(committed)
          }
        } else if (one.do === 'create') {
          const number = chunks.create(one.size)
          assert.ok(number >= 1 && !given.has(number) && !now.has(number), 'a number is given once')
          write(chunks, number, one.size, mark)
          now.set(number, { size: one.size, mark })
        } else {
          const number = pick(one.which)
          if (number === undefined) return
          const { size } = now.get(number)!
          if (one.do === 'change') {
            chunks.touch(number)
            write(chunks, number, size, mark)
            now.set(number, { size, mark })
          } else if (one.do === 'free') {
            chunks.free(number)
            now.delete(number)
          } else read(chunks, number, now.get(number)!)
        }
      })
      for (const [number, expected] of now) read(opened.chunks, number, expected)
      opened.save()
      const stored = state.range('chunks', undefined, undefined, 1e6)
      assert.deepEqual(stored.map(({ key }) => key), [...now.keys()].sort((a, b) => a - b), 'nothing is left behind')
    }),
    { numRuns: 150, endOnFailure: false },
  )
  await lmdb.close()
  rmSync(directory, { recursive: true })
})

test('what is unchanged takes no more room than was given, and what is changed stays', () => {
  const state = new MemoryState()
  const { cache, chunks, save } = open(state)
  for (let i = 0; i < 500; i++) write(chunks, chunks.create(8000), 8000, i)
  assert.equal(cache.usedBytes, 500 * 8000, 'one batch is kept whole')
  save()
  chunks.touch(1)
  for (let round = 0; round < 3; round++) {
    for (let number = 1; number <= 500; number++) {
      read(chunks, number, { size: 8000, mark: number - 1 })
      cache.settle()
      if (round > 0) assert.ok(cache.usedBytes <= MIN_CHUNK_BYTES + 2 * 8000, String(cache.usedBytes))
    }
  }
  chunks.open(1)
  write(chunks, 1, 8000, 77)
  save()
  const { chunks: again } = open(state)
  read(again, 1, { size: 8000, mark: 77 })
})

test('two people who are looked at together do not disturb one another', () => {
  const { cache } = open(new MemoryState())
  const [one, other] = [new PersonChunks(cache), new PersonChunks(cache)]
  const first = one.create(100)
  const view = one.view
  other.create(200)
  assert.equal(one.view, view)
  assert.equal(one.view.byteLength, 100)
  view.setFloat64(0, 5, true)
  assert.equal(other.view.getFloat64(0, true), 0)
  assert.equal(other.open(first), 0)
  assert.equal(other.view.getFloat64(0, true), 5)
  assert.equal(other.size(first), 100)
})

test('a block that is not there, or not any more, is a broken state', () => {
  const { chunks, save } = open(new MemoryState())
  assert.throws(() => chunks.open(9), /names only blocks that are there/)
  const number = chunks.create(10)
  save()
  chunks.free(number)
  assert.throws(() => chunks.open(number), /not opened again/)
  save()
  assert.throws(() => chunks.open(number), /names only blocks that are there/)
})

function write(chunks: PersonChunks, number: number, size: number, mark: number): void {
  const at = chunks.open(number)
  chunks.bytes.fill(mark & 255, at, at + size)
}

function read(chunks: PersonChunks, number: number, { size, mark }: { size: number; mark: number }): void {
  const at = chunks.open(number)
  assert.equal(chunks.size(number), size)
  for (const place of [0, size >> 1, size - 1]) assert.equal(chunks.bytes[at + place], mark & 255, `block ${number}`)
}
