import { s } from '@touchstone/governance'
import { FIELD_CLASSES } from '@touchstone/vocabulary'
import { EDGE_KINDS, NODE_KINDS } from './model.ts'
import { millis } from '../shapes.ts'

export const nodeName = s.string().min(3).max(3_000).describe('a kind and its names, each URL-encoded: source:key_1, event:Order%20Completed, property:Order%20Completed/revenue, trait:plan, computed:lifetime_value, segment:sg_4k2v9qw8m1x3')

export const lineageNode = s.object({
  id: s.string(),
  kind: s.enum(NODE_KINDS),
  name: s.string(),
  event: s.string().nullable().describe('of a property'),
  class: s.enum(FIELD_CLASSES).nullable().describe('of a property or trait that was seen'),
  version: s.number().nullable().describe('of a condition, segment or computed trait'),
  size: s.number().nullable().describe('members of a segment now'),
  isKnown: s.boolean().describe('false: something reads it and no fact ever had it'),
})

export const lineageEdge = s.object({
  from: s.string(),
  to: s.string(),
  kind: s.enum(EDGE_KINDS),
  facts: s.number().nullable().describe('of the last 30 days; null where nobody counts them'),
  last: millis.nullable(),
})

export const exampleNodes = {
  source: { id: 'source:key_4f1a9c2be07d', kind: 'source' as const, name: 'Shop', event: null, class: null, version: null, size: null, isKnown: true },
  trait: { id: 'trait:plan', kind: 'trait' as const, name: 'plan', event: null, class: 'internal' as const, version: null, size: null, isKnown: true },
  condition: { id: 'condition:sg_4k2v9qw8m1x3/1/1', kind: 'condition' as const, name: 'plan = "pro"', event: null, class: null, version: 1, size: null, isKnown: true },
  segment: { id: 'segment:sg_4k2v9qw8m1x3', kind: 'segment' as const, name: 'Professionals', event: null, class: null, version: 1, size: 751, isKnown: true },
}
