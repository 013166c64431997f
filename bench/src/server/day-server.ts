// Stands before a real server and passes everything through, except the live line: that one it speaks itself, as fast as the
// tab reads. So a day passes in minutes, and the console has no way to know.
import { once } from 'node:events'
import { createServer, request, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { LiveEntry } from '@touchstone/client'
import { Day, type LiveFigures } from '../load/day.ts'

const LIVE = '/api/stream/live'
/** Written at once, in characters: some hundred entries. */
const PIECE = 65_536
/** Between two pieces, so that the tab has frames in between as it would have, in milliseconds. */
const PAUSE = 20
/** A tab of a busy machine has some megabytes to read when the line ends, in milliseconds. */
const CONNECT_WITHIN = 300_000

interface Line {
  readonly res: ServerResponse
  /** As the real server: facts only for whoever wishes them. */
  readonly facts: boolean
}

export class DayServer {
  readonly address: string
  readonly #server: Server
  readonly #upstream: string
  readonly #token: string
  #day: Day | undefined
  #line: Line | undefined
  #onLine: () => void = () => undefined

  private constructor(server: Server, upstream: string, token: string) {
    this.#server = server
    this.#upstream = upstream
    this.#token = token
    this.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    server.on('request', (req, res) => void (req.url!.startsWith(LIVE) ? this.#live(req, res) : this.#pass(req, res)))
  }

  static async start(upstream: string, token: string): Promise<DayServer> {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    return new DayServer(server, upstream, token)
  }

  /**
   * Lets hours pass for the tab that listens. Then ends the line, as a server that goes down does: the tab comes back when
   * it has read, and drawn, everything that was said. Gives how many entries that were.
   */
  async pass(hours: number): Promise<number> {
    const line = await this.#current()
    let said = 0
    let piece = ''
    for (const entries of this.#day!.hours(hours)) {
      for (const entry of entries) {
        if (entry.kind === 'fact' && !line.facts) continue
        said++
        piece += text(entry)
      }
      if (piece.length < PIECE) continue
      await write(line.res, piece)
      await sleep(PAUSE)
      piece = ''
    }
    await write(line.res, piece)
    const back = this.#nextLine()
    line.res.end()
    await back
    return said
  }

  close(): void {
    this.#server.close()
    this.#server.closeAllConnections()
  }

  async #live(req: IncomingMessage, res: ServerResponse): Promise<void> {
    this.#day ??= new Day(await firstFigures(this.#upstream, this.#token))
    res.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8' })
    res.write(text(this.#day.figures))
    this.#line = { res, facts: new URL(req.url!, this.address).searchParams.get('facts') === 'true' }
    this.#onLine()
  }

  async #current(): Promise<Line> {
    if (this.#line === undefined || this.#line.res.destroyed) await this.#nextLine()
    return this.#line!
  }

  #nextLine(): Promise<void> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`the tab did not listen within ${CONNECT_WITHIN / 1000} s`)), CONNECT_WITHIN)
      this.#onLine = () => {
        clearTimeout(late)
        resolve()
      }
    })
  }

  #pass(req: IncomingMessage, res: ServerResponse): void {
    const passed = request(this.#upstream + req.url!, { method: req.method, headers: req.headers }, (answer) => {
      res.writeHead(answer.statusCode!, answer.headers)
      answer.pipe(res)
    })
    passed.once('error', () => res.destroy())
    req.pipe(passed)
  }
}

const text = (entry: LiveEntry): string => `data: ${JSON.stringify(entry)}\n\n`

async function write(res: ServerResponse, piece: string): Promise<void> {
  if (res.destroyed) throw new Error('the tab left the line')
  if (!res.write(piece)) await once(res, 'drain', { signal: AbortSignal.timeout(CONNECT_WITHIN) })
}

/** What the real server says first: figures with all its segments. */
async function firstFigures(upstream: string, token: string): Promise<LiveFigures> {
  const stop = new AbortController()
  const answer = await fetch(upstream + LIVE, { headers: { authorization: `Bearer ${token}` }, signal: stop.signal })
  if (!answer.ok) throw new Error(`${LIVE} answered ${answer.status}`)
  let got = ''
  try {
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      got += chunk
      const line = /^data: (\{"kind":"figures".*)\n\n/m.exec(got)
      if (line !== null) return JSON.parse(line[1]!) as LiveFigures
    }
  } finally {
    stop.abort()
  }
  throw new Error('the server said nothing')
}
