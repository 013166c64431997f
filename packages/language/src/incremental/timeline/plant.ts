// A tree for many entries at once, from the leaves up: each block is written once.
import { assert } from '@touchstone/base'
import type { Cells } from '../cells.ts'
import type { Batch } from './batch.ts'
import { writeEntry } from './entries.ts'
import { BLOCK_BYTES, BLOCK_HEAD, DEPTH, FIRST_BLOCK_BYTES, type Layout, ROOT_COUNT, ROOT_SUMMARIES } from './layout.ts'
import { LooseSummary, chunksOf } from './summaries.ts'
import { forgetState } from './tree.ts'

/** Puts the first `count` entries of the batch into a tree of the cell at `at`, which has none. Answers where the cell lies then. */
export function plantTree(layout: Layout, cells: Cells, at: number, batch: Batch, count: number): number {
  assert(count > 0 && cells.bytes[at + DEPTH] === 0 && cells.view.getUint16(at + ROOT_COUNT, true) === 0, 'a tree is planted where none is')
  let depth = 1
  let blocks: LooseSummary[] = []
  const most = layout.leafCapacity(BLOCK_BYTES)
  for (let from = 0; from < count; from += most) blocks.push(leafOf(layout, cells, batch, from, Math.min(most, count - from)))
  for (; blocks.length > ROOT_SUMMARIES; depth++) {
    const lists: LooseSummary[] = []
    for (let from = 0; from < blocks.length; from += layout.listCapacity) lists.push(listOf(layout, cells, blocks.slice(from, from + layout.listCapacity)))
    blocks = lists
  }
  const start = cells.allocate(layout.id, layout.root + layout.summary * blocks.length)
  blocks.forEach((block, index) => cells.bytes.set(block.bytes.subarray(0, layout.summary), start + layout.root + layout.summary * index))
  cells.bytes[start + DEPTH] = depth
  cells.view.setUint16(start + ROOT_COUNT, blocks.length, true)
  return start
}

function leafOf(layout: Layout, cells: Cells, { keys, values, marks }: Batch, from: number, count: number): LooseSummary {
  const chunks = chunksOf(cells)
  let bytes = FIRST_BLOCK_BYTES
  while (layout.leafCapacity(bytes) < count) bytes *= 2
  assert(bytes <= BLOCK_BYTES, 'a leaf holds what a block can hold')
  const chunk = chunks.create(bytes)
  const block = chunks.open(chunk)
  chunks.touch(chunk)
  const { view } = chunks
  view.setUint32(block, count, true)
  forgetState(layout, view, block)
  for (let index = 0; index < count; index++) {
    writeEntry(layout, view, block + layout.leafEntries + layout.entry * index, keys[from + index], values[from + index], marks[from + index])
  }
  const summary = new LooseSummary()
  summary.ofLeaf(layout, chunks, chunk)
  return summary
}

function listOf(layout: Layout, cells: Cells, blocks: readonly LooseSummary[]): LooseSummary {
  const chunks = chunksOf(cells)
  const chunk = chunks.create(BLOCK_BYTES)
  const block = chunks.open(chunk)
  chunks.touch(chunk)
  const { bytes } = chunks
  chunks.view.setUint32(block, blocks.length, true)
  blocks.forEach((one, index) => bytes.set(one.bytes.subarray(0, layout.summary), block + BLOCK_HEAD + layout.summary * index))
  const summary = new LooseSummary()
  summary.ofList(layout, chunks, chunk)
  return summary
}
