/** An outbox entry on its way to another process: its number in the outbox (f64), then its bytes. */
export function envelope(number: number, entry: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(8 + entry.length)
  bytes.writeDoubleLE(number)
  entry.copy(bytes, 8)
  return bytes
}

export function openEnvelope(bytes: Buffer): { readonly number: number; readonly entry: Buffer } {
  return { number: bytes.readDoubleLE(0), entry: bytes.subarray(8) }
}
