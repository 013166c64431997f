import { fail, ok } from '@touchstone/base'
import type { Result } from '@touchstone/base'
import { readAnswer, reasonOf } from './answer.ts'
import type { Outgoing } from './server-events.ts'

/** A file that is on its way. */
export interface DownloadedFile {
  readonly fileName: string
  readonly mediaType: string
  /** Throws where the connection breaks or the server gives up: then the file is not whole. */
  readonly body: ReadableStream<Uint8Array<ArrayBuffer>>
}

interface Options {
  readonly address: string
  readonly timeoutMillis?: number
  readonly fetch?: typeof globalThis.fetch
}

export async function downloadFrom(request: Outgoing, name: string, { address, timeoutMillis = 60_000, fetch = globalThis.fetch }: Options, signal?: AbortSignal): Promise<Result<DownloadedFile>> {
  if (!request.ok) return fail(request.failure.code, `${name}: ${request.failure.message}`)
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), timeoutMillis)
  const { url, init } = request.value
  try {
    const answer = await fetch(url, { ...init, signal: signal === undefined ? late.signal : AbortSignal.any([signal, late.signal]) })
    const disposition = answer.headers.get('content-disposition') ?? ''
    if (answer.status !== 200 || answer.body === null || !disposition.startsWith('attachment')) {
      const said = readAnswer(answer.status, await answer.text(), address)
      return said.ok ? fail('client.bad-answer', `${name}: ${address} answered with something that is not a file`) : said
    }
    const fileName = /filename="([^"]*)"/.exec(disposition)?.[1] ?? name
    return ok({ fileName, mediaType: answer.headers.get('content-type') ?? '', body: answer.body })
  } catch (error) {
    if (late.signal.aborted) return fail('client.timeout', `${name}: no answer from ${address} within ${timeoutMillis} ms`)
    return fail('client.unreachable', `${name}: cannot reach ${address}: ${reasonOf(error)}`)
  } finally {
    clearTimeout(timer)
  }
}

export function urlOf(request: Outgoing, name: string): Result<string> {
  if (!request.ok) return fail(request.failure.code, `${name}: ${request.failure.message}`)
  return request.value.init.method === 'GET' ? ok(request.value.url) : fail('client.no-link', `${name} is not a GET, so there is no link to it`)
}
