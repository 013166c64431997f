// The thread of one comparison of lists. It gets its CSV reader here: rooms have none, and the command line's is the one there is.
import { parentPort, workerData } from 'node:worker_threads'
import { assert } from '@touchstone/base'
import { serveMatchThread, type ThreadSettings } from '@touchstone/profiles/match-thread'
import { readCsvPieces } from '../../../cli/src/replay/csv.ts'

assert(parentPort !== null, 'a comparison runs in a worker thread')
serveMatchThread(parentPort, workerData as ThreadSettings, readCsvPieces)
