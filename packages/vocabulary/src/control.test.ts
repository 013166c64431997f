import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeControl, encodeControl, type Control } from './control.ts'
import { OutcomeWriter, decodeOutcomes } from './outcome-codec.ts'
import { CHANGE_CAUSES } from './outcomes.ts'
import { SEED_LAYOUT, SeedWriter, readSeeds, seedSegment } from './seed-codec.ts'

test('control records come back as they went in, wherever they lie in a buffer', () => {
  const controls: Control[] = [
    { control: 'segment.define', id: 'sg_1', version: 2, where: 'plan = "Köln \u{1f600}"', shadow: true },
    { control: 'segment.define', id: 'sg_1', version: 3, where: 'did "A"' },
    { control: 'segment.archive', segment: 2 ** 47 },
    { control: 'segment.cut-over', segment: 12 },
    { control: 'segment.threshold', segment: 12, key: 'top 5% by sum("A".v)', value: null, people: 0, error: 0, at: 1_700_000_000_000 },
    { control: 'segment.threshold', segment: 12, key: 'top 5% by sum("A".v)', value: -0.1 + 0.3, people: 1_000_000, error: 0.0005, at: 1_700_000_000_001 },
  ]
  for (const control of controls) {
    const bytes = Buffer.concat([Buffer.from('{{{'), encodeControl(control), Buffer.from('}}}')])
    assert.deepEqual(decodeControl(bytes, 3, bytes.length - 3), control)
  }
})

test('the word that history is in says which layout its seeds had', () => {
  const bytes = Buffer.from(encodeControl({ control: 'segment.seeded', segment: 7 }))
  assert.deepEqual(decodeControl(bytes, 0, bytes.length), { control: 'segment.seeded', segment: 7, layout: SEED_LAYOUT })
})

test('seeds come back as they went in; those of another layout name no segment', () => {
  for (const segment of [1, 2 ** 31 + 5, 2 ** 48 - 1]) {
    const writer = new SeedWriter(segment)
    const seeds = [
      { person: 3, node: 0, cell: Uint8Array.of(1, 2, 3) },
      { person: 3, node: 65_535, cell: new Uint8Array(0) },
      { person: 2 ** 52, node: 1, cell: Uint8Array.of(9) },
    ]
    for (const seed of seeds) writer.add(seed)
    const { bytes } = writer
    const payload = writer.take()
    assert.equal(payload.length, bytes)
    const record = Buffer.concat([Buffer.alloc(5, 7), payload])
    assert.equal(seedSegment(record, 5), segment)
    assert.deepEqual([...readSeeds(record, 5, record.length)], seeds)
    record[5] = SEED_LAYOUT + 1
    assert.equal(seedSegment(record, 5), undefined)
  }
})

test('every cause of a membership change comes through an outbox entry', () => {
  const writer = new OutcomeWriter()
  CHANGE_CAUSES.forEach((cause, i) => writer.change(i + 1, 5, 6, 7, 8, 9, i % 2 === 0, cause))
  const { changes } = decodeOutcomes(writer.take())
  assert.deepEqual(changes.map(({ cause }) => cause), CHANGE_CAUSES)
  assert.equal(CHANGE_CAUSES.indexOf('archive'), 4, 'entries that wait in an outbox keep their meaning')
})
