// What fields show of a condition is read back as the same part.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { printLine } from '@touchstone/language'
import type { FilterSyntax, StepSyntax, SyntaxNode } from '@touchstone/language'
import { anySyntax, withoutSpans } from '@touchstone/language/testing'
import { filterText, pathText, readFilter, readNode, readPath } from './parts.ts'
import { childrenOf } from './tree.ts'

const leavesOf = (node: SyntaxNode): SyntaxNode[] => (childrenOf(node).length === 0 ? [node] : childrenOf(node).flatMap(leavesOf))

interface Found {
  readonly filters: FilterSyntax[]
  readonly paths: (readonly StepSyntax[])[]
}

/** Every filter and path of events, wherever it lies in a leaf. */
function partsIn(value: unknown, found: Found = { filters: [], paths: [] }): Found {
  if (typeof value !== 'object' || value === null) return found
  if ('event' in value && 'filter' in value && value.filter !== undefined) found.filters.push(value.filter as FilterSyntax)
  if ('pattern' in value && 'path' in value) found.paths.push(value.path as readonly StepSyntax[])
  for (const part of Object.values(value)) partsIn(part, found)
  return found
}

describe('parts of a leaf as text', () => {
  it('filters, properties and whole leaves are read back as they were', () => {
    let [filters, paths] = [0, 0]
    fc.assert(
      fc.property(anySyntax(fc), (root) => {
        for (const leaf of leavesOf(root)) {
          const again = readNode(printLine(leaf))
          assert.ok(again.ok)
          assert.deepEqual(withoutSpans(again.value), withoutSpans(leaf))
          const found = partsIn(leaf)
          for (const filter of found.filters) {
            const read = readFilter(filterText(filter))
            assert.ok(read.ok && read.value !== undefined, filterText(filter))
            assert.deepEqual(withoutSpans(read.value), withoutSpans(filter))
            filters++
          }
          for (const path of found.paths) {
            const read = readPath(pathText(path))
            assert.ok(read.ok, pathText(path))
            assert.deepEqual(withoutSpans(read.value), withoutSpans(path))
            paths++
          }
        }
      }),
      { numRuns: 500 },
    )
    assert.ok(filters > 50 && paths > 50, `${filters} filters, ${paths} paths`)
  })

  it('refuses what is more than the part', () => {
    for (const text of ['total > 5) in last 7 days and did "y" where (a = 1', ') or did "x" where (x = 1', 'and', '(']) assert.equal(readFilter(text).ok, false, text)
    for (const text of ['a) > 3 and sum("x".b', 'a where b = 1', '1', 'a in last 7 days']) assert.equal(readPath(text).ok, false, text)
    assert.deepEqual(readFilter('  '), { ok: true, value: undefined })
    assert.deepEqual(readPath(''), { ok: true, value: [] })
  })
})
