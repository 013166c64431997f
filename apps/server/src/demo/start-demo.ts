// The demo world in a running platform: its sources, its ready-made segments, its past, its shop, and its life afterwards.
import { randomUUID } from 'node:crypto'
import { fail, ok, type Millis, type Result } from '@touchstone/base'
import { createClient, type TouchstoneClient } from '@touchstone/client'
import { HOLDS_FOR, READY_SEGMENTS, READY_TRAITS, type Channel } from '@touchstone/demo'
import type { Credentials, Issued, SourceKind } from '@touchstone/governance'
import type { Intake } from '@touchstone/intake'
import type { Log, Readiness } from '../http/ports.ts'
import type { DemoFile } from './demo-record.ts'
import { keepLiving } from './keep-living.ts'
import { tellPast } from './tell-past.ts'

export interface DemoParts {
  readonly file: DemoFile
  readonly intake: Pick<Intake, 'accept'>
  readonly credentials: Credentials
  readonly now: () => Millis
  readonly log: Log
  /** Where the platform listens by now. */
  readonly address: () => string
  /** Whether everything that was accepted is processed and in history. */
  readonly isSettled: () => boolean
}

/** What the platform tells about its demo world, on `/status.json`. */
export interface DemoView {
  /** Path of the demo shop. */
  readonly shop: string
  readonly startedAt: Millis
  /** Until when the planted truths hold as documented; afterwards ask as of `startedAt`. */
  readonly truthsHoldUntil: Millis
}

interface NewSource {
  readonly name: string
  readonly kind: SourceKind
}

/** The real ledger's, and one for each channel. */
const SOURCES: Readonly<Record<'ledger' | Channel, NewSource>> = {
  ledger: { name: 'Online Retail ledger (real)', kind: 'server' },
  web: { name: 'Demo: web shop', kind: 'web' },
  app: { name: 'Demo: app', kind: 'mobile' },
  email: { name: 'Demo: e-mail', kind: 'server' },
  support: { name: 'Demo: support desk', kind: 'server' },
  survey: { name: 'Demo: surveys', kind: 'server' },
  delivery: { name: 'Demo: parcels', kind: 'server' },
}
const SHOP: NewSource = { name: 'Demo: shop page', kind: 'web' }
const SETTLED_WITHIN: Millis = 60_000
const LOOK_EVERY: Millis = 50

export class Demo {
  readonly #parts: DemoParts
  #share = 0
  #isReady = false
  #endLife: (() => Promise<void>) | undefined

  constructor(parts: DemoParts) {
    this.#parts = parts
  }

  /** The write key of the shop's page; undefined until it is issued. */
  get shopKey(): string | undefined {
    return this.#parts.file.record.shopKey
  }

  /** Keeps what this start issued, and gives with it what earlier starts did, as far as it still works. */
  async keepIssued(issued: readonly Issued[]): Promise<Issued[]> {
    const { file, credentials } = this.#parts
    const news = Object.fromEntries(issued.map(({ credential, secret }) => [credential.id, secret]))
    const secrets = { ...file.record.secrets, ...news }
    if (issued.length > 0) file.change({ secrets })
    const living = (await credentials.list()).filter(({ id, revokedAt }) => revokedAt === undefined && secrets[id] !== undefined)
    return living.map((credential) => ({ credential, secret: secrets[credential.id] }))
  }

  readiness(): Readiness {
    return this.#isReady ? { name: 'demo', ready: true } : { name: 'demo', ready: false, reason: `the demo world is being filled: ${Math.floor(this.#share * 100)} %` }
  }

  view(): DemoView | undefined {
    const { startedAt } = this.#parts.file.record
    return startedAt === undefined ? undefined : { shop: '/demo-shop', startedAt, truthsHoldUntil: startedAt + HOLDS_FOR }
  }

