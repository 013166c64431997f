import type { Operation } from '@touchstone/governance'
import type { SegmentDefinitions } from '../definitions.ts'
import type { SegmentPorts } from '../ports.ts'
import { archiveSegment } from './archive-segment.ts'
import { createSegment } from './create-segment.ts'
import { getHistory } from './get-history.ts'
import { getSegment } from './get-segment.ts'
import { listMembers } from './list-members.ts'
import { listSegments } from './list-segments.ts'
import { previewSegment } from './preview-segment.ts'
import { updateSegment } from './update-segment.ts'

/** Everything this room can be asked. */
export function segmentOperations(definitions: SegmentDefinitions, ports: SegmentPorts): Operation[] {
  return [
    createSegment(definitions),
    listSegments(ports),
    previewSegment(ports),
    getSegment(definitions),
    updateSegment(definitions),
    archiveSegment(definitions),
    listMembers(definitions, ports),
    getHistory(definitions, ports),
  ]
}
