// The state of the system in figures, as the one-shot operation and the live stream both tell it.
import { s, type Infer } from '@touchstone/governance'
import { alarm } from '@touchstone/segments'

const millis = s.number().describe('milliseconds since 1970 UTC')

export const figures = s.object({
  at: millis.describe('when they were read'),
  version: s.string(),
  startedAt: millis,
  facts: s.object({
    accepted: s.number().describe('durable in the log since it began'),
    processed: s.number(),
    duplicates: s.number(),
    perSecond: s.number().describe('accepted lately, over the last five seconds'),
  }),
  people: s.number(),
  merges: s.number().describe('people who turned out to be another'),
  engine: s.object({
    position: s.number(),
    behind: s.number().describe('records that wait'),
    lagMs: s.number().describe('how much older than the newest record the one at hand is'),
    rebuilding: s.boolean().describe('the state is being built again from the log'),
    refusing: s.string().nullable().describe('why facts are answered with 503 at present'),
  }),
  warehouse: s.object({ through: s.number(), behind: s.number().describe('log positions not in history yet'), lagMs: s.number(), waiting: s.number().describe('entries on their way') }),
  outbox: s.array(s.object({ consumer: s.string(), waiting: s.number() })).describe('entries of the engine that a reader has not acknowledged'),
  quarantined: s.number().nullable().describe('entries that wait in quarantine; null while nobody can tell'),
  log: s.object({ position: s.number(), bytes: s.number(), limitBytes: s.number(), pendingBytes: s.number().describe('waiting for the disk') }),
  disk: s.object({ freeBytes: s.number(), totalBytes: s.number(), reservedBytes: s.number().describe('facts are refused when less is free') }),
  parts: s.array(
    s.object({
      name: s.string(),
      kind: s.enum(['self', 'thread', 'child', 'server']).describe('runs in the process, as a thread or child of it, or elsewhere'),
      up: s.boolean(),
      reason: s.string().nullable().describe('why it is not'),
      restarts: s.number().nullable(),
    }),
  ),
  segments: s.object({ total: s.number(), live: s.number(), members: s.number().describe('memberships of all of them') }),
  alarms: s.array(alarm).describe('segments that stand still and should move, oldest first'),
})

export type Figures = Infer<typeof figures>

export const figuresExample: Figures = {
  at: 1_760_000_400_000,
  version: '0.1.0',
  startedAt: 1_759_990_000_000,
  facts: { accepted: 52_114, processed: 52_110, duplicates: 12, perSecond: 5.2 },
  people: 4_372,
  merges: 31,
  engine: { position: 52_140, behind: 4, lagMs: 3, rebuilding: false, refusing: null },
  warehouse: { through: 52_110, behind: 30, lagMs: 410, waiting: 2 },
  outbox: [{ consumer: 'warehouse', waiting: 2 }, { consumer: 'registry', waiting: 0 }, { consumer: 'subscribers', waiting: 0 }],
  quarantined: 3,
  log: { position: 52_144, bytes: 33_562_112, limitBytes: 20_000_000_000, pendingBytes: 0 },
  disk: { freeBytes: 81_200_000_000, totalBytes: 120_000_000_000, reservedBytes: 512_000_000 },
  parts: [{ name: 'engine', kind: 'thread', up: true, reason: null, restarts: null }, { name: 'warehouse', kind: 'child', up: false, reason: 'it is starting', restarts: 1 }],
  segments: { total: 12, live: 11, members: 9_310 },
  alarms: [],
}