  /** Fills what is not filled yet, waits until it has arrived everywhere, and lets the world go on. */
  async start(): Promise<Result<void>> {
    const { file, intake, now, log } = this.#parts
    const began = now()
    const prepared = await this.#prepare()
    if (!prepared.ok) return prepared
    // Computed traits and segments come first: they follow the past as it is told, and need not read it again.
    const traits = await this.#makeTraits()
    if (!traits.ok) return traits
    const segments = await this.#makeSegments(READY_SEGMENTS.filter(({ ranks }) => ranks !== true).length)
    if (!segments.ok) return segments
    const told = await tellPast({ file, intake, now, onProgress: (share) => (this.#share = share) })
    if (!told.ok) return told
    const settled = await this.#settle()
    if (!settled.ok) return settled
    const ranked = await this.#makeSegments(READY_SEGMENTS.length)
    if (!ranked.ok) return ranked
    this.#endLife = keepLiving({ file, intake, now, onTrouble: (code, message) => log({ level: 'warn', event: 'demo.trouble', code, message }) })
    this.#isReady = true
    log({ level: 'info', event: 'demo.ready', calls: file.record.told, millis: Math.round(now() - began) })
    return ok(undefined)
  }

  async stop(): Promise<void> {
    this.#isReady = false
    await this.#endLife?.()
  }

  /** Sources, the shop's key and the instant at which the past ends; all of them once. */
  async #prepare(): Promise<Result<void>> {
    const { file, credentials, now } = this.#parts
    const { isTold, shopKey: known } = file.record
    if (isTold && known !== undefined && credentials.check('write_key', known) !== undefined) return ok(undefined)
    return this.#asAnybody(async (client) => {
      for (const [channel, source] of Object.entries(SOURCES)) {
        if (file.record.sources?.[channel] !== undefined) continue
        // The world sends from within: nobody learns this key.
        const issued = await client.governance.issueWriteKey(source)
        if (!issued.ok) return issued
        file.change({ sources: { ...file.record.sources, [channel]: issued.value.source.id } })
      }
      const { shopKey } = file.record
      if (shopKey === undefined || credentials.check('write_key', shopKey) === undefined) {
        const issued = await client.governance.issueWriteKey(SHOP)
        if (!issued.ok) return issued
        file.change({ shopKey: issued.value.secret })
      }
      if (file.record.startedAt === undefined) file.change({ startedAt: now() })
      return ok(undefined)
    })
  }

  /** Before the segments, some of which name them. */
  async #makeTraits(): Promise<Result<void>> {
    const { file } = this.#parts
    const made = file.record.traits ?? 0
    if (made >= READY_TRAITS.length) return ok(undefined)
    return this.#asAnybody(async (client) => {
      for (const [index, { name, description, expression }] of READY_TRAITS.entries()) {
        if (index < made) continue
        const defined = await client.segments.createTrait({ name, description, expression })
        // A start that was interrupted made it and could not say so.
        if (!defined.ok && defined.failure.code !== 'segments.name-conflict') return defined
        file.change({ traits: index + 1 })
      }
      return ok(undefined)
    })
  }

  /** The first `count` of them. */
  async #makeSegments(count: number): Promise<Result<void>> {
    const { file } = this.#parts
    if (file.record.segments >= count) return ok(undefined)
    return this.#asAnybody(async (client) => {
      for (let index = file.record.segments; index < count; index++) {
        const { name, description, where } = READY_SEGMENTS[index]
        const made = await client.segments.createSegment({ name, description, where })
        // A start that was interrupted made it and could not say so.
        if (!made.ok && made.failure.code !== 'segments.name-conflict') return made
        file.change({ segments: index + 1 })
      }
      return ok(undefined)
    })
  }

  /** Through the API, as anybody would, with a token that lives as long as `work` takes. */
  async #asAnybody(work: (client: TouchstoneClient) => Promise<Result<void>>): Promise<Result<void>> {
    const { credentials, address } = this.#parts
    const token = await credentials.issue('admin_token', `demo set-up ${randomUUID().slice(0, 8)}`)
    try {
      return await work(createClient({ address: address(), token: token.secret }))
    } finally {
      await credentials.revoke(token.credential.id)
    }
  }

  async #settle(): Promise<Result<void>> {
    const { isSettled, now } = this.#parts
    const until = now() + SETTLED_WITHIN
    while (!isSettled()) {
      if (now() > until) return fail('demo.unsettled', `the demo world was told, but has not arrived in all stores within ${SETTLED_WITHIN / 1000} s; start again to go on`)
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY))
    }
    return ok(undefined)
  }
}
