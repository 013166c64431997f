// Reads a database of where internet addresses are: a file in the MMDB format, which several publishers offer for free or for
// money. None is brought along (DEPENDENCIES.md says why); the operator names a file. Nothing else here knows the library.
import { fail, ok, type Result } from '@touchstone/base'
import { Reader, type Response } from 'mmdb-lib'
import { isPlainObject } from './model.ts'
import type { Locate, Place } from './ports.ts'

/** `bytes` are those of the file. Fails with `intake.location-file` where it is none of this format. */
export function openLocationFile(bytes: Buffer): Result<Locate> {
  let reader: Reader<Response>
  try {
    reader = new Reader(bytes)
  } catch (error) {
    return fail('intake.location-file', `expected a file in the MMDB format, got ${bytes.length} bytes that are none (${error instanceof Error ? error.message : String(error)})`)
  }
  const opened = reader
  return ok((address) => look(opened, address))
}

function look(reader: Reader<Response>, address: string): Place | undefined {
  try {
    return placeOf(reader.get(address))
  } catch {
    // A damaged file: nobody's event is lost for it.
    return undefined
  }
}

/** Both forms that publishers use: objects with codes and names, or the codes themselves. */
function placeOf(entry: unknown): Place | undefined {
  if (!isPlainObject(entry)) return undefined
  const { country, registered_country: registered, country_code: code, subdivisions, state1 } = entry
  const found = codeOf(isPlainObject(country) ? country.iso_code : country) ?? codeOf(code) ?? codeOf(isPlainObject(registered) ? registered.iso_code : undefined)
  if (found === undefined) return undefined
  const part: unknown = Array.isArray(subdivisions) ? subdivisions[0] : undefined
  const region = regionOf(isPlainObject(part) ? (part.iso_code ?? (isPlainObject(part.names) ? part.names.en : undefined)) : state1)
  return region === undefined ? { country: found } : { country: found, region }
}

function codeOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^[A-Za-z]{2}$/.test(value) ? value.toUpperCase() : undefined
}

function regionOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= 100 ? value : undefined
}
