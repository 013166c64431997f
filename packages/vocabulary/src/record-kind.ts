/** The first byte of every log record says what it is. The stream itself knows only `TICK`. */
export const RecordKind = {
  /** Time passed and nothing else: the loop asked for it because a timer is due. Empty payload. */
  TICK: 0,
  /** A fact about a person: see `fact-codec.ts`. */
  FACT: 1,
  /** Something refused at the edge, kept sealed so that it can be listed, explained and replayed. JSON payload. */
  QUARANTINED: 2,
  /** A definition or rule that takes effect at its position. JSON payload: see `control.ts`. */
  CONTROL: 3,
  // 4 were seeds of layout 1, see `seed-codec.ts`: nobody reads them any more.
  /** One person's partial state computed from history, for a segment under backfill: see `seed-codec.ts`. */
  SEED: 5,
  /** People built again from their facts, who take the place of those there are: see the profiles room's image record. */
  IMAGES: 6,
} as const
export type RecordKind = (typeof RecordKind)[keyof typeof RecordKind]
