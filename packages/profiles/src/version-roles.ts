// Which version of a segment speaks for it. A definition in the shadow never does, until a cut-over names it; then the
// others stand by. Where nothing was said, the newest live version speaks: while a new one is prepared the old one does.
import type { SegmentState, StoredSegment, VersionRole } from './machine/live-segment.ts'

type Version = Pick<StoredSegment, 'id' | 'version' | 'state' | 'role'>

/** Among versions that may speak, best first. */
const PREFERENCE: Record<SegmentState, number> = { live: 0, sweeping: 1, backfilling: 2, archiving: 3 }

/** The version of each segment, by id, that speaks for it; none where all are in the shadow or stand by. */
export function speakersOf<V extends Version>(versions: readonly V[]): Map<string, V> {
  const speakers = new Map<string, V>()
  for (const one of versions) {
    if (one.role === 'shadow' || one.role === 'standby') continue
    const present = speakers.get(one.id)
    if (present === undefined || speaksBefore(one, present)) speakers.set(one.id, one)
  }
  return speakers
}

export function roleOf(version: Version, speaker: Version | undefined): VersionRole {
  if (speaker !== undefined && speaker.version === version.version) return 'reported'
  if (version.role === 'shadow' || version.role === 'standby') return version.role
  return version.version > speaker!.version ? 'shadow' : 'standby'
}

function speaksBefore(one: Version, other: Version): boolean {
  if (PREFERENCE[one.state] !== PREFERENCE[other.state]) return PREFERENCE[one.state] < PREFERENCE[other.state]
  return one.version > other.version
}
