// A real listener on a free port with the track API over an intake that remembers.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { testIntake, type TestIntake } from '@touchstone/intake/testing'
import { createTrackApi, type TrackApiParts } from './create-track-api.ts'

export const KEY = 'key-1'
export const SOURCE = 'shop'
export const basic = (text: string): string => `Basic ${Buffer.from(text).toString('base64')}`

export interface TrackServer extends TestIntake {
  readonly url: string
  readonly port: number
  /** Every answer that was observed: status and code. */
  readonly observed: (readonly [number, string | undefined])[]
  /** Sends bytes as they are and gives everything that comes back until the other side closes. */
  raw(...parts: (string | Buffer)[]): Promise<string>
  close(): Promise<void>
}

export async function trackServer(over: Partial<TrackApiParts> = {}): Promise<TrackServer> {
  const test = testIntake()
  const observed: (readonly [number, string | undefined])[] = []
  const handle = createTrackApi({
    intake: test.intake,
    authenticate: (key) => (key === KEY ? SOURCE : undefined),
    clock: test.clock,
    observe: (status, code) => observed.push([status, code]),
    report: (error) => test.reported.push(error),
    ...over,
  })
  const server = createServer((req, res) => {
    if (!handle(req, res)) res.writeHead(418).end('not the track API')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    ...test,
    url: `http://127.0.0.1:${port}`,
    port,
    observed,
    raw: (...parts) => exchange(port, parts),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function exchange(port: number, parts: readonly (string | Buffer)[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    let answer = ''
    socket.on('data', (bytes) => (answer += bytes.toString('latin1')))
    socket.on('close', () => resolve(answer))
    socket.on('error', (error) => (answer === '' ? reject(error) : resolve(answer)))
    for (const part of parts) socket.write(part)
  })
}
