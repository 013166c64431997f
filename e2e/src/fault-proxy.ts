// An HTTP proxy that breaks things on request. For each request it asks a plan what to do; what it did is kept.
import { createServer, request as httpRequest, type IncomingHttpHeaders, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'

/**
 * `pass`: as if it were not there. A `status` is answered by the proxy itself; with `forwarded` the server has accepted
 * the request before. `reset`: the connection breaks, before the server saw anything (`before`), in the middle of the body
 * on its way to the server (`upload`), after the server answered (`after`), or in the middle of that answer (`answer`).
 * `silence`: nobody answers; with `forwarded` the server has, but it is not passed on. `spoil`: the body reaches the server
 * with its middle cut out. `wrong-key`: the server sees another write key.
 */
export type Fault =
  | { readonly kind: 'pass' | 'spoil' | 'wrong-key' }
  | { readonly kind: 'status'; readonly status: number; readonly forwarded?: boolean; readonly retryAfter?: number }
  | { readonly kind: 'reset'; readonly at: 'before' | 'upload' | 'after' | 'answer' }
  | { readonly kind: 'silence'; readonly forwarded?: boolean }

export const PASS: Fault = { kind: 'pass' }

/** What the plan sees: the events in the request, and how often this same request has come, this time included. */
export interface Attempt {
  readonly number: number
  readonly messageIds: readonly string[]
}

export type Plan = (attempt: Attempt) => Fault

export interface FaultProxy {
  readonly address: string
  /** What was done, in order. */
  readonly done: { readonly fault: Fault; readonly messageIds: readonly string[]; readonly upstream?: number }[]
  close(): Promise<void>
}

export async function startFaultProxy(upstream: string, plan: Plan): Promise<FaultProxy> {
  const attempts = new Map<string, number>()
  const done: FaultProxy['done'] = []
  const server = createServer((req, res) => {
    const chunks: Buffer[] = []
    req.on('data', (chunk: Buffer) => chunks.push(chunk))
    req.on('end', () => void answer(req, res, Buffer.concat(chunks)))
  })
  const answer = async (req: IncomingMessage, res: ServerResponse, body: Buffer): Promise<void> => {
    const messageIds = messageIdsOf(req, body)
    const number = (attempts.get(messageIds.join()) ?? 0) + 1
    attempts.set(messageIds.join(), number)
    const fault = plan({ number, messageIds })
    const status = await act(fault, { req, res, body, upstream })
    done.push({ fault, messageIds, ...(status === undefined ? {} : { upstream: status }) })
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    done,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

interface Exchange {
  readonly req: IncomingMessage
  readonly res: ServerResponse
  readonly body: Buffer
  readonly upstream: string
}

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
}

/** Gives the status that the server answered, if it was asked. */
async function act(fault: Fault, exchange: Exchange): Promise<number | undefined> {
  const { req, res, body } = exchange
  const pass = (answer: Answer): number => {
    res.writeHead(answer.status, answer.headers).end(answer.body)
    return answer.status
  }
  switch (fault.kind) {
    case 'pass':
      return pass(await forward(exchange))
    case 'spoil':
      return pass(await forward({ ...exchange, body: Buffer.concat([body.subarray(0, body.length / 3), body.subarray(body.length / 2)]) }))
    case 'wrong-key':
      return pass(await forward(exchange, { authorization: `Basic ${btoa('nobody-knows-this-key:')}` }))
    case 'status': {
      const status = fault.forwarded ? (await forward(exchange)).status : undefined
      res.writeHead(fault.status, fault.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) }).end('{"success":false}')
      return status
    }
    case 'silence':
      return fault.forwarded ? (await forward(exchange)).status : undefined
    case 'reset':
      return await reset(fault.at, exchange, () => req.socket.resetAndDestroy())
  }
}

async function reset(at: 'before' | 'upload' | 'after' | 'answer', exchange: Exchange, breakOff: () => void): Promise<number | undefined> {
  if (at === 'upload') await forwardHalf(exchange)
  const answer = at === 'after' || at === 'answer' ? await forward(exchange) : undefined
  if (at === 'answer') {
    exchange.res.writeHead(answer!.status, answer!.headers)
    await new Promise<void>((resolve) => exchange.res.write(answer!.body.subarray(0, 3), () => resolve()))
  }
  breakOff()
  return answer?.status
}

function forward({ req, body, upstream }: Exchange, instead: Record<string, string> = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const headers: OutgoingHttpHeaders = { ...req.headers, ...instead, 'content-length': body.length }
    delete headers['transfer-encoding']
    const going = httpRequest(upstream + req.url, { method: req.method, headers }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => resolve({ status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(chunks) }))
    })
    going.on('error', reject)
    going.end(body)
  })
}

/** The head and half of the body, then the line is dead. */
function forwardHalf({ req, body, upstream }: Exchange): Promise<void> {
  const { hostname, port } = new URL(upstream)
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname, () => {
      const headers = Object.entries({ ...req.headers, 'content-length': body.length }).filter(([name]) => name !== 'transfer-encoding')
      socket.write(`${req.method} ${req.url} HTTP/1.1\r\n${headers.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n`)
      socket.write(body.subarray(0, body.length / 2), () => socket.destroy())
    })
    socket.on('error', () => resolve())
    socket.on('close', () => resolve())
  })
}

function messageIdsOf(req: IncomingMessage, body: Buffer): string[] {
  const text = (req.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString()
  const { batch = [] } = JSON.parse(text) as { batch?: { messageId: string }[] }
  return batch.map(({ messageId }) => messageId)
}
