import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pointAt } from './point-at.ts'

const at = (where: unknown, start: number, end: number): string => pointAt({ where }, { span: { start, end } })

test('the place of a refused condition is marked below its line', () => {
  assert.equal(at('did "X" in last 3 dais', 18, 22), '  did "X" in last 3 dais\n                    ^^^^\n')
  assert.equal(at('a = 1\nand b is 2\nor c = 3', 12, 14), '  and b is 2\n        ^^\n')
  assert.equal(at('a = 1 and', 9, 9), '  a = 1 and\n           ^\n', 'the end')
  assert.equal(at('', 0, 0), '  \n  ^\n')
  assert.equal(at('a = 1\nand (b = 2\nor c', 10, 22), '  and (b = 2\n      ^^^^^^\n', 'to the end of its line')
  const long = `${'a = 1 and '.repeat(50)}b is 2 and ${'a = 1 and '.repeat(50)}`
  const [line, marks] = at(long, 502, 504).split('\n') as [string, string]
  assert.ok(line.length <= 104 && line.startsWith('  …') && line.endsWith('…'), line)
  assert.equal(line.slice(marks.indexOf('^'), marks.length), 'is')
  assert.equal(at('a = "\u001b[31m" is', 11, 13).includes('\u001b'), false)
})

test('nothing is marked where there is no place', () => {
  for (const [input, details] of [[{}, { span: { start: 1, end: 2 } }], [{ where: 5 }, { span: { start: 1, end: 2 } }], [{ where: 'a' }, undefined], [{ where: 'a' }, { span: 'x' }], [{ where: 'a' }, { span: { start: 9, end: 10 } }]] as const) {
    assert.equal(pointAt(input, details), '')
  }
})
