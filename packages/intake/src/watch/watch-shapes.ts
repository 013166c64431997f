// How watches and their alarms are shown.
import { s } from '@touchstone/governance'
import type { WatchAlarm, WatchVersion } from './watch-definitions.ts'
import { WATCH_KINDS, watchShape } from './watch.ts'

export const watchId = s.string().min(1).max(100)

export const watchVersion = s.object({
  id: s.string(),
  version: s.number().int(),
  watch: watchShape.nullable().describe('null: it was ended'),
  createdAt: s.number().describe('milliseconds since 1970 UTC'),
  subject: s.string().describe('who said so'),
})

export const watchAlarm = s.object({
  id: s.number().int(),
  watch: s.string(),
  kind: s.enum(WATCH_KINDS),
  source: s.string(),
  since: s.number(),
  until: s.number().nullable().describe('null while it lasts'),
  message: s.string().describe('what was seen, and what is usual'),
})

export const watchExample: WatchVersion = { id: 'wt_5b0e61c2d9f3', version: 1, watch: { source: 'write_5b0e61c2d9f3', kind: 'volume', event: '', field: '' }, createdAt: 1_760_000_400_000, subject: 'admin_5b0e61c2d9f3' }
export const alarmExample: WatchAlarm = {
  id: 17, watch: watchExample.id, kind: 'volume', source: 'write_5b0e61c2d9f3', since: 1_760_003_400_000, until: null, message: '3 facts in 10 minutes; about 210 are usual at this time',
}
