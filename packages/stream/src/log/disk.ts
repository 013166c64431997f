import { close, fdatasync, fsync, ftruncate, open, writev } from 'node:fs'
import { closeSync, existsSync, fstatSync, fsyncSync, mkdirSync, openSync, readSync, readdirSync, renameSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

/**
 * What the log needs of a disk, so that a test can put one underneath that forgets whatever was not synced.
 * Paths are names inside the log's directory.
 */
export interface Disk {
  list(): string[]
  /** The bytes of a file from `offset`, at most `length`; fewer at its end. They may lie in `reuse` where they fit. */
  read(name: string, offset: number, length: number, reuse?: Buffer): Buffer
  size(name: string): number
  remove(name: string): void
  /**
   * Opens for writing, creating it; the entry is durable when this resolves. A new file may come with zeros in it, from
   * a spare that was made before.
   */
  open(name: string): Promise<DiskFile>
  /** Makes a spare file of so many zeros, on the disk for good, for the next `open` of a new name. Only a help: may fail. */
  prepare(length: number): Promise<void>
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
    read(name, offset, length, reuse) {
      const fd = openSync(join(directory, name), 'r')
      try {
        const buffer = reuse !== undefined && reuse.length >= length ? reuse.subarray(0, length) : Buffer.allocUnsafe(length)
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
    prepare: (length) => prepareSpare(join(directory, SPARE), length),
    async open(name) {
      const path = join(directory, name)
      if (!existsSync(path) && existsSync(join(directory, SPARE))) renameSync(join(directory, SPARE), path)
      await closeFile(await openFile(path, 'a+'))
      const fd = await openFile(path, 'r+')
      const parent = await openFile(directory, 'r')
      await fullSync(parent)
      await closeFile(parent)
      return new NodeFile(fd)
    },
  }
}

const SPARE = 'spare'
const ZEROS = Buffer.alloc(1024 * 1024)

// Growing a file changes its length and place on the disk, so each sync of it has to wait for the file system's journal,
// and with it for what other files have under way. Writing over zeros that are there needs none of that.
async function prepareSpare(path: string, length: number): Promise<void> {
  if (existsSync(path)) return
  const draft = `${path}.draft`
  const fd = await openFile(draft, 'w')
  try {
    const file = new NodeFile(fd)
    for (let at = 0; at < length; at += ZEROS.length) {
      await file.write([ZEROS.subarray(0, Math.min(ZEROS.length, length - at))], at)
      // In small portions, so that nobody's sync waits behind a large one.
      await file.sync()
    }
    renameSync(draft, path)
  } finally {
    await closeFile(fd)
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
