import { get, type IncomingMessage } from 'node:http'

export interface Membership {
  readonly person: number
  readonly entered: boolean
  /** The exact instant of the change, milliseconds since 1970. */
  readonly at: number
}

export interface Tail {
  close(): void
}

/** Watches a segment through the server-sent events of the public API. `listener` is told when the bytes arrived (performance.now). */
export function openTail(address: string, token: string, segment: string, listener: (membership: Membership, seen: number) => void): Promise<Tail> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${token}`, accept: 'text/event-stream' }
    const request = get(`${address}/api/stream/tail?segment=${encodeURIComponent(segment)}`, { headers }, (answer: IncomingMessage) => {
      if (answer.statusCode !== 200) {
        answer.resume()
        reject(new Error(`the tail answered ${answer.statusCode}`))
        return
      }
      let rest = ''
      answer.setEncoding('utf8')
      answer.on('data', (text: string) => {
        const seen = performance.now()
        const lines = (rest + text).split('\n')
        rest = lines.pop()!
        for (const line of lines) if (line.startsWith('data: ')) read(line.slice('data: '.length), seen, listener)
      })
      answer.on('error', () => {})
      resolve({ close: () => request.destroy() })
    })
    request.once('error', reject)
  })
}

function read(text: string, seen: number, listener: (membership: Membership, seen: number) => void): void {
  const entry = JSON.parse(text) as Membership & { kind: string; reason?: string; count?: number }
  if (entry.kind === 'notice') throw new Error(`the tail left something out: ${text}`)
  if (entry.kind === 'membership') listener(entry, seen)
}
