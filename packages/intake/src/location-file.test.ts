import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openLocationFile } from './location-file.ts'
import { bitsOfV4, bitsOfV6, writeMmdb } from './testing/mmdb.ts'

function locate(entries: Parameters<typeof writeMmdb>[0]) {
  const opened = openLocationFile(writeMmdb(entries))
  assert.ok(opened.ok)
  return opened.value
}

test('a place is read in the forms that publishers use', () => {
  const where = locate([
    [bitsOfV4('203.0.113.0', 24), { country: { iso_code: 'AT', names: { en: 'Austria' } }, subdivisions: [{ iso_code: '9', names: { en: 'Vienna' } }, { iso_code: 'x' }] }],
    [bitsOfV4('198.51.100.0', 24), { country_code: 'de', state1: 'Bavaria' }],
    [bitsOfV4('198.51.101.0', 24), { country: 'FR' }],
    [bitsOfV4('192.0.2.0', 25), { registered_country: { iso_code: 'JP' }, subdivisions: [{ names: { en: 'Tokyo' } }] }],
    [bitsOfV6('2001:db8:1'), { country: { iso_code: 'SE' } }],
    [bitsOfV6('2001:db8:2'), { continent: { code: 'EU' } }],
  ])
  assert.deepEqual(where('203.0.113.9'), { country: 'AT', region: '9' })
  assert.deepEqual(where('198.51.100.200'), { country: 'DE', region: 'Bavaria' })
  assert.deepEqual(where('198.51.101.1'), { country: 'FR' })
  assert.deepEqual(where('192.0.2.1'), { country: 'JP', region: 'Tokyo' })
  assert.deepEqual(where('2001:db8:1:0:0:0:0:7'), { country: 'SE' })
  for (const address of ['192.0.2.200', '8.8.8.8', '2001:db8:2:0:0:0:0:1', '2001:db9:0:0:0:0:0:1']) assert.equal(where(address), undefined, address)
})

test('what is no such file is said to be none, and a damaged one costs nobody an event', () => {
  for (const bytes of [Buffer.alloc(0), Buffer.from('a text'), Buffer.alloc(5_000, 0xff)]) {
    const opened = openLocationFile(bytes)
    assert.ok(!opened.ok && opened.failure.code === 'intake.location-file', String(bytes.length))
  }
  const whole = writeMmdb([[bitsOfV4('203.0.113.0', 24), { country: { iso_code: 'AT' } }]])
  for (let at = 0; at < whole.length; at++) {
    const damaged = Buffer.from(whole)
    damaged[at] = damaged[at]! ^ 0xff
    const opened = openLocationFile(damaged)
    const place = opened.ok ? opened.value('203.0.113.9') : undefined
    assert.ok(place === undefined || /^[A-Z]{2}$/.test(place.country), `byte ${at}`)
  }
})
