import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mosaicOf } from './mosaic.ts'

test('a face is the same for ever, mirrored, and hardly ever that of another', () => {
  const known = mosaicOf('sg_4k2v9qw8m1x3')
  assert.deepEqual([known.hue, known.cells.length, known.cells[0]], [70, 14, { path: 'M8 0L8 8A8 8 0 0 1 0 0Z', tone: known.cells[0].tone }])
  assert.deepEqual(mosaicOf('sg_4k2v9qw8m1x3'), known)
  const faces = new Set(Array.from({ length: 20_000 }, (_, number) => JSON.stringify(mosaicOf(`sg_${number.toString(36).padStart(12, 'x')}`))))
  assert.ok(faces.size > 19_900, `${faces.size} of 20,000 differ`)
  for (const { cells } of [known, mosaicOf(''), mosaicOf('ä\u{1f600}')]) {
    assert.equal(cells.length % 2, 0)
    for (let index = 0; index < cells.length; index += 2) assert.equal(cells[index].tone, cells[index + 1].tone)
  }
})
