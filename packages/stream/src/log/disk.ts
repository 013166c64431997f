import { close, fdatasync, fsync, ftruncate, open, writev } from 'node:fs'
import { mkdirSync, readdirSync, openSync, readSync, closeSync, fstatSync, unlinkSync, fsyncSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

/**
 * What the log needs of a disk, so that a test can put one underneath that forgets whatever was not synced.
 * Paths are names inside the log's directory.
 */
export interface Disk {
  list(): string[]
  /** The bytes of a file from `offset`, at most `length`; fewer at its end. */
  read(name: string, offset: number, length: number): Buffer
  size(name: string): number
  remove(name: string): void
  /** Opens for writing, creating it; the entry is durable when this resolves. */
  open(name: string): Promise<DiskFile>
}

export interface DiskFile {
  /** Writes all the parts at `offset`. */
  write(parts: readonly Uint8Array[], offset: number): Promise<void>
  /** Everything written so far survives a power cut once this resolves. */
  sync(): Promise<void>
  truncate(length: number): Promise<void>
  close(): Promise<void>
}

const openFile = promisify(open)
const closeFile = promisify(close)
const datasync = promisify(fdatasync)
const truncateFile = promisify(ftruncate)
const fullSync = promisify(fsync)

/** A directory of the real file system. */
export function directoryDisk(directory: string): Disk {
  mkdirSync(directory, { recursive: true })
  return {
    list: () => readdirSync(directory).sort(),
    size(name) {
      const fd = openSync(join(directory, name), 'r')
      try {
        return fstatSync(fd).size
      } finally {
        closeSync(fd)
      }
    },
    read(name, offset, length) {
      const fd = openSync(join(directory, name), 'r')
      try {
        const buffer = Buffer.allocUnsafe(length)
        return buffer.subarray(0, readFully(fd, buffer, offset))
      } finally {
        closeSync(fd)
      }
    },
    remove(name) {
      unlinkSync(join(directory, name))
      const fd = openSync(directory, 'r')
      fsyncSync(fd)
      closeSync(fd)
    },
    async open(name) {
      const fd = await openFile(join(directory, name), 'a+').then(async (created) => {
        await closeFile(created)
        return openFile(join(directory, name), 'r+')
      })
      const parent = await openFile(directory, 'r')
      await fullSync(parent)
      await closeFile(parent)
      return new NodeFile(fd)
    },
  }
}

function readFully(fd: number, buffer: Buffer, offset: number): number {
  let done = 0
  while (done < buffer.length) {
    const read = readSync(fd, buffer, done, buffer.length - done, offset + done)
    if (read === 0) break
    done += read
  }
  return done
}

class NodeFile implements DiskFile {
  readonly #fd: number
  constructor(fd: number) {
    this.#fd = fd
  }
  async write(parts: readonly Uint8Array[], offset: number): Promise<void> {
    let rest = [...parts]
    let at = offset
    while (rest.length > 0) {
      let written = await new Promise<number>((resolve, reject) => {
        writev(this.#fd, rest.slice(0, 1000), at, (error, count) => (error ? reject(error) : resolve(count)))
      })
      at += written
      // A short write (a nearly full disk): go on behind it.
      while (rest.length > 0 && written >= rest[0]!.length) {
        written -= rest[0]!.length
        rest.shift()
      }
      if (written > 0) rest = [rest[0]!.subarray(written), ...rest.slice(1)]
    }
  }
  sync(): Promise<void> {
    return datasync(this.#fd)
  }
  truncate(length: number): Promise<void> {
    return truncateFile(this.#fd, length)
  }
  close(): Promise<void> {
    return closeFile(this.#fd)
  }
}
