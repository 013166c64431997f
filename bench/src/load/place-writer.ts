const ZERO = 48

/** Writes `value` in decimal, with leading zeros, over `width` bytes. Whole numbers below 2^31. */
export function writeDigits(bytes: Uint8Array, at: number, width: number, value: number): void {
  for (let i = at + width - 1; i >= at; i--) {
    const rest = (value / 10) | 0
    bytes[i] = ZERO + value - rest * 10
    value = rest
  }
}

export function writeAscii(bytes: Uint8Array, at: number, text: string): void {
  for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i)
}

/** Writes instants as ISO 8601 with milliseconds; the text of a second is made once and kept for its events. */
export class InstantWriter {
  #second = -1
  #text = ''

  write(bytes: Uint8Array, at: number, instant: number): void {
    const second = Math.floor(instant / 1000)
    if (second !== this.#second) {
      this.#second = second
      this.#text = new Date(second * 1000).toISOString()
    }
    writeAscii(bytes, at, this.#text)
    writeDigits(bytes, at + 20, 3, instant - second * 1000)
  }
}
