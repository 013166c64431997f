/** A broken invariant. It is a defect of ours, never of the input: it stops what it happened in, loudly. */
export class InvariantError extends Error {
  override name = 'InvariantError'
}

/** Throws `InvariantError` unless `holds`. The message says what must be true. */
export function assert(holds: unknown, message: string): asserts holds {
  if (!holds) throw new InvariantError(message)
}
