/**
 * Definitions enter the log as control records and take effect at their position, so that a replay meets them at the
 * same place. The position of a `segment.define` record is the segment version's number everywhere below the registry.
 */
export type Control =
  | {
      readonly control: 'segment.define'
      /** The registry's id of the segment and the number of its version: a repeated record of the same pair is ignored. */
      readonly id: string
      readonly version: number
      /** The condition as text; it was checked before it was appended. */
      readonly where: string
    }
  /** All history up to the definition has been seeded; the segment may be evaluated for everyone and goes live. */
  | { readonly control: 'segment.seeded'; readonly segment: number }
  /** The segment ends: its members leave and its state goes. */
  | { readonly control: 'segment.archive'; readonly segment: number }

const encoder = new TextEncoder()

export function encodeControl(control: Control): Uint8Array {
  return encoder.encode(JSON.stringify(control))
}

export function decodeControl(bytes: Buffer, start: number, end: number): Control {
  return JSON.parse(bytes.toString('utf8', start, end)) as Control
}
