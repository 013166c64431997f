// People who do things without end, and senders that deliver each message until it is acknowledged, whatever happens to
// the server meanwhile. What was sent is remembered here, by code that shares nothing with the server: at the end it says
// what every profile, segment, vault and quarantine must hold.
import { setTimeout as sleep } from 'node:timers/promises'
import { seeded, type Seeded } from './seeded.ts'
import { WRITE_KEY, type ServerProcess } from './server-process.ts'

export interface LoadOptions {
  readonly people: number
  readonly seed: number
  readonly senders: number
}

/** What one person did, each message once however often it was sent. */
export interface Deeds {
  readonly userId: string
  /** Some people were somebody else's cookie before they said who they are. */
  readonly anonymousId: string | undefined
  readonly email: string
  readonly plan: string
  /** messageId → value, of "Load". */
  readonly loads: Map<string, number>
  /** messageIds of "Touch". */
  readonly touches: Set<string>
  readonly identifies: Set<string>
}

export type Event = Readonly<Record<string, unknown>> & { readonly messageId: string }

const PAUSE = 15
const BATCH = 10

export class Load {
  readonly people: readonly Deeds[]
  /** Messages that cannot be facts: messageId → how often it was sent. */
  readonly refused = new Map<string, number>()
  /** When each batch was acknowledged, and how many attempts failed. */
  readonly acknowledged: number[] = []
  failures = 0
  readonly #server: ServerProcess
  readonly #random: Seeded
  readonly #delivered: Event[] = []
  readonly #senders: Promise<void>[]
  #made = 0
  #stopping = false
  #abandoned = false

  constructor(server: ServerProcess, { people, seed, senders }: LoadOptions) {
    this.#server = server
    this.#random = seeded(seed)
    this.people = Array.from({ length: people }, (_, i) => ({
      userId: `person-${i}`,
      anonymousId: i % 2 === 1 ? `cookie-${i}` : undefined,
      email: `person-${i}@example.com`,
      plan: ['free', 'gold', 'silver'][i % 3],
      loads: new Map(),
      touches: new Set(),
      identifies: new Set(),
    }))
    this.#senders = Array.from({ length: senders }, () => this.#sendOn())
  }

  /** Stops, delivers what is under way, and then lets everyone say who they are. */
  async finish(): Promise<void> {
    this.#stopping = true
    await Promise.all(this.#senders)
    await this.#deliver(this.people.map((deeds) => this.#identify(deeds)))
  }

  /** For the end of a run that failed: what is not acknowledged stays so. */
  abandon(): void {
    this.#stopping = this.#abandoned = true
  }

  async #sendOn(): Promise<void> {
    while (!this.#stopping) {
      await this.#deliver(Array.from({ length: 1 + this.#random.below(BATCH) }, () => this.#event()))
      await sleep(PAUSE)
    }
  }

  async #deliver(batch: readonly Event[]): Promise<void> {
    while (!this.#abandoned) {
      for (const { messageId } of batch) if (this.refused.has(messageId)) this.refused.set(messageId, this.refused.get(messageId)! + 1)
      const status = await this.#post(batch)
      if (status === 200) break
      if (status !== undefined && status !== 503) throw new Error(`a good batch was answered with ${status}`)
      this.failures++
      await sleep(3 * PAUSE)
    }
    this.acknowledged.push(performance.now())
    this.#delivered.push(...batch)
  }

  async #post(batch: readonly Event[]): Promise<number | undefined> {
    try {
      const answer = await fetch(`${this.#server.address}/v1/batch`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`${WRITE_KEY}:`)}` },
        body: JSON.stringify({ batch, sentAt: new Date(Date.now()) }),
        signal: AbortSignal.timeout(10_000),
      })
      await answer.arrayBuffer()
      return answer.status
    } catch {
      return undefined
    }
  }

  #event(): Event {
    const lot = this.#random.next()
    // Some do far more than others, so that every threshold lies between somebody and somebody else.
    const deeds = this.people[Math.floor(this.people.length * this.#random.next() ** 2)]
    if (lot < 0.05 && this.#delivered.length > 0) return this.#random.pick(this.#delivered)
    if (lot < 0.08) return this.#identify(deeds)
    if (lot < 0.1) return this.#unusable(deeds)
    if (lot < 0.25 && deeds.anonymousId === undefined) return this.#touch(deeds)
    return this.#load(deeds)
  }

  #base(): { messageId: string; timestamp: Date } {
    return { messageId: `m-${++this.#made}`, timestamp: new Date(Date.now()) }
  }

  #load(deeds: Deeds): Event {
    const base = this.#base()
    const value = this.#random.below(10_000) / 100
    deeds.loads.set(base.messageId, value)
    const who = deeds.anonymousId !== undefined && this.#random.below(3) === 0 ? { anonymousId: deeds.anonymousId } : { userId: deeds.userId }
    return { type: 'track', event: 'Load', ...base, ...who, properties: { value } }
  }

  #touch({ touches, userId }: Deeds): Event {
    const base = this.#base()
    touches.add(base.messageId)
    return { type: 'track', event: 'Touch', ...base, userId }
  }

  #identify({ identifies, userId, anonymousId, email, plan }: Deeds): Event {
    const base = this.#base()
    identifies.add(base.messageId)
    return { type: 'identify', ...base, userId, anonymousId, traits: { email, plan } }
  }

  #unusable({ userId }: Deeds): Event {
    const base = this.#base()
    this.refused.set(base.messageId, 0)
    return this.#random.below(2) === 0 ? { type: 'track', event: 'Load', ...base } : { type: 'track', userId, ...base }
  }
}

/** Everything a person did, by messageId, sorted. */
export function messageIdsOf({ loads, touches, identifies }: Deeds): string[] {
  return [...loads.keys(), ...touches, ...identifies].sort()
}
