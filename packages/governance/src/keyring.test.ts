import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createDecipheriv, createHmac, hkdfSync } from 'node:crypto'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { HOUR, ManualClock } from '@touchstone/base'
import { keyringOf, openKeyring } from './keyring.ts'
import { OVERHEAD } from './seal.ts'
import { exampleKeyring } from './testing.ts'

const clock = () => new ManualClock(1_760_000_000_000)
const bytes = fc.uint8Array({ maxLength: 200 })

describe('identifier hash', () => {
  it('is a stable pseudonym: same for the same identifier, other for another type, value or installation', () => {
    const keyring = exampleKeyring(clock())
    const hash = keyring.hashIdentifier('email', 'a@example.com')
    assert.match(hash, /^h:[A-Za-z0-9_-]{22}$/)
    // Stored with facts for ever: this value must never change.
    assert.equal(hash, 'h:JNavJX6CEpEnYbLl6JKUQQ')
    assert.notEqual(keyring.hashIdentifier('user_id', 'a@example.com'), hash)
    assert.notEqual(keyring.hashIdentifier('email', 'b@example.com'), hash)
    assert.notEqual(keyringOf(Buffer.alloc(32, 7), clock()).hashIdentifier('email', 'a@example.com'), hash)
  })

  it('never throws, whatever the value', () => {
    const keyring = exampleKeyring(clock())
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom('email', 'phone', 'user_id', '__proto__'), (value, type) => {
        assert.match(keyring.hashIdentifier(type, value), /^h:[A-Za-z0-9_-]{22}$/)
      }),
    )
  })
})

describe('transit sealer', () => {
  it('opens what it sealed, in the same context only, unchanged only', () => {
    const { transit } = exampleKeyring(clock())
    fc.assert(
      fc.property(bytes, bytes, bytes, fc.nat(), (plaintext, context, other, at) => {
        const sealed = transit.seal(plaintext, context)
        assert.equal(sealed.length, plaintext.length + OVERHEAD)
        const opened = transit.open(sealed, context)
        assert.ok(opened.ok)
        assert.deepEqual(Buffer.from(opened.value), Buffer.from(plaintext))
        if (Buffer.compare(context, other) !== 0) assert.ok(!transit.open(sealed, other).ok)
        const changed = Buffer.from(sealed)
        changed[at % changed.length]! ^= 1 << (at % 8)
        const failed = transit.open(changed, context)
        assert.ok(!failed.ok && failed.failure.code === 'governance.cannot_open')
        assert.ok(!transit.open(sealed.subarray(0, at % sealed.length), context).ok)
      }),
    )
  })

  it('changes its key every hour and opens those of other hours', () => {
    const time = clock()
    const keyring = exampleKeyring(time)
    const context = new Uint8Array(0)
    const first = keyring.transit.seal(Buffer.from('one'), context)
    time.time += HOUR
    const second = keyring.transit.seal(Buffer.from('one'), context)
    assert.equal(Buffer.from(first).readUInt8(0), 1)
    assert.equal(Buffer.from(second).readUInt32LE(1), Buffer.from(first).readUInt32LE(1) + 1)
    const moved = Buffer.from(first)
    moved.writeUInt32LE(moved.readUInt32LE(1) + 1, 1)
    assert.ok(!keyring.transit.open(moved, context).ok, 'another hour has another key')
    for (const sealed of [first, second]) assert.ok(exampleKeyring(clock()).transit.open(sealed, context).ok)
    assert.ok(!keyringOf(Buffer.alloc(32, 7), clock()).transit.open(first, context).ok)
  })

  it('never uses a nonce twice', () => {
    const { transit } = exampleKeyring(clock())
    const seen = new Set<string>()
    for (let i = 0; i < 5_000; i++) seen.add(Buffer.from(transit.seal(new Uint8Array(0), new Uint8Array(0))).toString('latin1', 5, 17))
    assert.equal(seen.size, 5_000)
  })
})

