import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { StateReader, StateStore } from '../state/state-store.ts'

export interface StateUnderTest {
  readonly state: StateStore
  openReader(): StateReader
  reopen(): Promise<StateUnderTest>
}

/** Every state store keeps these promises. Tables given to `open`: numbers, texts, pairs. */
export function stateContract(name: string, open: (tables: string[]) => Promise<StateUnderTest>): void {
  const tables = ['numbers', 'texts', 'pairs']
  const text = (value: Buffer | undefined): string | undefined => value?.toString()

  test(`${name}: what is committed is read back, in key order, after reopening too`, async () => {
    const opened = await open(tables)
    opened.state.commit([
      { table: 'numbers', key: 300, value: Buffer.from('c') },
      { table: 'numbers', key: 2 ** 52 + 1, value: Buffer.from('d') },
      { table: 'numbers', key: 7, value: Buffer.from('b') },
      { table: 'texts', key: 'user_id:ü', value: Buffer.alloc(3000, 1) },
      { table: 'pairs', key: [5, 9], value: Buffer.alloc(0) },
      { table: 'pairs', key: [5, 10], value: Buffer.alloc(0) },
      { table: 'pairs', key: [4, 2 ** 50], value: Buffer.alloc(0) },
    ])
    const again = await opened.reopen()
    const { state } = again
    assert.equal(text(state.get('numbers', 7)), 'b')
    assert.equal(state.get('numbers', 8), undefined)
    assert.equal(state.get('texts', 'user_id:ü')!.length, 3000)
    assert.deepEqual(state.range('numbers', undefined, undefined, 10).map((one) => one.key), [7, 300, 2 ** 52 + 1])
    assert.deepEqual(state.range('numbers', 7, 300, 10).map((one) => text(one.value)), ['b'])
    assert.deepEqual(state.range('pairs', undefined, [5, 10], 10).map((one) => one.key), [[4, 2 ** 50], [5, 9]])
    assert.equal(state.range('numbers', undefined, undefined, 2).length, 2)
    assert.deepEqual(state.keys('numbers', undefined, 10), [7, 300, 2 ** 52 + 1])
    assert.deepEqual(state.keys('numbers', 8, 1), [300])
    assert.deepEqual(state.keys('pairs', [5, 0], 10), [[5, 9], [5, 10]])
    await state.close()
  })

  test(`${name}: a value is as long as what was put, for native copies too`, async () => {
    const { state } = await open(tables)
    state.commit([{ table: 'numbers', key: 1, value: Buffer.from('abc') }])
    const target = Buffer.alloc(100, 7)
    const found = state.get('numbers', 1)!
    found.copy(target, 0)
    assert.equal(found.byteLength, 3)
    assert.deepEqual([...target.subarray(3)], Array(97).fill(7))
    await state.close()
  })

  test(`${name}: a later commit replaces and removes; removing what is not there is fine`, async () => {
    const { state } = await open(tables)
    state.commit([{ table: 'numbers', key: 1, value: Buffer.from('one') }])
    state.commit([
      { table: 'numbers', key: 1, value: Buffer.from('uno') },
      { table: 'numbers', key: 2, value: undefined },
    ])
    assert.equal(text(state.get('numbers', 1)), 'uno')
    state.commit([{ table: 'numbers', key: 1, value: undefined }])
    assert.equal(state.get('numbers', 1), undefined)
    await state.close()
  })

  test(`${name}: a commit that throws half way changes nothing`, async () => {
    const { state } = await open(tables)
    state.commit([{ table: 'numbers', key: 1, value: Buffer.from('kept') }])
    function* halfWay() {
      yield { table: 'numbers', key: 1, value: Buffer.from('lost') }
      throw new Error('half way')
    }
    assert.throws(() => state.commit(halfWay()), /half way/)
    assert.equal(text(state.get('numbers', 1)), 'kept')
    await state.close()
  })

  test(`${name}: a reader sees commits after refresh, whole`, async () => {
    const { state, openReader } = await open(tables)
    const reader = openReader()
    state.commit([
      { table: 'numbers', key: 1, value: Buffer.from('a') },
      { table: 'texts', key: 'x', value: Buffer.from('a') },
    ])
    reader.refresh()
    assert.equal(text(reader.get('numbers', 1)), 'a')
    assert.equal(text(reader.get('texts', 'x')), 'a')
    await reader.close()
    await state.close()
  })

  test(`${name}: the entries of a range stay as they were when other reads follow`, async () => {
    const { state } = await open(tables)
    state.commit(Array.from({ length: 50 }, (_, i) => ({ table: 'numbers', key: i + 1, value: Buffer.from(`value ${i + 1}`) })))
    const entries = state.range('numbers', undefined, undefined, 50)
    for (let i = 1; i <= 50; i++) state.get('numbers', i)
    state.range('numbers', 10, 20, 5)
    entries.forEach((entry, i) => assert.equal(text(entry.value), `value ${i + 1}`))
    await state.sync()
    await state.close()
  })
}
