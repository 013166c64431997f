const MEBIBYTE = 1_048_576

/** The bounds of the track API. Those on single events and batches belong to intake. */
export const TRACK_LIMITS = {
  /** A request body after decompression. Larger: 400, because SDKs give up on that at once and do not know 413. */
  bodyBytes: 4 * MEBIBYTE,
  /** Bodies of all requests under way together, as received plus as decompressed. More: 503. */
  bytesInFlight: 64 * MEBIBYTE,
  /** Bodies being decompressed at once; the others wait for their turn, compressed. */
  decompressions: 8,
  /** What is read and thrown away of a body that was refused, so that its sender gets to see the answer. More: cut off. */
  drainBytes: 64 * MEBIBYTE,
  /** What a 503 tells the sender to wait, in whole seconds. */
  retryAfterSeconds: 2,
  /** How long browsers may remember a preflight answer, and anybody the settings, in seconds. */
  preflightSeconds: 86_400,
  settingsSeconds: 60,
} as const

export type TrackLimits = { readonly [name in keyof typeof TRACK_LIMITS]: number }
