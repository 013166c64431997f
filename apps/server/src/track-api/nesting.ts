// Nested brackets are the dearest bytes a JSON parser can be given: forty times the cost of ordinary text. Small bodies
// are left to the parser; in a large one the depth is measured first, so that no body holds up the others for long.

const SMALL = 256 * 1024
const DEEPEST = 1_000

/** Whether a large body nests deeper than any event can. Text inside strings is passed over. */
export function nestsTooDeep(bytes: Uint8Array): boolean {
  if (bytes.length < SMALL) return false
  let depth = 0
  let inText = false
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!
    if (inText) {
      if (byte === 0x5c) at++
      else if (byte === 0x22) inText = false
    } else if (byte === 0x22) inText = true
    else if (byte === 0x5b || byte === 0x7b) {
      if (++depth > DEEPEST) return true
    } else if (byte === 0x5d || byte === 0x7d) depth--
  }
  return false
}

export const DEEPEST_LARGE_BODY = DEEPEST
