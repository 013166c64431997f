// Parts for tests of this room and of those who plug it: a log that remembers, keys that are plain to see.
import { createCipheriv, createDecipheriv, createHmac, createSecretKey, randomBytes } from 'node:crypto'
import { fail, ManualClock, ok, type Result } from '@touchstone/base'
import type { Appended, RecordBatch } from '@touchstone/stream'
import { FactView, RecordKind, type Fact } from '@touchstone/vocabulary'
import { createIntake, type Intake } from './intake.ts'
import type { IntakePorts, OpenSealed, Sealer } from './ports.ts'
import { decodeQuarantine, quarantineContext, type QuarantinePayload } from './quarantine-record.ts'

export interface RememberedRecord {
  readonly position: number
  readonly kind: number
  readonly payload: Buffer
}

/** A log in memory. `refuseWith` makes appends fail, `hold` makes them wait. */
export class RememberingLog {
  readonly records: RememberedRecord[] = []
  refuseWith: string | undefined
  hold: Promise<void> | undefined

  async append(batch: RecordBatch): Promise<Result<Appended>> {
    const bytes = Buffer.from(batch.bytes)
    await this.hold
    if (this.refuseWith !== undefined) return fail(this.refuseWith, 'the log refuses, as the test wants it')
    const first = this.records.length + 1
    for (let at = 0; at < bytes.length; ) {
      const length = bytes.readUInt32LE(at)
      this.records.push({ position: this.records.length + 1, kind: bytes[at + 4]!, payload: bytes.subarray(at + 5, at + 5 + length) })
      at += 5 + length
    }
    return ok({ first, time: 0 })
  }

  facts(): Fact[] {
    return this.records
      .filter((record) => record.kind === RecordKind.FACT)
      .map(({ payload }) => new FactView().reset(payload, 0, payload.length).toFact())
  }

  quarantined(): QuarantinePayload[] {
    return this.records.filter((record) => record.kind === RecordKind.QUARANTINED).map(({ payload }) => decodeQuarantine(payload, 0, payload.length))
  }
}

/** AES-256-GCM under a key of its own: 12 bytes nonce, 16 bytes tag, ciphertext. */
export function testSealer(): Sealer & { open: OpenSealed } {
  // A key object: from plain bytes OpenSSL builds one on every call, which takes eight times as long as the rest.
  const key = createSecretKey(randomBytes(32))
  return {
    seal(plaintext, context) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      cipher.setAAD(context)
      const sealed = Buffer.concat([cipher.update(plaintext), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
    },
    open(sealed, context) {
      const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, 12))
      decipher.setAAD(context)
      decipher.setAuthTag(sealed.subarray(12, 28))
      try {
        return ok(Buffer.concat([decipher.update(sealed.subarray(28)), decipher.final()]))
      } catch {
        return fail('test.not-opened', 'expected bytes sealed under this key and context')
      }
    },
  }
}

const hashKey = createSecretKey(Buffer.from('test'))

export function testHash(type: string, value: string): string {
  return `h:${createHmac('sha256', hashKey).update(`${type}:${value}`).digest('base64url').slice(0, 22)}`
}

export interface TestIntake {
  readonly intake: Intake
  readonly log: RememberingLog
  readonly clock: ManualClock
  readonly sealer: Sealer & { open: OpenSealed }
  readonly reported: unknown[]
  /** The personal values of a fact, by path. */
  personal(fact: Fact): Promise<Record<string, unknown>>
  /** The text that a quarantine entry keeps. */
  rawOf(entry: QuarantinePayload): Promise<string>
}

/** An intake over a log that remembers, at 2024-05-05T12:00:00Z. */
export function testIntake(over: Partial<IntakePorts> = {}): TestIntake {
  const log = new RememberingLog()
  const clock = new ManualClock(Date.parse('2024-05-05T12:00:00Z'))
  const sealer = testSealer()
  const reported: unknown[] = []
  let ids = 0
  const intake = createIntake({
    append: (batch) => log.append(batch),
    clock,
    sealer,
    hashIdentifier: testHash,
    randomId: () => `made-${++ids}`,
    report: (error) => reported.push(error),
    ...over,
  })
  const openText = async (sealed: Uint8Array, context: Uint8Array): Promise<string> => {
    const opened = await sealer.open(sealed, context)
    if (!opened.ok) throw new Error(opened.failure.message)
    return Buffer.from(opened.value).toString()
  }
  return {
    intake, log, clock, sealer, reported,
    personal: async (fact) => (fact.sealed.length === 0 ? {} : JSON.parse(await openText(fact.sealed, Buffer.from(fact.messageId)))),
    rawOf: (entry) => openText(Buffer.from(entry.sealed, 'base64'), quarantineContext(entry.source, entry.receivedAt)),
  }
}
