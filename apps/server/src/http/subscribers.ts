import type { ServerResponse } from 'node:http'
import { LIMITS } from './limits.ts'

// Server-sent events with bounded memory. Each reader has a queue that is used only while its socket is full. When the
// queue is full too, entries are dropped and counted, and a notice with the count goes to exactly the place of the gap.
// Nothing is ever buffered without a bound, and a reader that stands still for a minute is cut off.

interface Reader {
  readonly res: ServerResponse
  readonly queue: string[]
  dropped: number
  blocked: boolean
  blockedTicks: number
  /** Whether it may still watch. */
  readonly mayWatch: () => boolean
  end(): void
}

export interface Subscribers {
  /**
   * Makes `res` an event stream fed by `subscribe`. `false`: there are too many readers, nothing was sent. With each heartbeat
   * `mayWatch` is asked: a stream ends soon after its reader signed out or lost the permission.
   */
  open(res: ServerResponse, subscribe: (listener: (event: unknown) => void) => () => void, mayWatch?: () => boolean): boolean
  /** Says goodbye to every reader and ends all streams. */
  close(): void
  readonly size: number
}

const line = (event: unknown): string => `data: ${JSON.stringify(event)}\n\n`
const notice = (reason: 'dropped' | 'closing', count: number): string => line({ kind: 'notice', reason, count })

export function createSubscribers(): Subscribers {
  const readers = new Set<Reader>()
  const stuckTicks = Math.ceil(LIMITS.stuckReaderMillis / LIMITS.heartbeatMillis)
  let timer: NodeJS.Timeout | undefined

  const beat = (): void => {
    for (const reader of readers) {
      if (!reader.mayWatch()) {
        reader.end()
        reader.res.end(notice('closing', reader.dropped + reader.queue.length))
      } else if (!reader.blocked) write(reader, ': still here\n\n')
      else if (++reader.blockedTicks > stuckTicks) reader.res.destroy()
    }
  }

  const open: Subscribers['open'] = (res, subscribe, mayWatch = () => true) => {
    if (readers.size >= LIMITS.subscribers) return false
    res.writeHead(200, { 'Content-Type': 'text/event-stream; charset=utf-8', 'X-Accel-Buffering': 'no' })
    const reader: Reader = { res, queue: [], dropped: 0, blocked: false, blockedTicks: 0, mayWatch, end: () => undefined }
    write(reader, ': here\n\n')
    const unsubscribe = subscribe((event) => offer(reader, event))
    reader.end = () => {
      if (!readers.delete(reader)) return
      unsubscribe()
      if (readers.size === 0) {
        clearInterval(timer)
        timer = undefined
      }
    }
    readers.add(reader)
    timer ??= setInterval(beat, LIMITS.heartbeatMillis).unref()
    res.on('drain', () => flush(reader))
    res.on('close', reader.end)
    return true
  }

  const close = (): void => {
    for (const reader of readers) {
      reader.end()
      reader.res.end(notice('closing', reader.dropped + reader.queue.length))
    }
  }
  return {
    open,
    close,
    get size() {
      return readers.size
    },
  }
}

function write(reader: Reader, text: string): void {
  if (!reader.res.write(text)) reader.blocked = true
}

function offer(reader: Reader, event: unknown): void {
  const { queue } = reader
  if (!reader.blocked && queue.length === 0) write(reader, line(event))
  else if (queue.length >= LIMITS.subscriberBuffer) reader.dropped++
  else {
    if (reader.dropped > 0) queue.push(notice('dropped', reader.dropped))
    reader.dropped = 0
    queue.push(line(event))
  }
}

function flush(reader: Reader): void {
  reader.blocked = false
  reader.blockedTicks = 0
  let sent = 0
  while (sent < reader.queue.length && !reader.blocked) write(reader, reader.queue[sent++])
  reader.queue.splice(0, sent)
  if (reader.queue.length > 0 || reader.dropped === 0 || reader.blocked) return
  const missed = reader.dropped
  reader.dropped = 0
  write(reader, notice('dropped', missed))
}
