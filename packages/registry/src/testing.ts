import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openRegistry } from './registry.ts'
import type { Registry, RegistryOptions } from './registry.ts'

/** A real PostgreSQL in a directory of its own, for tests. `remove` closes it and deletes the directory. */
export async function temporaryRegistry(
  options: Omit<RegistryOptions, 'directory'>,
): Promise<{ registry: Registry; directory: string; remove(): Promise<void> }> {
  const directory = temporaryDirectory()
  const opened = await openRegistry({ ...options, directory: join(directory, 'registry') })
  if (!opened.ok) throw new Error(opened.failure.message)
  return {
    registry: opened.value,
    directory,
    async remove() {
      await opened.value.close()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** A folder that PostgreSQL's account may pass through when we are root. */
export function temporaryDirectory(): string {
  const directory = mkdtempSync(join(tmpdir(), 'touchstone-registry-'))
  chmodSync(directory, 0o711)
  return directory
}
