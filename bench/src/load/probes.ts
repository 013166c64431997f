// How long it takes from a fact to a membership. Beside the load, single requests go out every 20 ms, each about one of 300
// people whom nothing else is about; a segment holds whoever was probed in the last 3 seconds. A person's turn comes
// again after 6 seconds, so each probe makes its person enter, and each of these memberships ends by time alone.
import { spreadOf } from '../percentile.ts'
import { ServerApi } from '../server/server-api.ts'
import type { ProbeResult, Target } from './messages.ts'
import { Sender } from './sender.ts'
import { openTail, type Membership, type Tail } from './tail.ts'

export const PROBE_EVENT = 'Bench Probe'
export const PROBE_WINDOW_SECONDS = 3
const PEOPLE = 300
const EVERY = 20
const CONNECTIONS = 4
const LOST_AFTER = 10_000

export class Probes {
  readonly #sender: Sender
  readonly #persons: readonly number[]
  #tail!: Tail
  #timer: NodeJS.Timeout | undefined
  #next = 0
  /** Of those probed and not yet seen: when the probe was due, by person. */
  readonly #waiting = new Map<number, number>()
  #isCounting = false
  #sent = 0
  #lost = 0
  acknowledged = PEOPLE
  readonly #entered: number[] = []
  readonly #left: number[] = []
  readonly #answered: number[] = []

  private constructor(sender: Sender, persons: readonly number[]) {
    this.#sender = sender
    this.#persons = persons
  }

  /** Makes the people known, watches the segment, and begins to probe. */
  static async begin(target: Target, segment: string): Promise<Probes> {
    const api = new ServerApi(target.address, target.token!)
    const sender = new Sender(target.address, '/v1/track', target.writeKey, CONNECTIONS)
    for (let i = 0; i < PEOPLE; i++) await sender.send(Buffer.from(JSON.stringify({ userId: userOf(i), event: 'Bench Probe Made' })))
    while ((await api.progress()).engineBehind > 0) await new Promise((resolve) => setTimeout(resolve, 50))
    const persons: number[] = []
    for (let i = 0; i < PEOPLE; i++) persons.push(await api.personOf(userOf(i)))
    const probes = new Probes(sender, persons)
    probes.#tail = await openTail(target.address, target.token!, segment, (membership, at) => probes.#see(membership, at))
    probes.#run()
    return probes
  }

  /** Counts the probes from here on. */
  count(): void {
    this.#isCounting = true
  }

  #run(): void {
    let due = performance.now() + EVERY
    this.#timer = setInterval(() => {
      for (const now = performance.now(); due <= now; due += EVERY) this.#send(due)
    }, 1)
  }

  #send(due: number): void {
    const i = this.#next++ % PEOPLE
    const person = this.#persons[i]!
    if (this.#isCounting) {
      if (this.#waiting.has(person)) this.#lost++
      this.#waiting.set(person, due)
      this.#sent++
    }
    const isCounted = this.#isCounting
    void this.#sender.send(Buffer.from(JSON.stringify({ userId: userOf(i), event: PROBE_EVENT, properties: { turn: this.#next } }))).then(({ status }) => {
      if (status !== 200) return
      this.acknowledged++
      if (isCounted) this.#answered.push(performance.now() - due)
    })
  }

  #see({ person, entered, at }: Membership, seen: number): void {
    if (!this.#isCounting) return
    const due = this.#waiting.get(person)
    if (entered && due !== undefined) {
      this.#waiting.delete(person)
      this.#entered.push(seen - due)
    }
    if (!entered) this.#left.push(Date.now() - at)
  }

  /** Stops probing, waits for what is still on its way, and closes the tail. */
  async end(): Promise<ProbeResult> {
    clearInterval(this.#timer)
    const deadline = performance.now() + LOST_AFTER
    while (this.#waiting.size > 0 && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50))
    this.#tail.close()
    this.#sender.close()
    return {
      sent: this.#sent,
      lost: this.#lost + this.#waiting.size,
      entered: spreadOf(this.#entered),
      left: spreadOf(this.#left),
      answered: spreadOf(this.#answered),
    }
  }
}

function userOf(i: number): string {
  return `probe-${i}`
}