describe('person sealer', () => {
  it('binds a value to its person and field', () => {
    const { person } = exampleKeyring(clock())
    fc.assert(
      fc.property(fc.string(), fc.string(), (field, value) => {
        const sealed = person.seal(7, field, value)
        assert.deepEqual(person.open(7, field, sealed), { ok: true, value })
        assert.ok(!person.open(8, field, sealed).ok)
        assert.ok(!person.open(7, `${field}x`, sealed).ok)
      }),
    )
  })

  it('knows a value again within its person and field only, and only with the key', () => {
    const mark = ([person, field, text]: readonly [number, string, string], master = 1) => Buffer.from(keyringOf(Buffer.alloc(32, master), clock()).person.fingerprint(person, field, text)).toString('hex')
    const all = [[7, 'email', 'a'], [8, 'email', 'a'], [7, 'mail', 'a'], [7, 'email', 'b'], [7, 'emaila', ''], [7, '', 'emaila'], [71, 'email', 'a']] as const
    assert.equal(new Set([...all.map((one) => mark(one)), mark(all[0], 2)]).size, all.length + 1)
    assert.equal(mark(all[0]), mark(all[0]))
    assert.equal(mark(all[0]).length, 32)
  })
})

describe('derived keys', () => {
  it('are those of HKDF-SHA256', () => {
    const master = Buffer.from('a master key of thirty-two bytes', 'latin1')
    const keyring = keyringOf(master, clock())
    const key = (purpose: string) => Buffer.from(hkdfSync('sha256', master, '', `touchstone/v1/${purpose}`, 32))
    const hash = createHmac('sha256', key('identifier-hash')).update('email\0a@example.com').digest().subarray(0, 16)
    assert.equal(keyring.hashIdentifier('email', 'a@example.com'), `h:${hash.toString('base64url')}`)
    const sealed = Buffer.from(keyring.person.seal(7, 'email', 'x'))
    const decipher = createDecipheriv('aes-256-gcm', key('person/7'), sealed.subarray(5, 17), { authTagLength: 16 })
    decipher.setAAD(Buffer.from('7\0email')).setAuthTag(sealed.subarray(-16))
    assert.equal(decipher.update(sealed.subarray(17, -16)).toString() + decipher.final().toString(), 'x')
  })
})

describe('key file', () => {
  it('is made once, for its owner only, and stays', () => {
    const directory = mkdtempSync(join(tmpdir(), 'touchstone-keys-'))
    try {
      const keys = join(directory, 'keys')
      const first = openKeyring(keys, clock())
      const second = openKeyring(keys, clock())
      assert.ok(first.ok && second.ok)
      assert.equal(first.value.hashIdentifier('email', 'x'), second.value.hashIdentifier('email', 'x'))
      assert.equal(statSync(keys).mode & 0o777, 0o700)
      assert.equal(statSync(join(keys, 'master.key')).mode & 0o777, 0o600)
      assert.deepEqual(readdirSync(keys), ['master.key'])
      assert.equal(readFileSync(join(keys, 'master.key')).length, 32)

      chmodSync(join(keys, 'master.key'), 0o644)
      const exposed = openKeyring(keys, clock())
      assert.ok(!exposed.ok && exposed.failure.code === 'governance.bad_key_file' && /chmod 600/.test(exposed.failure.message))
      chmodSync(join(keys, 'master.key'), 0o600)
      writeFileSync(join(keys, 'master.key'), 'short')
      const short = openKeyring(keys, clock())
      assert.ok(!short.ok && /expected 32 bytes in .*got 5/.test(short.failure.message))
    } finally {
      rmSync(directory, { recursive: true, force: true })
    }
  })

  it('is one when several processes make it at the same moment', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'touchstone-keys-'))
    try {
      const module = new URL('./key-file.ts', import.meta.url)
      const code = `const { masterKey } = await import(${JSON.stringify(module.href)}); process.stdout.write(masterKey(${JSON.stringify(directory)}).value.toString('hex'))`
      const made = await Promise.all(
        [1, 2, 3].map(async () => {
          const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
          return Buffer.concat(await child.stdout.toArray()).toString()
        }),
      )
      assert.equal(made[0]!.length, 64)
      assert.equal(new Set(made).size, 1)
      assert.deepEqual(readdirSync(directory), ['master.key'])
    } finally {
      rmSync(directory, { recursive: true, force: true })
    }
  })
})
