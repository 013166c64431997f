import type { Disk, DiskFile } from '../log/disk.ts'

interface Stored {
  /** What a power cut leaves. */
  durable: Buffer
  /** What the running system sees. */
  current: Buffer
}

/**
 * A disk in memory that keeps only what was synced once `cutPower` is called, and fails on demand.
 * `journal` lists what was asked of it, in order, so that a test can see that a sync lies between write and answer.
 */
export class FaultyDisk implements Disk {
  readonly #files = new Map<string, Stored>()
  #spare = Buffer.alloc(0)
  readonly journal: string[] = []
  /** Bytes that may still be written before the disk is full. */
  room = Infinity
  failSync = false
  /** After a power cut, how many bytes of the unsynced tail survive anyway (a torn write). */
  tornBytes = 0

  list(): string[] {
    return [...this.#files.keys()].sort()
  }
  size(name: string): number {
    return this.#files.get(name)!.current.length
  }
  read(name: string, offset: number, length: number): Buffer {
    return Buffer.from(this.#files.get(name)!.current.subarray(offset, offset + length))
  }
  remove(name: string): void {
    this.#files.delete(name)
  }

  prepare(length: number): Promise<void> {
    this.#spare = Buffer.alloc(length)
    return Promise.resolve()
  }

  open(name: string): Promise<DiskFile> {
    let file = this.#files.get(name)
    if (file === undefined) {
      this.#files.set(name, (file = { durable: this.#spare, current: this.#spare }))
      this.#spare = Buffer.alloc(0)
    }
    const stored = file
    return Promise.resolve({
      write: (parts, offset) => this.#write(stored, parts, offset),
      sync: () => this.#sync(stored),
      truncate: (length) => {
        stored.current = Buffer.from(stored.current.subarray(0, length))
        this.journal.push('truncate')
        return Promise.resolve()
      },
      close: () => Promise.resolve(),
    })
  }

  #write(file: Stored, parts: readonly Uint8Array[], offset: number): Promise<void> {
    const bytes = Buffer.concat(parts)
    const fits = bytes.subarray(0, Math.max(0, Math.min(bytes.length, this.room)))
    this.room -= fits.length
    const grown = Buffer.alloc(Math.max(file.current.length, offset + fits.length))
    file.current.copy(grown)
    fits.copy(grown, offset)
    file.current = grown
    this.journal.push('write')
    return fits.length < bytes.length ? Promise.reject(new Error('ENOSPC: no space left on device')) : Promise.resolve()
  }

  #sync(file: Stored): Promise<void> {
    if (this.failSync) return Promise.reject(new Error('EIO: i/o error'))
    file.durable = file.current
    this.journal.push('sync')
    return Promise.resolve()
  }

  cutPower(): void {
    for (const [name, file] of this.#files) {
      // Of what was not synced, the first bytes may have reached the disk all the same: over zeros or behind the end.
      const kept = Buffer.alloc(Math.max(file.durable.length, Math.min(file.current.length, file.durable.length + this.tornBytes)))
      file.durable.copy(kept)
      let left = this.tornBytes
      for (let at = 0; at < kept.length && left > 0; at++) {
        if (file.current[at] === kept[at]) continue
        kept[at] = file.current[at]!
        left--
      }
      if (kept.length === 0) this.#files.delete(name)
      else this.#files.set(name, { durable: Buffer.from(kept), current: Buffer.from(kept) })
    }
  }

  /** Turns over one bit. */
  damage(name: string, offset: number): void {
    const file = this.#files.get(name)!
    file.current = Buffer.from(file.current)
    file.current[offset]! ^= 1
    file.durable = file.current
  }
}
