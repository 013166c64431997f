// The warehouse's child of this room's tests: rows come from the log in the directory that the test names.
import { directoryDisk, openFileReader } from '@touchstone/stream'
import { serveWarehouse } from '@touchstone/warehouse'
import { PREVIEW_JOB, previewJob } from '../identity/preview-job.ts'
import { FEED_TABLES, createFactRows } from '../warehouse-rows.ts'

serveWarehouse({
  tables: FEED_TABLES,
  open: (config) => ({ rowsOf: createFactRows(openFileReader(directoryDisk((config as { log: string }).log))), jobs: { [PREVIEW_JOB]: previewJob } }),
})
