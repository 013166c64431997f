// Shows that the installation is alive: seconds passed and bytes on disk so far. On a terminal it is one line that changes;
// elsewhere (a log file, a CI job) it is a new line every few seconds.
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'

const TERMINAL_EVERY = 500
const PLAIN_EVERY = 5_000

/**
 * @param {{ folder: string, expected: number, out?: NodeJS.WriteStream }} options folder to watch, bytes expected in the end
 * @returns {{ stop(): void, seconds(): number }}
 */
export function startProgress({ folder, expected, out = process.stderr }) {
  const began = Date.now()
  const seconds = () => Math.round((Date.now() - began) / 1_000)
  const terminal = out.isTTY === true
  let stopped = false
  let timer

  async function show() {
    const bytes = await bytesIn(folder)
    if (stopped) return
    const line = progressLine({ seconds: seconds(), bytes, expected })
    out.write(terminal ? `\r\x1b[2K${line}` : `${line}\n`)
    timer = setTimeout(show, terminal ? TERMINAL_EVERY : PLAIN_EVERY)
  }

  timer = setTimeout(show, terminal ? 0 : PLAIN_EVERY)
  return {
    seconds,
    stop() {
      stopped = true
      clearTimeout(timer)
      if (terminal) out.write('\r\x1b[2K')
    },
  }
}

/** @param {{ seconds: number, bytes: number, expected: number }} state */
export function progressLine({ seconds, bytes, expected }) {
  const share = expected > 0 ? Math.min(100, Math.floor((bytes / expected) * 100)) : 0
  return `  ${seconds} s   ${Math.round(bytes / 1e6)} of about ${Math.round(expected / 1e6)} MB on disk (${share} %)`
}

/** The bytes of all files in a folder. Files that come and go meanwhile are not an error: npm is at work there. @param {string} folder */
export async function bytesIn(folder) {
  let entries
  try {
    entries = await readdir(folder, { withFileTypes: true })
  } catch {
    return 0
  }
  let sum = 0
  for (const entry of entries) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) sum += await bytesIn(path)
    else if (entry.isFile()) sum += await lstat(path).then((found) => found.size, () => 0)
  }
  return sum
}
