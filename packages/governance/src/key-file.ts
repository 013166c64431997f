import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { fail, ok } from '@touchstone/base'
import type { Result } from '@touchstone/base'

const KEY_BYTES = 32

/**
 * The master key of an installation: 32 random bytes in `<directory>/master.key`, made on first use, for its owner only.
 * `governance.bad_key_file` when the file is not that. Lose it and every sealed value is lost; copy it and a copy of the
 * database opens: keep it apart from backups.
 */
export function masterKey(directory: string): Result<Buffer> {
  const file = join(directory, 'master.key')
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  if (!statSync(file, { throwIfNoEntry: false })) create(directory, file)
  const mode = statSync(file).mode & 0o777
  if ((mode & 0o077) !== 0) {
    return fail('governance.bad_key_file', `expected ${file} to be readable by its owner only, got permissions ${mode.toString(8)}: chmod 600 ${file}`)
  }
  const key = readFileSync(file)
  if (key.length !== KEY_BYTES) return fail('governance.bad_key_file', `expected ${KEY_BYTES} bytes in ${file}, got ${key.length}`)
  return ok(key)
}

/** Whole or not at all, also over a loss of power; of two processes at the same moment one wins and both read its key. */
function create(directory: string, file: string): void {
  const half = `${file}.${process.pid}.half`
  rmSync(half, { force: true })
  const handle = openSync(half, 'wx', 0o600)
  try {
    writeSync(handle, randomBytes(KEY_BYTES))
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  try {
    linkSync(half, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(half)
  }
  const folder = openSync(directory, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
