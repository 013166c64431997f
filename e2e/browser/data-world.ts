// A platform with something on every screen of Data: several sources, facts of every kind, personal values, a segment that
// moves, and events that had to be refused.
import { ServerProcess, must } from '../src/server-process.ts'

export const LONG_EVENT = 'Newsletter for people who came back after a very long time Subscribed (pilot of the winter campaign)'
export const ARABIC = 'إضافة إلى السلة 🛒'

export interface DataWorld {
  readonly server: ServerProcess
  /** The id of a source with facts. */
  readonly shop: string
  readonly segment: string
}

export async function startDataWorld(): Promise<DataWorld> {
  const server = await ServerProcess.start()
  try {
    return { server, ...(await fill(server)) }
  } catch (error) {
    await server.end()
    throw error
  }
}

async function fill(server: ServerProcess): Promise<Omit<DataWorld, 'server'>> {
  const { client } = server
  const { source, secret } = must(await client.governance.issueWriteKey({ name: 'Web shop', kind: 'web' }))
  must(await client.governance.issueWriteKey({ name: 'The tills of all the shops in Hamburg, Bremen and the surrounding country (since spring)', kind: 'server' }))
  const segment = must(await client.segments.createSegment({ name: 'Carts', where: 'did "Cart Updated" in last 1 hour' })).id
  await server.until('live', async () => must(await client.segments.getSegment({ id: segment })).state === 'live')
  const visits = Array.from({ length: 60 }, (_, number) => [
    { type: 'identify', userId: `u${number}`, traits: { email: `u${number}@example.org`, plan: number % 3 === 0 ? 'pro' : 'free', country: 'DE', greeting: ARABIC } },
    { type: 'page', userId: `u${number}`, name: 'Home', properties: { path: '/', referrer: 'https://example.org/a/rather/long/way/here' } },
    { type: 'track', userId: `u${number}`, event: number % 2 === 0 ? 'Cart Updated' : 'Product Viewed', properties: { value: number * 10, note: 'by the door', address: { country: 'AT', street: 'Ring 1' } } },
  ]).flat()
  await send(server, secret, visits)
  await send(server, secret, [{ type: 'track', userId: 'u1', event: LONG_EVENT, properties: { channel: 'mail' } }, { type: 'track', userId: 'u1', event: ARABIC, properties: { 'سعر': 12 } }])
  await send(server, secret, [
    { type: 'track', userId: 'u1', messageId: 'q-1', properties: { value: 4 } },
    { type: 'track', userId: 'u2', messageId: 'q-2' },
    { type: 'track', event: 'Nobody did this', messageId: 'q-3' },
    { type: 'trakc', userId: 'u3', event: 'Mistyped', messageId: 'q-4' },
    { type: 'track', userId: 'u4', event: 'Late', timestamp: 'yesterday', messageId: 'q-5' },
  ])
  await server.settled()
  return { shop: source.id, segment }
}

/** Sends a batch with this key. Gives the status. */
export async function send({ address }: ServerProcess, key: string, batch: readonly object[]): Promise<number> {
  const answer = await fetch(`${address}/v1/batch`, { method: 'POST', headers: { authorization: `Basic ${btoa(`${key}:`)}`, 'content-type': 'application/json' }, body: JSON.stringify({ batch }) })
  await answer.arrayBuffer()
  return answer.status
}
