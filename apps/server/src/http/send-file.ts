// A file as an answer: sent while it is made, at the speed of whoever takes it, so that it never lies in memory.
import type { ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FileAnswer } from '@touchstone/governance'

/** Resolves once everything was handed over: `false` when the caller left before. Rejects when the file could not be made. */
export async function sendFile(res: ServerResponse, mediaType: string, { fileName, chunks }: FileAnswer): Promise<boolean> {
  res.statusCode = 200
  res.setHeader('Content-Type', mediaType)
  res.setHeader('Content-Disposition', `attachment; filename="${fileName.replaceAll(/[^\w.-]/g, '_')}"`)
  if (res.req.method === 'HEAD') {
    res.end()
    return true
  }
  try {
    await pipeline(Readable.from(chunks, { objectMode: false }), res)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_STREAM_PREMATURE_CLOSE') return false
    throw error
  }
}
