/** What one call may bring. Each refusal names the limit it met. Documented in docs/segment-api.md. */
export const LIMITS = {
  /** UTF-8 bytes of one event as JSON without spaces. */
  eventBytes: 64 * 1024,
  /** Events in one batch; the rest is kept in quarantine, together. */
  batchEvents: 2_500,
  /** A batch beyond this is no batch: the whole call is refused. */
  batchEventsHard: 10_000,
  /** Refused events of one call that get an entry each; the rest share entries, by reason. */
  ownEntries: 250,
  /** Events, and characters, that share one entry at most. */
  sharedEntryEvents: 500,
  sharedEntryText: 64 * 1024,
  /** Levels of objects and arrays, the event itself being the first. */
  depth: 32,
  /** Fields directly in `traits` or in `properties`. */
  fields: 300,
  /** Characters. */
  messageId: 100,
  eventName: 200,
  /** Different identifiers on one event. */
  identifiers: 20,
  /** Characters of the raw event that quarantine keeps. */
  rawText: 256 * 1024,
  /** Entries beyond this are removed, the oldest first. */
  quarantineEntries: 200_000,
  /** Days that quarantine keeps an entry. */
  quarantineDays: 30,
} as const
