import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { fail, ok } from '@touchstone/base'
import type { Result } from '@touchstone/base'
import type { DownloadedFile } from '@touchstone/client'
import type { Terminal } from './terminal.ts'

/** Puts a file where it was wanted. What broke half-way is thrown away: half a file looks like a whole one. */
export async function saveDownload(download: Result<DownloadedFile>, out: string, terminal: Terminal): Promise<Result<void>> {
  if (!download.ok) return download
  try {
    if (out === '-') await terminal.pour(download.value.body)
    else await pipeline(download.value.body, createWriteStream(out, { flags: 'w' }))
    return ok(undefined)
  } catch (error) {
    if (out !== '-' && (error as NodeJS.ErrnoException).code !== 'EISDIR') await rm(out, { force: true })
    return fail('cli.download-broken', `${out} is not whole: ${(error as Error).message}`)
  }
}
