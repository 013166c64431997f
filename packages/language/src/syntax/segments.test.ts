import assert from 'node:assert/strict'
import { it } from 'node:test'
import { parse } from './parse.ts'
import { printSyntax } from './print.ts'
import { mapSegments, segmentNames } from './segments.ts'

const TEXT = `# who
segment("A") and not (segment("B") or plan = "segment(\\"C\\")") for 3 days
and entered segment("A") in last 1 day # since then
or left (segment("D") and did "E") in last 2 days`

it('renames segments wherever they stand, and nothing else', () => {
  const syntax = parse(TEXT)
  assert.ok(syntax.ok)
  const before = JSON.stringify(syntax.value)
  const renamed = mapSegments(syntax.value, (name) => `${name} "2"`)
  assert.equal(printSyntax(renamed), printSyntax(syntax.value).replace(/segment\("(.)"\)/g, 'segment("$1 \\"2\\"")'))
  assert.equal(JSON.stringify(syntax.value), before)
  assert.deepEqual(mapSegments(renamed, (name) => name.slice(0, 1)), syntax.value)
})

it('lists the names in the order of the text, with their places', () => {
  const syntax = parse(TEXT)
  assert.ok(syntax.ok)
  const names = segmentNames(syntax.value)
  assert.deepEqual(names.map(({ name }) => name), ['A', 'B', 'A', 'D'])
  for (const { name, span } of names) assert.equal(TEXT.slice(span.start, span.end), `"${name}"`)
})
