import assert from 'node:assert/strict'
import { isIP } from 'node:net'
import { test } from 'node:test'
import fc from 'fast-check'
import { readAddress } from './ip-address.ts'

test('addresses are written in one form and cut to their network', () => {
  for (const [given, text, network] of [
    ['203.0.113.9', '203.0.113.9', '203.0.113.0'], [' 8.8.8.8 ', '8.8.8.8', '8.8.8.0'], ['::ffff:203.0.113.9', '203.0.113.9', '203.0.113.0'], ['::FFFF:cb00:7109', '203.0.113.9', '203.0.113.0'],
    ['2001:DB8:1:2::7', '2001:db8:1:2:0:0:0:7', '2001:db8:1::'], ['2001:db8::1', '2001:db8:0:0:0:0:0:1', '2001:db8::'], ['fe80::1%eth0', 'fe80:0:0:0:0:0:0:1', 'fe80::'],
    ['::1', '0:0:0:0:0:0:0:1', '::'], ['64:ff9b::192.0.2.33', '64:ff9b:0:0:0:0:c000:221', '64:ff9b::'], ['0:5:0::', '0:5:0:0:0:0:0:0', '0:5::'],
  ] as const) assert.deepEqual(readAddress(given), { text, network }, given)
})

test('what is no address is none', () => {
  for (const text of ['', '1.2.3', '1.2.3.256', '01.2.3.4', '1.2.3.4.5', 'unknown', ':', ':::', '1::2::3', '1:2:3:4:5:6:7:8:9', '1:2:3:4:5:6:7', 'g::', '12345::', '1.2.3.4::', 'localhost', 'x'.repeat(100)]) assert.equal(readAddress(text), undefined, text)
})

test('it agrees with the platform on what an address is, and a network says nothing more than its address', () => {
  const part = fc.constantFrom('0', '1', 'db8', 'ffff', '', '1.2.3.4', ':', 'FFFFF', '300')
  fc.assert(fc.property(fc.oneof(fc.ipV4(), fc.ipV6(), fc.array(part, { maxLength: 9 }).map((parts) => parts.join(':'))), (text) => {
    const found = readAddress(text)
    assert.equal(found !== undefined, isIP(text) !== 0, text)
    if (found === undefined) return
    assert.ok(isIP(found.text) !== 0 && isIP(found.network) !== 0)
    assert.equal(readAddress(found.network)!.network, found.network)
  }), { numRuns: 2_000 })
})
