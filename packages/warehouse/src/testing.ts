import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { WarehouseOptions } from './ports.ts'
import { openWarehouse } from './warehouse.ts'
import type { Warehouse } from './warehouse.ts'

/** For benches that write history by the million: the engine itself, on the folder `clickhouse` of a warehouse's directory that nobody has open. */
export { openEmbeddedEngine } from './chdb.ts'

/** A real warehouse in a directory of its own, for tests. `remove` closes it and deletes the directory. */
export async function temporaryWarehouse(
  options: Omit<WarehouseOptions, 'directory'>,
): Promise<{ warehouse: Warehouse; directory: string; remove(): Promise<void> }> {
  const directory = mkdtempSync(join(tmpdir(), 'touchstone-warehouse-'))
  const opened = await openWarehouse({ memoryBytes: 1024 * 1024 * 1024, ...options, directory })
  if (!opened.ok) throw new Error(opened.failure.message)
  return {
    warehouse: opened.value,
    directory,
    async remove() {
      await opened.value.close()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
