// The file that says where internet addresses are, if the operator names one.
import { readFileSync } from 'node:fs'
import { fail, ok, type Result } from '@touchstone/base'
import { openLocationFile, type Locate } from '@touchstone/intake'

/** Fails with `server.location-file` where it cannot be read, and with `intake.location-file` where it is of another format. */
export function readLocations(path: string | undefined): Result<Locate | undefined> {
  if (path === undefined) return ok(undefined)
  let bytes: Buffer
  try {
    bytes = readFileSync(path)
  } catch (error) {
    return fail('server.location-file', `expected a file at ${path} (--location-file), got ${error instanceof Error ? error.message : String(error)}`)
  }
  return openLocationFile(bytes)
}
