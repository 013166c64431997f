import type { Result } from '@touchstone/base'
import { readAnswer, reasonOf } from './answer.ts'

/** One HTTP request, or why the input cannot be one. */
export type Outgoing = Result<{ readonly url: string; readonly init: RequestInit }>

/** Said in between the stream's own entries: a gap, a goodbye, or that the connection was lost and is there again. */
export interface Notice {
  readonly kind: 'notice'
  readonly reason: string
  readonly count: number
}

/** The stream was refused, and trying again will not help: no token, no permission, a wrong filter. */
export class StreamRefused extends Error {
  override name = 'StreamRefused'
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** Longer than three of the server's heartbeats: after that the line counts as dead. In milliseconds. */
const SILENCE = 50_000
const FIRST_WAIT = 250
const LONGEST_WAIT = 10_000
/** An entry larger than this is not one of ours, in characters. */
const LARGEST_ENTRY = 1_000_000

/**
 * The entries of a stream of server-sent events as they come. When the connection breaks it is made again, with growing
 * waits up to 10 s; the stream has no memory, so a notice `reconnected` marks where entries may be missing. Ends when
 * `signal` does; throws `StreamRefused` when the server says no for good.
 */
export async function* watchEvents(request: Outgoing, fetch: typeof globalThis.fetch, signal?: AbortSignal, onLine?: (up: boolean) => void): AsyncGenerator<any> {
  if (!request.ok) throw new StreamRefused(request.failure.code, request.failure.message)
  const { url, init } = request.value
  let wait = FIRST_WAIT
  let lost = false
  let isUp: boolean | undefined
  const isOver = (): boolean => signal?.aborted === true
  const say = (up: boolean): void => {
    if (up !== isUp && !isOver()) onLine?.(up)
    isUp = up
  }
  while (!isOver()) {
    const line = new AbortController()
    const end = (): void => line.abort()
    signal?.addEventListener('abort', end)
    try {
      const answer = await fetch(url, { ...init, headers: { ...init.headers, accept: 'text/event-stream' }, signal: line.signal })
      if (answer.ok && answer.body !== null) {
        if (lost) yield { kind: 'notice', reason: 'reconnected', count: 0 } satisfies Notice
        wait = FIRST_WAIT
        say(true)
        yield* readEvents(answer.body, end)
      } else await throwIfFinal(answer, url)
    } catch (error) {
      if (error instanceof StreamRefused) throw error
    } finally {
      signal?.removeEventListener('abort', end)
      line.abort()
    }
    lost = true
    say(false)
    await pause(wait, signal)
    wait = Math.min(wait * 2, LONGEST_WAIT)
  }
}

async function throwIfFinal(answer: Response, url: string): Promise<void> {
  const said = readAnswer(answer.status, await answer.text(), url)
  if (answer.status < 500 && answer.status !== 429 && !said.ok) throw new StreamRefused(said.failure.code, said.failure.message)
}

/** The `data` of each event as JSON. `silent` is called when nothing, not even a heartbeat, has come for too long. */
async function* readEvents(body: ReadableStream<Uint8Array>, silent: () => void): AsyncGenerator<unknown> {
  const decoder = new TextDecoder()
  const reader = body.getReader()
  let text = ''
  let alarm = setTimeout(silent, SILENCE)
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      clearTimeout(alarm)
      alarm = setTimeout(silent, SILENCE)
      text += decoder.decode(value, { stream: true })
      const whole = text.split('\n\n')
      text = whole.pop() ?? ''
      if (text.length > LARGEST_ENTRY) throw new StreamRefused('client.bad-answer', 'the stream sends an entry without an end')
      for (const event of whole) {
        const data = event.split('\n').filter((one) => one.startsWith('data:')).map((one) => one.slice('data:'.length).trim())
        if (data.length > 0) yield parse(data.join('\n'))
      }
    }
  } finally {
    clearTimeout(alarm)
    await reader.cancel().catch(reasonOf)
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new StreamRefused('client.bad-answer', `the stream sent something that is not JSON: ${reasonOf(error)}`)
  }
}

function pause(millis: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', done)
      resolve()
    }
    const timer = setTimeout(done, millis)
    signal?.addEventListener('abort', done)
    if (signal?.aborted === true) done()
  })
}
