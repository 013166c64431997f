import type { Operation } from '@touchstone/governance'
import type { SegmentDefinitions } from '../definitions.ts'
import type { SegmentPorts } from '../ports.ts'
import { archiveSegment } from './archive-segment.ts'
import { archiveTrait } from './archive-trait.ts'
import { checkCondition } from './check-condition.ts'
import { combine } from './combine.ts'
import { compareSegments } from './compare-segments.ts'
import { compareVersions } from './compare-versions.ts'
import { completeCondition } from './complete-condition.ts'
import { createSegment } from './create-segment.ts'
import { createTrait } from './create-trait.ts'
import { cutOverVersion } from './cut-over-version.ts'
import { explainPersonOperation } from './explain-person.ts'
import { explainTrait } from './explain-trait.ts'
import { getHistory } from './get-history.ts'
import { getSegment } from './get-segment.ts'
import { getSeries } from './get-series.ts'
import { getTrait } from './get-trait.ts'
import { listAlarms } from './list-alarms.ts'
import { listMembers } from './list-members.ts'
import { listMovers } from './list-movers.ts'
import { listSegments } from './list-segments.ts'
import { listTraits } from './list-traits.ts'
import { listVersions } from './list-versions.ts'
import { overlaps } from './overlaps.ts'
import { previewSegment } from './preview-segment.ts'
import { previewTrait } from './preview-trait.ts'
import { rankDifferences } from './rank-differences.ts'
import { rollBackSegment } from './roll-back-segment.ts'
import { setControlShare } from './set-control-share.ts'
import { updateSegment } from './update-segment.ts'
import { updateTrait } from './update-trait.ts'

/** Everything this room can be asked. */
export function segmentOperations(definitions: SegmentDefinitions, ports: SegmentPorts): Operation[] {
  return [
    createSegment(definitions),
    listSegments(definitions),
    previewSegment(definitions, ports),
    checkCondition(definitions),
    completeCondition(definitions),
    explainPersonOperation(definitions, ports),
    combine(definitions, ports),
    overlaps(definitions, ports),
    compareSegments(definitions, ports),
    rankDifferences(definitions, ports),
    listAlarms(definitions),
    listMovers(definitions, ports),
    createTrait(definitions),
    listTraits(definitions),
    previewTrait(definitions, ports),
    explainTrait(definitions, ports),
    getTrait(definitions),
    updateTrait(definitions),
    archiveTrait(definitions),
    getSegment(definitions),
    updateSegment(definitions),
    archiveSegment(definitions),
    listMembers(definitions, ports),
    getHistory(definitions, ports),
    getSeries(definitions, ports),
    setControlShare(definitions),
    listVersions(definitions),
    compareVersions(definitions, ports),
    cutOverVersion(definitions),
    rollBackSegment(definitions),
  ]
}
