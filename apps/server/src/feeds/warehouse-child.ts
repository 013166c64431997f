// The module that runs in the warehouse's child process: it maps outbox entries to rows, reading the facts' bytes from
// the log's files, and runs the jobs that walk over history.
import { PastCleaner } from '@touchstone/intake'
import { AMEND_JOB, FEED_TABLES, MESSAGE_JOB, PREVIEW_JOB, RECORD_JOB, amendJob, createFactRows, messageJob, previewJob, recordJob, resealJobs } from '@touchstone/profiles'
import { BACKFILL_JOB, backfillJob } from '@touchstone/segments'
import { directoryDisk, openFileReader } from '@touchstone/stream'
import { serveWarehouse } from '@touchstone/warehouse'
import { openEnvelope } from './envelope.ts'

export interface WarehouseChildConfig {
  readonly logDirectory: string
}

serveWarehouse({
  tables: FEED_TABLES,
  open(config) {
    const disk = directoryDisk((config as WarehouseChildConfig).logDirectory)
    const reader = openFileReader(disk)
    // A reader of its own: the other one goes on from where it stands.
    const looking = openFileReader(disk)
    const rowsOf = createFactRows(reader)
    return {
      rowsOf(bytes) {
        const { number, entry } = openEnvelope(bytes)
        return { ...rowsOf(entry), cursor: number }
      },
      jobs: { [AMEND_JOB]: amendJob, [BACKFILL_JOB]: backfillJob, [RECORD_JOB]: recordJob(looking), [MESSAGE_JOB]: messageJob(looking), [PREVIEW_JOB]: previewJob, ...resealJobs((field) => { const cleaner = new PastCleaner(field); return (type, texts) => cleaner.clean(type, texts) }) },
      close() {
        reader.close()
        looking.close()
      },
    }
  },
})
