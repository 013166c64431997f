// Reads a request's body within bounds: of its own size, of all bodies together, and of what it unpacks to.
import type { IncomingMessage } from 'node:http'
import { brotliDecompress, gunzip, inflate, type InputType, type ZlibOptions } from 'node:zlib'
import { fail, ok, type Result } from '@touchstone/base'
import type { Gate, Share } from './byte-budget.ts'
import type { TrackLimits } from './limits.ts'

/** The sender went away: nobody is there to be answered. */
export const ABORTED = 'track-api.aborted'

type Unpack = (packed: InputType, options: ZlibOptions, done: (error: Error | null, bytes: Buffer) => void) => void

const UNPACK: Readonly<Record<string, Unpack>> = { gzip: gunzip, 'x-gzip': gunzip, deflate: inflate, br: brotliDecompress as unknown as Unpack }

/**
 * The body's bytes, unpacked. The bytes are counted in `share` until the caller closes it. Fails with
 * `track-api.body-too-large`, `track-api.encoding-unknown`, `track-api.encoding-broken`, `track-api.busy-unavailable`
 * or `ABORTED`; what is left of a refused body is read and thrown away.
 */
export async function readBody(req: IncomingMessage, share: Share, gate: Gate, limits: TrackLimits): Promise<Result<Buffer>> {
  const encoding = (req.headers['content-encoding'] ?? 'identity').trim().toLowerCase()
  const unpack = Object.hasOwn(UNPACK, encoding) ? UNPACK[encoding] : undefined
  if (unpack === undefined && encoding !== 'identity' && encoding !== '') {
    drain(req, limits)
    return fail('track-api.encoding-unknown', `expected Content-Encoding gzip, deflate, br or none, got ${JSON.stringify(encoding.slice(0, 60))}`)
  }
  const received = await receive(req, share, limits)
  if (!received.ok || unpack === undefined || received.value.length === 0) return received
  return await gate.run(() => unpacked(received.value, unpack, encoding, share, limits))
}

function receive(req: IncomingMessage, share: Share, limits: TrackLimits): Promise<Result<Buffer>> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let size = 0
    const settle = (result: Result<Buffer>) => {
      req.off('data', onData).off('end', onEnd).off('error', onGone).off('close', onGone)
      resolve(result)
    }
    const refuse = (result: Result<Buffer>) => {
      settle(result)
      drain(req, limits)
    }
    const onData = (chunk: Buffer) => {
      size += chunk.length
      if (size > limits.bodyBytes) refuse(tooLarge(limits))
      else if (!share.take(chunk.length)) refuse(busy())
      else chunks.push(chunk)
    }
    const onEnd = () => settle(ok(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size)))
    const onGone = () => settle(fail(ABORTED, 'the sender closed the connection before the end of the body'))
    // Gone while its key was looked up: no event will tell any more.
    if (req.destroyed) return resolve(fail(ABORTED, 'the sender closed the connection before its body was read'))
    if (Number(req.headers['content-length'] ?? 0) > limits.bodyBytes) refuse(tooLarge(limits))
    else req.on('data', onData).on('end', onEnd).on('error', onGone).on('close', onGone)
  })
}

/** Stops at the limit, so a small body that unpacks to gigabytes costs no more than any other. */
function unpacked(packed: Buffer, unpack: Unpack, encoding: string, share: Share, limits: TrackLimits): Promise<Result<Buffer>> {
  return new Promise((resolve) => {
    unpack(packed, { maxOutputLength: limits.bodyBytes, chunkSize: 64 * 1024 }, (error, bytes) => {
      if (error === null) resolve(share.take(bytes.length) ? ok(bytes) : busy())
      else if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') resolve(tooLarge(limits))
      else resolve(fail('track-api.encoding-broken', `expected a body in ${encoding}, could not unpack it: ${error.message}`))
    })
  })
}

/** Reads on without keeping anything, so that the connection stays usable and the answer is not lost in a reset. */
export function drain(req: IncomingMessage, limits: TrackLimits): void {
  let dropped = 0
  req.on('error', () => undefined)
  req.on('data', (chunk: Buffer) => {
    dropped += chunk.length
    if (dropped > limits.drainBytes) req.destroy()
  })
  req.resume()
}

function tooLarge(limits: TrackLimits) {
  return fail('track-api.body-too-large', `expected a body of at most ${limits.bodyBytes} bytes after unpacking, got more`)
}

function busy() {
  return fail('track-api.busy-unavailable', 'too many bytes are under way; send this again in a moment')
}
