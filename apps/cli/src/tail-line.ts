import type { TailEntry } from '@touchstone/client'
import { printable } from './terminal.ts'

/** One entry of the stream for a person to read. */
export function tailLine(entry: TailEntry): string {
  if (entry.kind === 'notice') return `-- ${noticeText(entry)}\n`
  const at = new Date(entry.at).toISOString().slice(11, 23)
  if (entry.kind === 'membership') return `${at} ${entry.entered ? 'entered' : 'left   '} segment ${printable(entry.segment)}  person ${entry.person}  (${printable(entry.cause)})\n`
  const late = entry.at - entry.happened
  const name = entry.event === '' ? '' : ` "${printable(entry.event)}"`
  return `${at} fact    #${entry.position}  person ${entry.person}  ${printable(entry.type)}${name}${late > 60_000 ? `  happened ${new Date(entry.happened).toISOString().slice(0, 19)}Z` : ''}\n`
}

function noticeText(notice: { readonly reason: string; readonly count: number }): string {
  if (notice.reason === 'dropped') return `${notice.count} entries are missing here: this reader was too slow`
  if (notice.reason === 'closing') return 'the server is going down; waiting for it to come back'
  if (notice.reason === 'reconnected') return 'connected again; entries may be missing here'
  return printable(notice.reason)
}
