// One SDK, one way of being unlucky: what it sends through the fault proxy, and what is stored of it in the end.
import assert from 'node:assert/strict'
import { type Fault, type FaultProxy, type Plan, PASS, startFaultProxy } from './fault-proxy.ts'
import { CALLS, SDKS, type Message } from './sdks.ts'
import { WRITE_KEY, must, pages, type ServerProcess } from './server-process.ts'

export interface Scenario {
  readonly name: string
  readonly sdk: keyof typeof SDKS
  /** 1: each message in a request of its own. */
  readonly flushAt: number
  /** Each call type is sent so many times. */
  readonly rounds: number
  readonly plan: Plan
}

export interface Sent {
  readonly userId: string
  readonly messages: readonly Message[]
  /** The error that the SDK gave for each message, or `undefined`. */
  readonly errors: readonly unknown[]
  readonly reported: readonly unknown[]
  readonly done: FaultProxy['done']
  readonly from: number
  readonly to: number
}

/** The faults one after the other, then none. */
export function inOrder(...faults: readonly Fault[]): Plan {
  return ({ number }) => faults[number - 1] ?? PASS
}

/** Long enough for a slow machine to answer; a request that takes longer is only sent once more. */
const TIMEOUT = 1_200

/** Sends everything and waits until the SDK has delivered it or given up. */
export async function runScenario(server: ServerProcess, { name, sdk, flushAt, rounds, plan }: Scenario): Promise<Sent> {
  const userId = `${sdk} ${name} ${flushAt}`.replaceAll(' ', '-')
  const proxy = await startFaultProxy(server.address, plan)
  const client = SDKS[sdk]({ address: proxy.address, writeKey: WRITE_KEY, flushAt, timeoutMillis: TIMEOUT })
  const messages = Array.from({ length: rounds }).flatMap((_, round) => CALLS.map((call): Message => ({ call, userId, messageId: `${userId}-${call}-${round}`, mark: `${call} ${round}` })))
  const from = Date.now()
  const errors = await Promise.all(messages.map((message) => client.send(message)))
  await client.close()
  await proxy.close()
  return { userId, messages, errors, reported: client.reported, done: proxy.done, from, to: Date.now() }
}

/** Every message is stored exactly once, as it was meant, and the SDK has nothing to complain about. */
export async function assertStoredOnce(server: ServerProcess, sent: Sent): Promise<void> {
  // As texts: an SDK's error may hold its whole client, and what compares objects would write all of it out.
  assert.deepEqual(sent.errors.filter((error) => error != null).map(String), [], `${sent.userId}: the SDK gave up`)
  const { person, facts: counted } = must(await server.client.profiles.getProfile({ idType: 'user_id', value: sent.userId }))
  const facts = await pages((before: string | undefined) => server.client.profiles.getTimeline({ personId: person, limit: 500, before }), (page) => page.facts)
  assert.deepEqual(facts.map(({ messageId }) => messageId).sort(), sent.messages.map(({ messageId }) => messageId).sort(), `${sent.userId}: stored`)
  assert.equal(counted, sent.messages.length, `${sent.userId}: counted in the live profile`)
  for (const { call, messageId, mark } of sent.messages) {
    const fact = facts.find((one) => one.messageId === messageId)!
    // The traits of a group are the group's, so they are no traits of the person.
    const { mark: kept } = call === 'identify' ? fact.traits : call === 'group' ? (fact.properties['traits'] as Record<string, unknown>) : fact.properties
    assert.equal(fact.type, call)
    assert.equal(kept, call === 'alias' ? undefined : mark, `${messageId}: ${JSON.stringify(fact)}`)
    assert.ok(fact.happened >= sent.from - 1 && fact.happened <= sent.to, `${messageId} happened at ${fact.happened}, between ${sent.from} and ${sent.to}`)
  }
}

/** Nothing is stored, not even the person, and the SDK reported every message. */
export async function assertRefused(server: ServerProcess, sent: Sent, status: number): Promise<void> {
  for (const error of sent.errors) assert.match(String(error), new RegExp(String(status)), `${sent.userId}: what the SDK reports`)
  assert.ok(sent.reported.length > 0, `${sent.userId}: the SDK's error listener heard of it`)
  const profile = await server.client.profiles.getProfile({ idType: 'user_id', value: sent.userId })
  assert.ok(!profile.ok && profile.failure.code === 'profiles.not-found', `${sent.userId}: ${JSON.stringify(profile)}`)
}
