// The warehouse's child of this room's tests: entries are JSON rows, and it can run the backfill job.
import { serveWarehouse, type MappedRows } from '@touchstone/warehouse'
import { BACKFILL_JOB, backfillJob } from '../backfill-job.ts'

serveWarehouse({
  tables: { profiles_facts: { key: 'position' }, profiles_aliases: { key: 'sequence' }, segments_changes: { key: 'sequence' } },
  open: () => ({
    // JSON has no numbers of 64 bits.
    rowsOf: (entry) => JSON.parse(entry.toString(), (key, value: unknown) => (key === 'hash' ? BigInt(value as string) : value)) as MappedRows,
    jobs: { [BACKFILL_JOB]: backfillJob },
  }),
})
