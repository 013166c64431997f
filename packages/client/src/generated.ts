// Generated from the declared operations by tools/reference; change those and run `npm run reference`.

import type { RouteTable, StreamTable } from './route-table.ts'

/** Every operation: what it takes and what it gives. */
export interface Operations {
  /** Describe an event, property or trait, or give a field another class. */
  readonly 'governance.define-field': { readonly input: GovernanceDefineFieldInput; readonly output: GovernanceDefineFieldOutput }
  /** Make a write key, for a new source or for one that is there. */
  readonly 'governance.issue-write-key': { readonly input: GovernanceIssueWriteKeyInput; readonly output: GovernanceIssueWriteKeyOutput }
  /** What was said about an event, property or trait, newest first. */
  readonly 'governance.list-field-versions': { readonly input: GovernanceListFieldVersionsInput; readonly output: GovernanceListFieldVersionsOutput }
  /** List where facts come from, with the write keys of each. */
  readonly 'governance.list-sources': { readonly input: GovernanceListSourcesInput; readonly output: GovernanceListSourcesOutput }
  /** Rename a source, or say what sends its facts. */
  readonly 'governance.rename-source': { readonly input: GovernanceRenameSourceInput; readonly output: GovernanceRenameSourceOutput }
  /** End a write key, at once. */
  readonly 'governance.revoke-write-key': { readonly input: GovernanceRevokeWriteKeyInput; readonly output: GovernanceRevokeWriteKeyOutput }
  /** Read one refused entry with the events it holds. */
  readonly 'intake.explain-quarantined': { readonly input: IntakeExplainQuarantinedInput; readonly output: IntakeExplainQuarantinedOutput }
  /** List what was refused at the edge. */
  readonly 'intake.list-quarantine': { readonly input: IntakeListQuarantineInput; readonly output: IntakeListQuarantineOutput }
  /** Bring a refused entry in after all. */
  readonly 'intake.replay-quarantined': { readonly input: IntakeReplayQuarantinedInput; readonly output: IntakeReplayQuarantinedOutput }
  /** Whether this installation holds invented data, and how much. */
  readonly 'profiles.count-synthetic': { readonly input: ProfilesCountSyntheticInput; readonly output: ProfilesCountSyntheticOutput }
  /** What one person used: devices, systems, apps and browsers. */
  readonly 'profiles.get-devices': { readonly input: ProfilesGetDevicesInput; readonly output: ProfilesGetDevicesOutput }
  /** How many facts came in over time. */
  readonly 'profiles.get-fact-series': { readonly input: ProfilesGetFactSeriesInput; readonly output: ProfilesGetFactSeriesOutput }
  /** The segments one person is in, since when and until when. */
  readonly 'profiles.get-memberships': { readonly input: ProfilesGetMembershipsInput; readonly output: ProfilesGetMembershipsOutput }
  /** Where what is known of one person came from. */
  readonly 'profiles.get-origins': { readonly input: ProfilesGetOriginsInput; readonly output: ProfilesGetOriginsOutput }
  /** One person: traits, counts, sessions and identifiers. */
  readonly 'profiles.get-profile': { readonly input: ProfilesGetProfileInput; readonly output: ProfilesGetProfileOutput }
  /** What happened to one person, newest first. */
  readonly 'profiles.get-timeline': { readonly input: ProfilesGetTimelineInput; readonly output: ProfilesGetTimelineOutput }
  /** Every event that was ever seen, with how often and when. */
  readonly 'profiles.list-events': { readonly input: ProfilesListEventsInput; readonly output: ProfilesListEventsOutput }
  /** Every property or trait that was ever seen, with its kinds of values, its class and an example. */
  readonly 'profiles.list-fields': { readonly input: ProfilesListFieldsInput; readonly output: ProfilesListFieldsOutput }
  /** Everyone, or those of a segment, a condition or a search, in order, window by window. */
  readonly 'profiles.list-people': { readonly input: ProfilesListPeopleInput; readonly output: ProfilesListPeopleOutput }
  /** The personal values of one person, in the clear. */
  readonly 'profiles.reveal-profile': { readonly input: ProfilesRevealProfileInput; readonly output: ProfilesRevealProfileOutput }
  /** End a microsegment. */
  readonly 'segments.archive-segment': { readonly input: SegmentsArchiveSegmentInput; readonly output: SegmentsArchiveSegmentOutput }
  /** What a condition says and costs, or what is wrong with it. */
  readonly 'segments.check-condition': { readonly input: SegmentsCheckConditionInput; readonly output: SegmentsCheckConditionOutput }
  /** How many people are in a combination of microsegments. */
  readonly 'segments.combine': { readonly input: SegmentsCombineInput; readonly output: SegmentsCombineOutput }
  /** Compare two groups of people on a trait or a behaviour, with effect size and uncertainty. */
  readonly 'segments.compare-segments': { readonly input: SegmentsCompareSegmentsInput; readonly output: SegmentsCompareSegmentsOutput }
  /** Who would enter and leave if another version took over. */
  readonly 'segments.compare-versions': { readonly input: SegmentsCompareVersionsInput; readonly output: SegmentsCompareVersionsOutput }
  /** What could stand at a place of a half-written condition. */
  readonly 'segments.complete-condition': { readonly input: SegmentsCompleteConditionInput; readonly output: SegmentsCompleteConditionOutput }
  /** Define a microsegment. */
  readonly 'segments.create-segment': { readonly input: SegmentsCreateSegmentInput; readonly output: SegmentsCreateSegmentOutput }
  /** Let another version of a microsegment speak for it. */
  readonly 'segments.cut-over-version': { readonly input: SegmentsCutOverVersionInput; readonly output: SegmentsCutOverVersionOutput }
  /** Why somebody is in a microsegment or not, now or at a past moment. */
  readonly 'segments.explain-person': { readonly input: SegmentsExplainPersonInput; readonly output: SegmentsExplainPersonOutput }
  /** Who entered and left a microsegment, when and why. */
  readonly 'segments.get-history': { readonly input: SegmentsGetHistoryInput; readonly output: SegmentsGetHistoryOutput }
  /** One microsegment: condition, size, state and freshness. */
  readonly 'segments.get-segment': { readonly input: SegmentsGetSegmentInput; readonly output: SegmentsGetSegmentOutput }
  /** The size of a microsegment over time, with who entered and left. */
  readonly 'segments.get-series': { readonly input: SegmentsGetSeriesInput; readonly output: SegmentsGetSeriesOutput }
  /** What stands still and should move. */
  readonly 'segments.list-alarms': { readonly input: SegmentsListAlarmsInput; readonly output: SegmentsListAlarmsOutput }
  /** Who is in a microsegment now, and since when. */
  readonly 'segments.list-members': { readonly input: SegmentsListMembersInput; readonly output: SegmentsListMembersOutput }
  /** Which microsegments moved most lately. */
  readonly 'segments.list-movers': { readonly input: SegmentsListMoversInput; readonly output: SegmentsListMoversOutput }
  /** All microsegments with their size and state. */
  readonly 'segments.list-segments': { readonly input: SegmentsListSegmentsInput; readonly output: SegmentsListSegmentsOutput }
  /** Every version of a microsegment, and when it spoke. */
  readonly 'segments.list-versions': { readonly input: SegmentsListVersionsInput; readonly output: SegmentsListVersionsOutput }
  /** How much microsegments have in common, two by two. */
  readonly 'segments.overlaps': { readonly input: SegmentsOverlapsInput; readonly output: SegmentsOverlapsOutput }
  /** Count who is in a condition, now or at a past moment. */
  readonly 'segments.preview-segment': { readonly input: SegmentsPreviewSegmentInput; readonly output: SegmentsPreviewSegmentOutput }
  /** Which traits and behaviours tell two groups of people apart most. */
  readonly 'segments.rank-differences': { readonly input: SegmentsRankDifferencesInput; readonly output: SegmentsRankDifferencesOutput }
  /** Go back to the version of a microsegment that spoke before. */
  readonly 'segments.roll-back-segment': { readonly input: SegmentsRollBackSegmentInput; readonly output: SegmentsRollBackSegmentOutput }
  /** Leave a fixed share of a microsegment alone, to compare with. */
  readonly 'segments.set-control-share': { readonly input: SegmentsSetControlShareInput; readonly output: SegmentsSetControlShareOutput }
  /** Rename a microsegment or change its condition. */
  readonly 'segments.update-segment': { readonly input: SegmentsUpdateSegmentInput; readonly output: SegmentsUpdateSegmentOutput }
  /** Find the records of a message by its id. */
  readonly 'stream.find-message': { readonly input: StreamFindMessageInput; readonly output: StreamFindMessageOutput }
  /** The state of the system in figures, now. */
  readonly 'stream.get-figures': { readonly input: StreamGetFiguresInput; readonly output: StreamGetFiguresOutput }
  /** One record of the log, and what became of it. */
  readonly 'stream.inspect-record': { readonly input: StreamInspectRecordInput; readonly output: StreamInspectRecordOutput }
}

/** Every operation that gives a file; its text is the output. */
export interface Downloads {
  /** The people of a list as a CSV file. */
  readonly 'profiles.export-people': { readonly input: ProfilesExportPeopleInput; readonly output: ProfilesExportPeopleOutput }
}

/** Every event stream: its filter and its entries. */
export interface Streams {
  /** Watch the figures of the platform, membership changes and, if wanted, facts and the state of the system. */
  readonly 'stream.live': { readonly input: StreamLiveInput; readonly output: StreamLiveOutput }
  /** Watch facts and membership changes as they are processed. */
  readonly 'stream.tail': { readonly input: StreamTailInput; readonly output: StreamTailOutput }
}

export const ROUTES = {
  'governance.define-field': ['POST', 'governance/fields'],
  'governance.issue-write-key': ['POST', 'governance/write-keys'],
  'governance.list-field-versions': ['GET', 'governance/fields/versions'],
  'governance.list-sources': ['GET', 'governance/sources'],
  'governance.rename-source': ['PATCH', 'governance/sources/{id}'],
  'governance.revoke-write-key': ['DELETE', 'governance/write-keys/{id}'],
  'intake.explain-quarantined': ['GET', 'intake/quarantine/{id}'],
  'intake.list-quarantine': ['GET', 'intake/quarantine'],
  'intake.replay-quarantined': ['POST', 'intake/quarantine/{id}/replay'],
  'profiles.count-synthetic': ['GET', 'profiles/synthetic'],
  'profiles.export-people': ['GET', 'profiles/people.csv', 'text/csv; charset=utf-8'],
  'profiles.get-devices': ['GET', 'profiles/{personId}/devices'],
  'profiles.get-fact-series': ['GET', 'profiles/facts/series'],
  'profiles.get-memberships': ['GET', 'profiles/{personId}/memberships'],
  'profiles.get-origins': ['GET', 'profiles/{personId}/origins'],
  'profiles.get-profile': ['GET', 'profiles/{idType}/{value}'],
  'profiles.get-timeline': ['GET', 'profiles/{personId}/timeline'],
  'profiles.list-events': ['GET', 'profiles/catalogue/events'],
  'profiles.list-fields': ['GET', 'profiles/catalogue/fields'],
  'profiles.list-people': ['POST', 'profiles/people'],
  'profiles.reveal-profile': ['GET', 'profiles/{idType}/{value}/personal'],
  'segments.archive-segment': ['DELETE', 'segments/{id}'],
  'segments.check-condition': ['POST', 'segments/check'],
  'segments.combine': ['POST', 'segments/combine'],
  'segments.compare-segments': ['POST', 'segments/compare'],
  'segments.compare-versions': ['GET', 'segments/{id}/compare'],
  'segments.complete-condition': ['POST', 'segments/complete'],
  'segments.create-segment': ['POST', 'segments'],
  'segments.cut-over-version': ['POST', 'segments/{id}/cut-over'],
  'segments.explain-person': ['POST', 'segments/explain'],
  'segments.get-history': ['GET', 'segments/{id}/changes'],
  'segments.get-segment': ['GET', 'segments/{id}'],
  'segments.get-series': ['GET', 'segments/{id}/series'],
  'segments.list-alarms': ['GET', 'segments/alarms'],
  'segments.list-members': ['GET', 'segments/{id}/members'],
  'segments.list-movers': ['GET', 'segments/movers'],
  'segments.list-segments': ['GET', 'segments'],
  'segments.list-versions': ['GET', 'segments/{id}/versions'],
  'segments.overlaps': ['POST', 'segments/overlaps'],
  'segments.preview-segment': ['POST', 'segments/preview'],
  'segments.rank-differences': ['POST', 'segments/differences'],
  'segments.roll-back-segment': ['POST', 'segments/{id}/roll-back'],
  'segments.set-control-share': ['POST', 'segments/{id}/control-share'],
  'segments.update-segment': ['PATCH', 'segments/{id}'],
  'stream.find-message': ['GET', 'stream/messages/{messageId}'],
  'stream.get-figures': ['GET', 'stream/state'],
  'stream.inspect-record': ['GET', 'stream/records/{position}'],
} as const satisfies RouteTable

export const STREAMS = {
  'stream.live': 'stream/live',
  'stream.tail': 'stream/tail',
} as const satisfies StreamTable

export interface GovernanceDefineFieldInput {
  /** an event, a property of events, or a trait of people */
  readonly place: 'event' | 'property' | 'trait'
  /** the event; of a property, where it is described for one event only */
  readonly event?: string
  /** the name of a property or trait; one within another is `address.street` */
  readonly field?: string
  readonly description?: string
  /** null: the class of its name again */
  readonly class?: 'public' | 'internal' | 'personal' | 'sensitive' | 'payment' | 'secret' | null
}

export interface GovernanceDefineFieldOutput {
  readonly definition: {
    readonly place: 'event' | 'property' | 'trait'
    readonly event: string
    readonly field: string
    readonly version: number
    readonly description: string
    /** null: the class of its name */
    readonly class: 'public' | 'internal' | 'personal' | 'sensitive' | 'payment' | 'secret' | null
    /** where in the log its class took effect */
    readonly position: number | null
    /** milliseconds since 1970 UTC */
    readonly createdAt: number
    /** who said so */
    readonly subject: string
  }
  /** what the change did not reach; null where it changed no class */
  readonly past: string | null
}

export interface GovernanceIssueWriteKeyInput {
  /** what people call it */
  readonly name: string
  /** of a new source; `other` unless given */
  readonly kind?: 'web' | 'mobile' | 'server' | 'other'
  /** the id of a source, as its facts name it */
  readonly source?: string
}

export interface GovernanceIssueWriteKeyOutput {
  readonly secret: string
  readonly key: {
    readonly id: string
    readonly name: string
    /** it comes from the environment and can only be changed there */
    readonly fixed: boolean
    /** milliseconds since 1970 UTC */
    readonly createdAt: number
    /** when it was last shown and accepted; null for never */
    readonly lastUsedAt: number | null
    readonly revokedAt: number | null
  }
  readonly source: {
    /** as facts name it */
    readonly id: string
    readonly name: string
    /** what sends its facts */
    readonly kind: 'web' | 'mobile' | 'server' | 'other'
    /** milliseconds since 1970 UTC */
    readonly createdAt: number
    /** oldest first, revoked ones too; never the secret */
    readonly keys: ReadonlyArray<{
      readonly id: string
      readonly name: string
      /** it comes from the environment and can only be changed there */
      readonly fixed: boolean
      /** milliseconds since 1970 UTC */
      readonly createdAt: number
      /** when it was last shown and accepted; null for never */
      readonly lastUsedAt: number | null
      readonly revokedAt: number | null
    }>
  }
}

export interface GovernanceListFieldVersionsInput {
  /** an event, a property of events, or a trait of people */
  readonly place: 'event' | 'property' | 'trait'
  /** the event; of a property, where it is described for one event only */
  readonly event?: string
  /** the name of a property or trait; one within another is `address.street` */
  readonly field?: string
}

export interface GovernanceListFieldVersionsOutput {
  readonly versions: ReadonlyArray<{
    readonly place: 'event' | 'property' | 'trait'
    readonly event: string
    readonly field: string
    readonly version: number
    readonly description: string
    /** null: the class of its name */
    readonly class: 'public' | 'internal' | 'personal' | 'sensitive' | 'payment' | 'secret' | null
    /** where in the log its class took effect */
    readonly position: number | null
    /** milliseconds since 1970 UTC */
    readonly createdAt: number
    /** who said so */
    readonly subject: string
  }>
}

export type GovernanceListSourcesInput = {}

export interface GovernanceListSourcesOutput {
  readonly sources: ReadonlyArray<{
    /** as facts name it */
    readonly id: string
    readonly name: string
    /** what sends its facts */
    readonly kind: 'web' | 'mobile' | 'server' | 'other'
    /** milliseconds since 1970 UTC */
    readonly createdAt: number
    /** oldest first, revoked ones too; never the secret */
    readonly keys: ReadonlyArray<{
      readonly id: string
      readonly name: string
      /** it comes from the environment and can only be changed there */
      readonly fixed: boolean
      /** milliseconds since 1970 UTC */
      readonly createdAt: number
      /** when it was last shown and accepted; null for never */
      readonly lastUsedAt: number | null
      readonly revokedAt: number | null
    }>
    readonly facts: number | null
    /** when the newest one was received, milliseconds since 1970 UTC */
    readonly lastFactAt: number | null
  }>
}

export interface GovernanceRenameSourceInput {
  /** the id of a source, as its facts name it */
  readonly id: string
  /** what people call it */
  readonly name?: string
  /** what sends its facts */
  readonly kind?: 'web' | 'mobile' | 'server' | 'other'
}

export interface GovernanceRenameSourceOutput {
  /** as facts name it */
  readonly id: string
  readonly name: string
  /** what sends its facts */
  readonly kind: 'web' | 'mobile' | 'server' | 'other'
  /** milliseconds since 1970 UTC */
  readonly createdAt: number
  /** oldest first, revoked ones too; never the secret */
  readonly keys: ReadonlyArray<{
    readonly id: string
    readonly name: string
    /** it comes from the environment and can only be changed there */
    readonly fixed: boolean
    /** milliseconds since 1970 UTC */
    readonly createdAt: number
    /** when it was last shown and accepted; null for never */
    readonly lastUsedAt: number | null
    readonly revokedAt: number | null
  }>
}

export interface GovernanceRevokeWriteKeyInput {
  /** the id of a write key */
  readonly id: string
}

export interface GovernanceRevokeWriteKeyOutput {
  /** as facts name it */
  readonly id: string
  readonly name: string
  /** what sends its facts */
  readonly kind: 'web' | 'mobile' | 'server' | 'other'
  /** milliseconds since 1970 UTC */
  readonly createdAt: number
  /** oldest first, revoked ones too; never the secret */
  readonly keys: ReadonlyArray<{
    readonly id: string
    readonly name: string
    /** it comes from the environment and can only be changed there */
    readonly fixed: boolean
    /** milliseconds since 1970 UTC */
    readonly createdAt: number
    /** when it was last shown and accepted; null for never */
    readonly lastUsedAt: number | null
    readonly revokedAt: number | null
  }>
}

export interface IntakeExplainQuarantinedInput {
  /** Id of the entry */
  readonly id: number
}

export interface IntakeExplainQuarantinedOutput {
  /** Position of the entry in the log */
  readonly id: number
  /** Stable code of the reason */
  readonly reason: string
  /** What was expected and what came */
  readonly message: string
  /** Which source sent it */
  readonly source: string
  /** Milliseconds since 1970 */
  readonly receivedAt: number
  readonly messageId?: string
  /** How many events the entry holds */
  readonly events: number
  /** Whether its text was cut at a limit */
  readonly cut: boolean
  readonly state: 'waiting' | 'replayed'
  readonly replayedAt?: number
  /** JSON text: one event as an item of a batch has it, or {"batch": […]}; incomplete when `cut` */
  readonly text: string
}

export interface IntakeListQuarantineInput {
  /** Entries at most */
  readonly limit?: number
  /** `next` of the previous answer */
  readonly cursor?: number
  /** Only entries with this reason code */
  readonly reason?: string
}

export interface IntakeListQuarantineOutput {
  readonly entries: ReadonlyArray<{
    /** Position of the entry in the log */
    readonly id: number
    /** Stable code of the reason */
    readonly reason: string
    /** What was expected and what came */
    readonly message: string
    /** Which source sent it */
    readonly source: string
    /** Milliseconds since 1970 */
    readonly receivedAt: number
    readonly messageId?: string
    /** How many events the entry holds */
    readonly events: number
    /** Whether its text was cut at a limit */
    readonly cut: boolean
    readonly state: 'waiting' | 'replayed'
    readonly replayedAt?: number
  }>
  /** Cursor of the next page; absent on the last */
  readonly next?: number
  readonly waiting: ReadonlyArray<{
    readonly reason: string
    readonly entries: number
    readonly events: number
  }>
}

export interface IntakeReplayQuarantinedInput {
  /** Id of the entry */
  readonly id: number
  /** One event as an item of a batch has it, or {"batch": […]}, in place of what was kept */
  readonly body?: Readonly<Record<string, unknown>>
}

export interface IntakeReplayQuarantinedOutput {
  /** Events that became facts */
  readonly facts: number
  /** Always 0: a replay brings in all or nothing */
  readonly quarantined: number
  /** Log position of the first fact */
  readonly position: number
}

export type ProfilesCountSyntheticInput = {}

export interface ProfilesCountSyntheticOutput {
  readonly holdsSynthetic: boolean
  readonly facts: number
  readonly synthetic: number
  readonly lastAt: number | null
  readonly through: number
}

export interface ProfilesExportPeopleInput {
  /** only members of this segment, `sg_…` */
  readonly segment?: string
  /** only people for whom this condition is true, e.g. country = "DE" */
  readonly where?: string
  /** only people known by this identifier, whole or (unless it is personal) its beginning; `type:value` looks at one type */
  readonly search?: string
  /** person, firstSeen, lastSeen, facts, or traits.<name> of a trait that is not personal */
  readonly sort?: string
  /** who has no value comes last either way */
  readonly direction?: 'ascending' | 'descending'
  /** the `list` of an answer of list-people; the question is not needed then */
  readonly list?: string
  /** person, firstSeen, lastSeen, facts, identifiers, traits.<name> */
  readonly columns?: ReadonlyArray<string>
}

export type ProfilesExportPeopleOutput = string

export interface ProfilesGetDevicesInput {
  /** the number of a person, also one that was merged into another */
  readonly personId: number
}

export interface ProfilesGetDevicesOutput {
  readonly person: number
  readonly through: number
  readonly devices: ReadonlyArray<{
    /** desktop, mobile, tablet, tv, bot, or what the SDK said */
    readonly type: string | null
    readonly maker: string | null
    readonly model: string | null
    readonly system: {
      readonly name: string | null
      readonly version: string | null
    }
    readonly app: {
      readonly name: string | null
      readonly version: string | null
    } | null
    readonly browser: {
      readonly name: string | null
      readonly version: string | null
    } | null
    readonly isGuess: boolean
    readonly libraries: ReadonlyArray<string>
    readonly userAgents: ReadonlyArray<string>
    readonly locales: ReadonlyArray<string>
    readonly sources: ReadonlyArray<string>
    /** milliseconds since 1970 UTC */
    readonly firstSeen: number
    /** milliseconds since 1970 UTC */
    readonly lastSeen: number
    readonly facts: number
  }>
}

export interface ProfilesGetFactSeriesInput {
  /** 3 hours before `to` unless given */
  readonly from?: string
  /** now unless given */
  readonly to?: string
  readonly interval?: 'minute' | 'hour' | 'day'
  /** only facts of the source with this id */
  readonly source?: string
}

export interface ProfilesGetFactSeriesOutput {
  /** milliseconds */
  readonly interval: number
  readonly points: ReadonlyArray<{
    /** milliseconds since 1970 UTC */
    readonly from: number
    readonly facts: number
  }>
  readonly total: number
  /** everything up to this log position was counted */
  readonly through: number
  readonly isComplete: boolean
}

export interface ProfilesGetMembershipsInput {
  /** the number of a person, also one that was merged into another */
  readonly personId: number
  /** also segments the person is not in */
  readonly all?: string
}

export interface ProfilesGetMembershipsOutput {
  readonly person: number
  /** milliseconds since 1970 UTC */
  readonly at: number
  readonly memberships: ReadonlyArray<{
    readonly segment: string
    readonly name: string
    readonly version: number
    readonly position: number
    readonly value: boolean | null
    readonly since: number | null
    readonly ends: number | null
    /** milliseconds since 1970 UTC */
    readonly holdsUntil?: number
  }>
}

export interface ProfilesGetOriginsInput {
  /** the number of a person, also one that was merged into another */
  readonly personId: number
}

export interface ProfilesGetOriginsOutput {
  readonly person: number
  readonly through: number
  readonly identifiers: ReadonlyArray<{
    readonly type: string
    readonly value: string
    readonly personal: boolean
    readonly reason: string | null
    /** the fact; null while it is on its way into the warehouse */
    readonly origin: {
      readonly position: number
      /** milliseconds since 1970 UTC */
      readonly happened: number
      readonly source: string
      readonly type: string
      readonly event: string
    } | null
  }>
  readonly traits: ReadonlyArray<{
    readonly name: string
    readonly value: unknown
    readonly class: 'public' | 'internal' | 'personal' | 'sensitive' | 'payment' | 'secret'
    /** milliseconds since 1970 UTC */
    readonly happened: number
    /** the fact; null while it is on its way into the warehouse */
    readonly origin: {
      readonly position: number
      /** milliseconds since 1970 UTC */
      readonly happened: number
      readonly source: string
      readonly type: string
      readonly event: string
    } | null
  }>
  readonly sealed: ReadonlyArray<{
    readonly path: string
    readonly class: 'public' | 'internal' | 'personal' | 'sensitive' | 'payment' | 'secret'
  }> | null
  readonly sources: ReadonlyArray<{
    readonly source: string
    readonly type: string
    readonly facts: number
    /** milliseconds since 1970 UTC */
    readonly first: number
    /** milliseconds since 1970 UTC */
    readonly last: number
  }>
}

export interface ProfilesGetProfileInput {
  /** user_id, anonymous_id, email, phone, a custom type, or person for a person number */
  readonly idType: string
  /** the identifier as the sender wrote it */
  readonly value: string
}

export interface ProfilesGetProfileOutput {
  readonly person: number
  /** milliseconds since 1970 UTC */
  readonly firstSeen: number
  /** milliseconds since 1970 UTC */
  readonly lastSeen: number
  readonly facts: number
  readonly identifiers: ReadonlyArray<{
    readonly type: string
    readonly value: string
    readonly personal: boolean
  }>
  readonly traits: Readonly<Record<string, {
    readonly value: unknown
    /** milliseconds since 1970 UTC */
    readonly happened: number
    /** how protected the field is */
    readonly class: 'public' | 'internal' | 'personal' | 'sensitive' | 'payment' | 'secret'
  }>>
  readonly events: Readonly<Record<string, {
    readonly count: number
    /** milliseconds since 1970 UTC */
    readonly first: number
    /** milliseconds since 1970 UTC */
    readonly last: number
  }>>
  readonly sessions: {
    readonly count: number
    readonly last: {
      /** milliseconds since 1970 UTC */
      readonly start: number
      /** milliseconds since 1970 UTC */
      readonly end: number
    } | null
  }
  readonly mergedPeople: ReadonlyArray<number>
}

export interface ProfilesGetTimelineInput {
  /** the number of a person, also one that was merged into another */
  readonly personId: number
  /** an instant (ISO 8601 or milliseconds) or the `next` of a page */
  readonly before?: string
  /** an instant or the `previous` of a page */
  readonly after?: string
  readonly limit?: number
  /** only facts of these events */
  readonly event?: ReadonlyArray<string>
  /** only facts of these types: identify, track, page, screen, group, alias */
  readonly type?: ReadonlyArray<string>
  /** only facts of these sources */
  readonly source?: ReadonlyArray<string>
}

export interface ProfilesGetTimelineOutput {
  readonly person: number
  readonly facts: ReadonlyArray<{
    readonly position: number
    /** milliseconds since 1970 UTC */
    readonly happened: number
    /** milliseconds since 1970 UTC */
    readonly appended: number
    readonly type: string
    readonly event: string
    readonly messageId: string
    readonly source: string
    readonly identifiers: ReadonlyArray<string>
    readonly dropped: ReadonlyArray<string>
    readonly traits: Readonly<Record<string, unknown>>
    readonly properties: Readonly<Record<string, unknown>>
    readonly context: Readonly<Record<string, unknown>>
    /** start of the session that the fact is in; null for calls without an event, which make no session */
    readonly session: number | null
  }>
  readonly sessions: ReadonlyArray<{
    /** milliseconds since 1970 UTC */
    readonly start: number
    /** milliseconds since 1970 UTC */
    readonly end: number
    readonly facts: number
  }>
  /** null: there is nothing older */
  readonly next: string | null
  readonly previous: string | null
  readonly through: number
}

export type ProfilesListEventsInput = {}

export interface ProfilesListEventsOutput {
  readonly events: ReadonlyArray<{
    readonly type: string
    readonly event: string
    readonly facts: number
    /** milliseconds since 1970 UTC */
    readonly first: number
    /** milliseconds since 1970 UTC */
    readonly last: number
    readonly fields: number
    readonly description: string | null
  }>
  /** all of them together */
  readonly facts: number
  readonly through: number
  readonly isComplete: boolean
}

export interface ProfilesListFieldsInput {
  readonly place: 'property' | 'trait'
  /** only properties of this event */
  readonly event?: string
  /** only properties of this kind of call */
  readonly type?: string
}

export interface ProfilesListFieldsOutput {
  readonly fields: ReadonlyArray<{
    readonly field: string
    readonly kinds: ReadonlyArray<{
      readonly kind: 'text' | 'number' | 'boolean' | 'object' | 'list' | 'null'
      readonly facts: number
    }>
    readonly facts: number
    readonly sealedFacts: number
    /** milliseconds since 1970 UTC */
    readonly first: number
    /** milliseconds since 1970 UTC */
    readonly last: number
    readonly example: string | null
    readonly class: 'public' | 'internal' | 'personal' | 'sensitive' | 'payment' | 'secret'
    readonly origin: 'override' | 'rule' | 'none'
    readonly description: string | null
  }>
  readonly through: number
  readonly isComplete: boolean
}

export interface ProfilesListPeopleInput {
  /** only members of this segment, `sg_…` */
  readonly segment?: string
  /** only people for whom this condition is true, e.g. country = "DE" */
  readonly where?: string
  /** only people known by this identifier, whole or (unless it is personal) its beginning; `type:value` looks at one type */
  readonly search?: string
  /** person, firstSeen, lastSeen, facts, or traits.<name> of a trait that is not personal */
  readonly sort?: string
  /** who has no value comes last either way */
  readonly direction?: 'ascending' | 'descending'
  /** the `list` of an earlier answer to the same question, to go on in the same order */
  readonly list?: string
  /** traits to show: traits.<name> */
  readonly columns?: ReadonlyArray<string>
  readonly offset?: number
  readonly limit?: number
}

export interface ProfilesListPeopleOutput {
  readonly list: string
  readonly count: number
  /** who is listed, in plain English */
  readonly reading: string
  /** milliseconds since 1970 UTC */
  readonly at: number
  readonly through: number
  readonly isComplete: boolean
  readonly isCut: boolean
  /** milliseconds since 1970 UTC */
  readonly valuesAt: number
  readonly offset: number
  readonly people: ReadonlyArray<{
    readonly person: number
    readonly mergedInto: number | null
    /** milliseconds since 1970 UTC */
    readonly firstSeen: number
    /** milliseconds since 1970 UTC */
    readonly lastSeen: number
    readonly facts: number
    readonly identifiers: ReadonlyArray<{
      readonly type: string
      readonly value: string
      readonly personal: boolean
    }>
    readonly traits: Readonly<Record<string, unknown>>
  } | null>
}

export interface ProfilesRevealProfileInput {
  /** user_id, anonymous_id, email, phone, a custom type, or person for a person number */
  readonly idType: string
  /** the identifier as the sender wrote it */
  readonly value: string
}

export interface ProfilesRevealProfileOutput {
  readonly person: number
  readonly values: ReadonlyArray<{
    readonly path: string
    readonly value: unknown
  }>
}

export interface SegmentsArchiveSegmentInput {
  /** the id of a segment, `sg_…` */
  readonly id: string
}

export interface SegmentsArchiveSegmentOutput {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly where: string
  readonly version: number
  readonly position: number | null
  readonly state: 'backfilling' | 'sweeping' | 'live' | 'archiving' | 'archived'
  readonly progress: number
  readonly size: number
  readonly freshness: {
    readonly position: number
    /** milliseconds since 1970 UTC */
    readonly time: number
    readonly lagMs: number
  }
  /** milliseconds since 1970 UTC */
  readonly createdAt: number
  readonly archivedAt: number | null
  readonly next: {
    readonly version: number
    readonly where: string
    readonly state: 'backfilling' | 'sweeping' | 'live' | 'archiving' | 'archived'
    readonly progress: number
    readonly cutOver: 'when-ready' | 'manual'
    readonly reason: string
  } | null
  readonly standby: {
    readonly version: number
    readonly where: string
    /** milliseconds since 1970 UTC */
    readonly until: number
  } | null
  /** percent */
  readonly controlShare: number
  readonly thresholds: ReadonlyArray<{
    readonly key: string
    readonly value: number | null
    /** how many people it was computed from */
    readonly people: number | null
    /** share of people whom the threshold before had on the wrong side when it was replaced */
    readonly error: number | null
    readonly at: number | null
    readonly checkedAt: number | null
    /** milliseconds between two computations */
    readonly every: number | null
  }>
  readonly alarms: ReadonlyArray<{
    readonly kind: 'stuck' | 'behind' | 'stale-threshold' | 'outdated-reference'
    readonly segment: string | null
    readonly version: number | null
    /** milliseconds since 1970 UTC */
    readonly since: number
    readonly message: string
  }>
}

export interface SegmentsCheckConditionInput {
  readonly where: string
  /** the id of a segment, `sg_…` */
  readonly segment?: string
}

export interface SegmentsCheckConditionOutput {
  /** the condition in its usual layout; null where it makes no sense */
  readonly where: string | null
  readonly reading: string | null
  readonly cost: {
    readonly leaves: number
    /** bytes kept per person */
    readonly state: number
    /** steps per fact that it listens to */
    readonly work: number
  } | null
  readonly unknown: ReadonlyArray<{
    readonly kind: 'event' | 'trait'
    readonly name: string
    readonly span: {
      readonly start: number
      readonly end: number
    }
    readonly suggestion: string | null
  }>
  readonly failure: {
    readonly code: string
    readonly message: string
    /** places between UTF-16 units of the text */
    readonly span: {
      readonly start: number
      readonly end: number
    }
    readonly expected: ReadonlyArray<string>
    readonly found: string | null
    readonly suggestion: string | null
  } | null
}

export interface SegmentsCombineInput {
  /** a segment's id, or { all: […] }, { any: […] }, { not: … } of such; at most 50 different segments */
  readonly expression: SegmentsCombineInputSchema0
  readonly sample?: number
  /** ISO 8601, or milliseconds since 1970 UTC */
  readonly asOf?: string | number
}

export type SegmentsCombineInputSchema0 = string | {
  readonly all: ReadonlyArray<SegmentsCombineInputSchema0>
} | {
  readonly any: ReadonlyArray<SegmentsCombineInputSchema0>
} | {
  readonly not: SegmentsCombineInputSchema0
}

export interface SegmentsCombineOutput {
  readonly size: number
  readonly sample: ReadonlyArray<number>
  readonly parts: ReadonlyArray<{
    readonly id: string
    readonly name: string
    readonly version: number | null
    /** absent: it was not there yet */
    readonly state: 'backfilling' | 'sweeping' | 'live' | 'archiving' | 'archived' | 'absent'
    readonly size: number
  }>
  /** milliseconds since 1970 UTC */
  readonly asOf: number
  readonly through: number
  readonly isComplete: boolean
  readonly tookMs: number
}

export interface SegmentsCompareSegmentsInput {
  /** a segment by its id, or a condition as `where` */
  readonly a: {
    /** the id of a segment, `sg_…` */
    readonly segment?: string
    /** the condition, e.g. count("Order Completed") in last 90 days >= 3 */
    readonly where?: string
  }
  /** everyone else unless given */
  readonly b?: {
    /** the id of a segment, `sg_…` */
    readonly segment?: string
    /** the condition, e.g. count("Order Completed") in last 90 days >= 3 */
    readonly where?: string
  }
  /** what becomes of people in both: left out, or counted in one of the two */
  readonly overlap?: 'leave-out' | 'in-a' | 'in-b'
  /** now unless given: who they were, and what was known of them, at that moment */
  readonly asOf?: string | number
  readonly on: {
    readonly trait: string
    /** auto: numbers where every known value is one and there are at least three different ones */
    readonly as?: 'auto' | 'number' | 'category'
  } | {
    readonly event: string
    /** who did it at all, how often, or the sum of a property; who did not do it counts as 0 */
    readonly measure?: 'did' | 'count' | 'sum'
    readonly property?: string
    /** in the last so many days (of 24 hours); null: ever */
    readonly days?: number | null
  }
}

export interface SegmentsCompareSegmentsOutput {
  readonly a: {
    readonly reading: string
    readonly people: number
    /** people whose value is not known */
    readonly missing: number
  }
  readonly b: {
    readonly reading: string
    readonly people: number
    /** people whose value is not known */
    readonly missing: number
  }
  /** people in both groups */
  readonly both: number
  readonly kind: 'number' | 'category' | 'share'
  readonly numbers: {
    readonly a: {
      readonly n: number
      readonly mean: number
      readonly deviation: number
      readonly median: number
      readonly min: number
      readonly max: number
    } | null
    readonly b: {
      readonly n: number
      readonly mean: number
      readonly deviation: number
      readonly median: number
      readonly min: number
      readonly max: number
    } | null
    /** a less b, by Welch */
    readonly meanDifference: {
      readonly value: number
      /** 95 %; null where there are too few people for one */
      readonly interval: {
        readonly low: number
        readonly high: number
      } | null
      /** of so large a difference if there were none; null where it cannot be told */
      readonly p: number | null
    } | null
    readonly medianDifference: number | null
    /** the difference of the means in standard deviations */
    readonly cohensD: {
      readonly value: number
      /** 95 %; null where there are too few people for one */
      readonly interval: {
        readonly low: number
        readonly high: number
      } | null
    } | null
    /** how much more often someone of a has the larger value than the other way round, −1 to 1 */
    readonly cliffsDelta: {
      readonly value: number
      /** 95 %; null where there are too few people for one */
      readonly interval: {
        readonly low: number
        readonly high: number
      } | null
      /** of so large a difference if there were none; null where it cannot be told */
      readonly p: number | null
    } | null
  } | null
  readonly categories: {
    readonly nA: number
    readonly nB: number
    /** the 30 most frequent */
    readonly listed: ReadonlyArray<{
      readonly label: string
      readonly a: number
      readonly b: number
      readonly shareA: number | null
      readonly shareB: number | null
      readonly difference: {
        readonly value: number
        /** 95 %; null where there are too few people for one */
        readonly interval: {
          readonly low: number
          readonly high: number
        } | null
      } | null
    }>
    /** the rest together */
    readonly others: {
      readonly categories: number
      readonly a: number
      readonly b: number
    }
    readonly association: {
      readonly chiSquared: number
      readonly freedom: number
      readonly p: number
      /** Cramér, 0 to 1 */
      readonly v: number
      /** the same without its bias (Bergsma) */
      readonly correctedV: number
    } | null
  } | null
  readonly shares: {
    readonly a: {
      readonly n: number
      readonly count: number
      readonly share: number
      /** 95 %; null where there are too few people for one */
      readonly interval: {
        readonly low: number
        readonly high: number
      } | null
    } | null
    readonly b: {
      readonly n: number
      readonly count: number
      readonly share: number
      /** 95 %; null where there are too few people for one */
      readonly interval: {
        readonly low: number
        readonly high: number
      } | null
    } | null
    /** a less b, by Newcombe */
    readonly difference: {
      readonly value: number
      /** 95 %; null where there are too few people for one */
      readonly interval: {
        readonly low: number
        readonly high: number
      } | null
    } | null
    readonly cohensH: number | null
    readonly p: number | null
  } | null
  readonly asOf: number
  readonly through: number
  readonly isComplete: boolean
  readonly tookMs: number
}

export interface SegmentsCompareVersionsInput {
  /** the id of a segment, `sg_…` */
  readonly id: string
  /** a version; the one that speaks unless given */
  readonly from?: number
  /** a version; the one that is coming unless given */
  readonly to?: number
  readonly limit?: number
}

export interface SegmentsCompareVersionsOutput {
  readonly from: {
    readonly version: number
    readonly state: 'backfilling' | 'sweeping' | 'live' | 'archiving' | 'archived'
    readonly size: number
  }
  readonly to: {
    readonly version: number
    readonly state: 'backfilling' | 'sweeping' | 'live' | 'archiving' | 'archived'
    readonly size: number
  }
  readonly stay: number
  readonly enter: {
    readonly count: number
    readonly people: ReadonlyArray<number>
  }
  readonly leave: {
    readonly count: number
    readonly people: ReadonlyArray<number>
  }
  readonly through: number
  readonly isComplete: boolean
}

export interface SegmentsCompleteConditionInput {
  readonly text: string
  /** the cursor, a place between UTF-16 units */
  readonly offset: number
}

export interface SegmentsCompleteConditionOutput {
  readonly from: number
  readonly to: number
  readonly items: ReadonlyArray<{
    readonly label: string
    readonly insert: string
    readonly kind: 'trait' | 'event' | 'property' | 'segment' | 'value' | 'word' | 'function' | 'unit' | 'zone'
    readonly detail?: string
  }>
}

export interface SegmentsCreateSegmentInput {
  readonly name: string
  /** the condition, e.g. count("Order Completed") in last 90 days >= 3 */
  readonly where: string
  readonly description?: string
}

export interface SegmentsCreateSegmentOutput {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly where: string
  readonly version: number
  readonly position: number | null
  readonly state: 'backfilling' | 'sweeping' | 'live' | 'archiving' | 'archived'
  readonly progress: number
  readonly size: number
  readonly freshness: {
    readonly position: number
    /** milliseconds since 1970 UTC */
    readonly time: number
    readonly lagMs: number
  }
  /** milliseconds since 1970 UTC */
  readonly createdAt: number
  readonly archivedAt: number | null
  readonly next: {
    readonly version: number
    readonly where: string
    readonly state: 'backfilling' | 'sweeping' | 'live' | 'archiving' | 'archived'
    readonly progress: number
    readonly cutOver: 'when-ready' | 'manual'
    readonly reason: string
  } | null
  readonly standby: {
    readonly version: number
    readonly where: string
    /** milliseconds since 1970 UTC */
    readonly until: number
  } | null
  /** percent */
  readonly controlShare: number
  readonly thresholds: ReadonlyArray<{
    readonly key: string
    readonly value: number | null
    /** how many people it was computed from */
    readonly people: number | null
    /** share of people whom the threshold before had on the wrong side when it was replaced */
    readonly error: number | null
    readonly at: number | null
    readonly checkedAt: number | null
    /** milliseconds between two computations */
    readonly every: number | null
  }>
  readonly alarms: ReadonlyArray<{
    readonly kind: 'stuck' | 'behind' | 'stale-threshold' | 'outdated-reference'
    readonly segment: string | null
    readonly version: number | null
    /** milliseconds since 1970 UTC */
    readonly since: number
    readonly message: string
  }>
}

export interface SegmentsCutOverVersionInput {
  /** the id of a segment, `sg_…` */
  readonly id: string
  readonly version: number
}

export interface SegmentsCutOverVersionOutput {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly where: string
  readonly version: number
  readonly position: number | null
  readonly state: 'backfilling' | 'sweeping' | 'live' | 'archiving' | 'archived'
  readonly progress: number
  readonly size: number
  readonly freshness: {
    readonly position: number
    /** milliseconds since 1970 UTC */
    readonly time: number
    readonly lagMs: number
  }
  /** milliseconds since 1970 UTC */
  readonly createdAt: number
  readonly archivedAt: number | null
  readonly next: {
    readonly version: number
    readonly where: string
    readonly state: 'backfilling' | 'sweeping' | 'live' | 'archiving' | 'archived'
    readonly progress: number
    readonly cutOver: 'when-ready' | 'manual'
    readonly reason: string
  } | null
  readonly standby: {
    readonly version: number
    readonly where: string
    /** milliseconds since 1970 UTC */
    readonly until: number
  } | null
  /** percent */
  readonly controlShare: number
  readonly thresholds: ReadonlyArray<{
    readonly key: string
    readonly value: number | null
    /** how many people it was computed from */
    readonly people: number | null
    /** share of people whom the threshold before had on the wrong side when it was replaced */
    readonly error: number | null
    readonly at: number | null
    readonly checkedAt: number | null
    /** milliseconds between two computations */
    readonly every: number | null
  }>
  readonly alarms: ReadonlyArray<{
    readonly kind: 'stuck' | 'behind' | 'stale-threshold' | 'outdated-reference'
    readonly segment: string | null
    readonly version: number | null
    /** milliseconds since 1970 UTC */
    readonly since: number
    readonly message: string
  }>
}

export interface SegmentsExplainPersonInput {
  readonly person: number
  /** the id of a segment, `sg_…` */
  readonly segment?: string
  /** the condition, e.g. count("Order Completed") in last 90 days >= 3 */
  readonly where?: string
  /** ISO 8601, or milliseconds since 1970 UTC */
  readonly asOf?: string | number
  /** ISO 8601, or milliseconds since 1970 UTC */
  readonly knownAt?: string | number
}

export interface SegmentsExplainPersonOutput {
  /** the id the person has by then */
  readonly person: number
  /** of the segment; null for a condition of your own */
  readonly version: number | null
  readonly truth: 'false' | 'true' | 'unknown'
  readonly since: number | null
  readonly until: number | null
  readonly parts: ReadonlyArray<{
    /** how deep it is nested: 0 for the whole */
    readonly depth: number
    readonly kind: string
    readonly text: string
    readonly reading: string
    readonly truth: 'false' | 'true' | 'unknown'
    readonly found: ReadonlyArray<string>
    readonly facts: ReadonlyArray<number>
    readonly factCount: number
    readonly since: number | null
    readonly until: number | null
  }>
  readonly needs: ReadonlyArray<{
    /** how deep it is nested: 0 for the whole */
    readonly depth: number
    readonly text: string
  }>
  /** milliseconds since 1970 UTC */
  readonly asOf: number
  /** milliseconds since 1970 UTC */
  readonly knownAt: number
  readonly through: number
}

export interface SegmentsGetHistoryInput {
  /** the id of a segment, `sg_…` */
  readonly id: string
  /** ISO 8601, or milliseconds since 1970 UTC */
  readonly from?: string
  /** ISO 8601, or milliseconds since 1970 UTC */
  readonly to?: string
  /** the `next` of the page before */
  readonly before?: number
  readonly limit?: number
}

export interface SegmentsGetHistoryOutput {
  readonly changes: ReadonlyArray<{
    readonly person: number
    /** milliseconds since 1970 UTC */
    readonly at: number
    readonly entered: boolean
    readonly cause: 'fact' | 'time' | 'merge' | 'backfill' | 'archive' | 'threshold'
    readonly version: number
    readonly position: number
  }>
  readonly next: number | null
  readonly through: number
}

export interface SegmentsGetSegmentInput {
  /** the id of a segment, `sg_…` */
  readonly id: string
}

export interface SegmentsGetSegmentOutput {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly where: string
  readonly version: number
  readonly position: number | null
  readonly state: 'backfilling' | 'sweeping' | 'live' | 'archiving' | 'archived'
  readonly progress: number
  readonly size: number
  readonly freshness: {
    readonly position: number
    /** milliseconds since 1970 UTC */
    readonly time: number
    readonly lagMs: number
  }
  /** milliseconds since 1970 UTC */
  readonly createdAt: number
  readonly archivedAt: number | null
  readonly next: {
    readonly version: number
    readonly where: string
    readonly state: 'backfilling' | 'sweeping' | 'live' | 'archiving' | 'archived'
    readonly progress: number
    readonly cutOver: 'when-ready' | 'manual'
    readonly reason: string
  } | null
  readonly standby: {
    readonly version: number
    readonly where: string
    /** milliseconds since 1970 UTC */
    readonly until: number
  } | null
  /** percent */
  readonly controlShare: number
  readonly thresholds: ReadonlyArray<{
    readonly key: string
    readonly value: number | null
    /** how many people it was computed from */
    readonly people: number | null
    /** share of people whom the threshold before had on the wrong side when it was replaced */
    readonly error: number | null
    readonly at: number | null
    readonly checkedAt: number | null
    /** milliseconds between two computations */
    readonly every: number | null
  }>
  readonly alarms: ReadonlyArray<{
    readonly kind: 'stuck' | 'behind' | 'stale-threshold' | 'outdated-reference'
    readonly segment: string | null
    readonly version: number | null
    /** milliseconds since 1970 UTC */
    readonly since: number
    readonly message: string
  }>
  readonly control: {
    readonly members: number | null
    readonly treated: number | null
    readonly shares: ReadonlyArray<{
      /** milliseconds since 1970 UTC */
      readonly since: number
      readonly percent: number
    }>
  }
}

export interface SegmentsGetSeriesInput {
  /** the id of a segment, `sg_…` */
  readonly id: string
  /** unless given, before `to`: 6 hours of minutes, 7 days of hours, 30 days, 26 weeks or 365 days of months */
  readonly from?: string
  /** now unless given; a later moment is taken for now */
  readonly to?: string
  readonly interval?: 'minute' | 'hour' | 'day' | 'week' | 'month'
  /** a time zone such as Europe/Berlin */
  readonly zone?: string
}

export interface SegmentsGetSeriesOutput {
  /** the size before the first stretch */
  readonly before: number
  readonly points: ReadonlyArray<{
    /** milliseconds since 1970 UTC */
    readonly from: number
    /** milliseconds since 1970 UTC */
    readonly to: number
    readonly size: number
    readonly entered: number
    readonly left: number
    /** by cause: fact, time, merge, backfill, threshold, archive, version */
    readonly causes: Readonly<Record<string, {
      readonly entered: number
      readonly left: number
    }>>
  }>
  readonly through: number
  readonly isComplete: boolean
}

export type SegmentsListAlarmsInput = {}

export interface SegmentsListAlarmsOutput {
  readonly alarms: ReadonlyArray<{
    readonly kind: 'stuck' | 'behind' | 'stale-threshold' | 'outdated-reference'
    readonly segment: string | null
    readonly version: number | null
    /** milliseconds since 1970 UTC */
    readonly since: number
    readonly message: string
  }>
}

export interface SegmentsListMembersInput {
  /** the id of a segment, `sg_…` */
  readonly id: string
  /** members with a larger person number */
  readonly after?: number
  readonly limit?: number
  /** everyone, the control group, or everyone else */
  readonly group?: 'all' | 'control' | 'treated'
}

export interface SegmentsListMembersOutput {
  readonly size: number
  /** how many of them are the control group; null while that cannot be counted */
  readonly control: number | null
  readonly members: ReadonlyArray<{
    readonly person: number
    /** milliseconds since 1970 UTC */
    readonly since: number
    readonly control: boolean
  }>
  readonly next: number | null
}

export interface SegmentsListMoversInput {
  readonly window?: 'hour' | 'day'
  readonly limit?: number
}

export interface SegmentsListMoversOutput {
  /** milliseconds since 1970 UTC */
  readonly from: number
  /** milliseconds since 1970 UTC */
  readonly to: number
  readonly interval: 'minute' | 'hour'
  readonly movers: ReadonlyArray<{
    readonly id: string
    readonly name: string
    readonly before: number
    readonly size: number
    readonly change: number
    readonly entered: number
    readonly left: number
    /** the size at the end of each stretch of `interval` */
    readonly sizes: ReadonlyArray<number>
  }>
  /** how many segments moved at all */
  readonly moved: number
  readonly through: number
  readonly isComplete: boolean
}

export interface SegmentsListSegmentsInput {
  /** also those that were archived */
  readonly archived?: string
}

export interface SegmentsListSegmentsOutput {
  readonly segments: ReadonlyArray<{
    readonly id: string
    readonly name: string
    readonly description: string
    readonly where: string
    readonly version: number
    readonly position: number | null
    readonly state: 'backfilling' | 'sweeping' | 'live' | 'archiving' | 'archived'
    readonly progress: number
    readonly size: number
    readonly freshness: {
      readonly position: number
      /** milliseconds since 1970 UTC */
      readonly time: number
      readonly lagMs: number
    }
    /** milliseconds since 1970 UTC */
    readonly createdAt: number
    readonly archivedAt: number | null
    readonly next: {
      readonly version: number
      readonly where: string
      readonly state: 'backfilling' | 'sweeping' | 'live' | 'archiving' | 'archived'
      readonly progress: number
      readonly cutOver: 'when-ready' | 'manual'
      readonly reason: string
    } | null
    readonly standby: {
      readonly version: number
      readonly where: string
      /** milliseconds since 1970 UTC */
      readonly until: number
    } | null
    /** percent */
    readonly controlShare: number
    readonly thresholds: ReadonlyArray<{
      readonly key: string
      readonly value: number | null
      /** how many people it was computed from */
      readonly people: number | null
      /** share of people whom the threshold before had on the wrong side when it was replaced */
      readonly error: number | null
      readonly at: number | null
      readonly checkedAt: number | null
      /** milliseconds between two computations */
      readonly every: number | null
    }>
    readonly alarms: ReadonlyArray<{
      readonly kind: 'stuck' | 'behind' | 'stale-threshold' | 'outdated-reference'
      readonly segment: string | null
      readonly version: number | null
      /** milliseconds since 1970 UTC */
      readonly since: number
      readonly message: string
    }>
  }>
}

export interface SegmentsListVersionsInput {
  /** the id of a segment, `sg_…` */
  readonly id: string
}

export interface SegmentsListVersionsOutput {
  readonly versions: ReadonlyArray<{
    readonly version: number
    readonly where: string
    readonly role: 'pending' | 'preparing' | 'ready' | 'speaking' | 'standby' | 'archived'
    readonly state: 'backfilling' | 'sweeping' | 'live' | 'archiving' | 'archived'
    readonly position: number | null
    readonly size: number
    readonly progress: number
    readonly cutOver: 'when-ready' | 'manual'
    readonly reason: string
    /** milliseconds since 1970 UTC */
    readonly createdAt: number
    readonly spoke: ReadonlyArray<{
      /** milliseconds since 1970 UTC */
      readonly from: number
      readonly to: number | null
    }>
  }>
}

export interface SegmentsOverlapsInput {
  readonly ids: ReadonlyArray<string>
  /** ISO 8601, or milliseconds since 1970 UTC */
  readonly asOf?: string | number
}

export interface SegmentsOverlapsOutput {
  readonly segments: ReadonlyArray<{
    readonly id: string
    readonly name: string
    readonly version: number | null
    /** absent: it was not there yet */
    readonly state: 'backfilling' | 'sweeping' | 'live' | 'archiving' | 'archived' | 'absent'
    readonly size: number
  }>
  readonly overlaps: ReadonlyArray<{
    readonly a: string
    readonly b: string
    readonly both: number
    readonly jaccard: number
  }>
  /** milliseconds since 1970 UTC */
  readonly asOf: number
  readonly through: number
  readonly isComplete: boolean
  readonly tookMs: number
}

export interface SegmentsPreviewSegmentInput {
  /** the condition, e.g. count("Order Completed") in last 90 days >= 3 */
  readonly where: string
  /** ISO 8601, or milliseconds since 1970 UTC */
  readonly asOf?: string | number
  /** ISO 8601, or milliseconds since 1970 UTC */
  readonly knownAt?: string | number
  readonly sample?: number
}

export interface SegmentsPreviewSegmentOutput {
  readonly count: number
  readonly sample: ReadonlyArray<number>
  /** milliseconds since 1970 UTC */
  readonly asOf: number
  /** milliseconds since 1970 UTC */
  readonly knownAt: number
  readonly tookMs: number
  readonly through: number
  readonly isComplete: boolean
  readonly reading: string
  readonly cost: {
    readonly leaves: number
    /** bytes kept per person */
    readonly state: number
    /** steps per fact that it listens to */
    readonly work: number
  }
  readonly unknown: ReadonlyArray<{
    readonly kind: 'event' | 'trait'
    readonly name: string
    readonly span: {
      readonly start: number
      readonly end: number
    }
    readonly suggestion: string | null
  }>
}

export interface SegmentsRankDifferencesInput {
  /** a segment by its id, or a condition as `where` */
  readonly a: {
    /** the id of a segment, `sg_…` */
    readonly segment?: string
    /** the condition, e.g. count("Order Completed") in last 90 days >= 3 */
    readonly where?: string
  }
  /** everyone else unless given */
  readonly b?: {
    /** the id of a segment, `sg_…` */
    readonly segment?: string
    /** the condition, e.g. count("Order Completed") in last 90 days >= 3 */
    readonly where?: string
  }
  /** what becomes of people in both: left out, or counted in one of the two */
  readonly overlap?: 'leave-out' | 'in-a' | 'in-b'
  /** now unless given: who they were, and what was known of them, at that moment */
  readonly asOf?: string | number
  readonly days?: number
  readonly limit?: number
}

export interface SegmentsRankDifferencesOutput {
  readonly a: {
    readonly reading: string
    readonly people: number
  }
  readonly b: {
    readonly reading: string
    readonly people: number
  }
  readonly both: number
  readonly differences: ReadonlyArray<{
    readonly subject: 'trait' | 'event'
    readonly name: string
    readonly kind: 'number' | 'category' | 'share'
    readonly effect: number
    readonly signed: number | null
    /** of `signed` */
    readonly interval: {
      readonly low: number
      readonly high: number
    } | null
    readonly p: number
    readonly adjustedP: number
    /** people of a of whom it is known */
    readonly knownA: number
    readonly knownB: number
  }>
  /** how many traits and events were compared */
  readonly looked: number
  readonly asOf: number
  readonly through: number
  readonly isComplete: boolean
  readonly tookMs: number
}

export interface SegmentsRollBackSegmentInput {
  /** the id of a segment, `sg_…` */
  readonly id: string
}

export interface SegmentsRollBackSegmentOutput {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly where: string
  readonly version: number
  readonly position: number | null
  readonly state: 'backfilling' | 'sweeping' | 'live' | 'archiving' | 'archived'
  readonly progress: number
  readonly size: number
  readonly freshness: {
    readonly position: number
    /** milliseconds since 1970 UTC */
    readonly time: number
    readonly lagMs: number
  }
  /** milliseconds since 1970 UTC */
  readonly createdAt: number
  readonly archivedAt: number | null
  readonly next: {
    readonly version: number
    readonly where: string
    readonly state: 'backfilling' | 'sweeping' | 'live' | 'archiving' | 'archived'
    readonly progress: number
    readonly cutOver: 'when-ready' | 'manual'
    readonly reason: string
  } | null
  readonly standby: {
    readonly version: number
    readonly where: string
    /** milliseconds since 1970 UTC */
    readonly until: number
  } | null
  /** percent */
  readonly controlShare: number
  readonly thresholds: ReadonlyArray<{
    readonly key: string
    readonly value: number | null
    /** how many people it was computed from */
    readonly people: number | null
    /** share of people whom the threshold before had on the wrong side when it was replaced */
    readonly error: number | null
    readonly at: number | null
    readonly checkedAt: number | null
    /** milliseconds between two computations */
    readonly every: number | null
  }>
  readonly alarms: ReadonlyArray<{
    readonly kind: 'stuck' | 'behind' | 'stale-threshold' | 'outdated-reference'
    readonly segment: string | null
    readonly version: number | null
    /** milliseconds since 1970 UTC */
    readonly since: number
    readonly message: string
  }>
}

export interface SegmentsSetControlShareInput {
  /** the id of a segment, `sg_…` */
  readonly id: string
  /** of the members; 0 for no control group */
  readonly percent: number
}

export interface SegmentsSetControlShareOutput {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly where: string
  readonly version: number
  readonly position: number | null
  readonly state: 'backfilling' | 'sweeping' | 'live' | 'archiving' | 'archived'
  readonly progress: number
  readonly size: number
  readonly freshness: {
    readonly position: number
    /** milliseconds since 1970 UTC */
    readonly time: number
    readonly lagMs: number
  }
  /** milliseconds since 1970 UTC */
  readonly createdAt: number
  readonly archivedAt: number | null
  readonly next: {
    readonly version: number
    readonly where: string
    readonly state: 'backfilling' | 'sweeping' | 'live' | 'archiving' | 'archived'
    readonly progress: number
    readonly cutOver: 'when-ready' | 'manual'
    readonly reason: string
  } | null
  readonly standby: {
    readonly version: number
    readonly where: string
    /** milliseconds since 1970 UTC */
    readonly until: number
  } | null
  /** percent */
  readonly controlShare: number
  readonly thresholds: ReadonlyArray<{
    readonly key: string
    readonly value: number | null
    /** how many people it was computed from */
    readonly people: number | null
    /** share of people whom the threshold before had on the wrong side when it was replaced */
    readonly error: number | null
    readonly at: number | null
    readonly checkedAt: number | null
    /** milliseconds between two computations */
    readonly every: number | null
  }>
  readonly alarms: ReadonlyArray<{
    readonly kind: 'stuck' | 'behind' | 'stale-threshold' | 'outdated-reference'
    readonly segment: string | null
    readonly version: number | null
    /** milliseconds since 1970 UTC */
    readonly since: number
    readonly message: string
  }>
}

export interface SegmentsUpdateSegmentInput {
  /** the id of a segment, `sg_…` */
  readonly id: string
  readonly name?: string
  readonly description?: string
  /** the condition, e.g. count("Order Completed") in last 90 days >= 3 */
  readonly where?: string
  /** how the new condition takes over: by itself (`when-ready`) unless given */
  readonly cutOver?: 'when-ready' | 'manual'
}

export interface SegmentsUpdateSegmentOutput {
  readonly id: string
  readonly name: string
  readonly description: string
  readonly where: string
  readonly version: number
  readonly position: number | null
  readonly state: 'backfilling' | 'sweeping' | 'live' | 'archiving' | 'archived'
  readonly progress: number
  readonly size: number
  readonly freshness: {
    readonly position: number
    /** milliseconds since 1970 UTC */
    readonly time: number
    readonly lagMs: number
  }
  /** milliseconds since 1970 UTC */
  readonly createdAt: number
  readonly archivedAt: number | null
  readonly next: {
    readonly version: number
    readonly where: string
    readonly state: 'backfilling' | 'sweeping' | 'live' | 'archiving' | 'archived'
    readonly progress: number
    readonly cutOver: 'when-ready' | 'manual'
    readonly reason: string
  } | null
  readonly standby: {
    readonly version: number
    readonly where: string
    /** milliseconds since 1970 UTC */
    readonly until: number
  } | null
  /** percent */
  readonly controlShare: number
  readonly thresholds: ReadonlyArray<{
    readonly key: string
    readonly value: number | null
    /** how many people it was computed from */
    readonly people: number | null
    /** share of people whom the threshold before had on the wrong side when it was replaced */
    readonly error: number | null
    readonly at: number | null
    readonly checkedAt: number | null
    /** milliseconds between two computations */
    readonly every: number | null
  }>
  readonly alarms: ReadonlyArray<{
    readonly kind: 'stuck' | 'behind' | 'stale-threshold' | 'outdated-reference'
    readonly segment: string | null
    readonly version: number | null
    /** milliseconds since 1970 UTC */
    readonly since: number
    readonly message: string
  }>
}

export interface StreamFindMessageInput {
  /** as the sender gave it */
  readonly messageId: string
}

export interface StreamFindMessageOutput {
  /** ascending; at most 200 */
  readonly positions: ReadonlyArray<number>
  /** facts that count were looked for in history up to this position */
  readonly through: number
  readonly scannedFrom: number
}

export type StreamGetFiguresInput = {}

export interface StreamGetFiguresOutput {
  /** when they were read */
  readonly at: number
  readonly version: string
  /** milliseconds since 1970 UTC */
  readonly startedAt: number
  readonly facts: {
    /** durable in the log since it began */
    readonly accepted: number
    readonly processed: number
    readonly duplicates: number
    /** accepted lately, over the last five seconds */
    readonly perSecond: number
  }
  readonly people: number
  /** people who turned out to be another */
  readonly merges: number
  readonly engine: {
    readonly position: number
    /** records that wait */
    readonly behind: number
    /** how much older than the newest record the one at hand is */
    readonly lagMs: number
    /** the state is being built again from the log */
    readonly rebuilding: boolean
    /** why facts are answered with 503 at present */
    readonly refusing: string | null
  }
  readonly warehouse: {
    readonly through: number
    /** log positions not in history yet */
    readonly behind: number
    readonly lagMs: number
    /** entries on their way */
    readonly waiting: number
  }
  /** entries of the engine that a reader has not acknowledged */
  readonly outbox: ReadonlyArray<{
    readonly consumer: string
    readonly waiting: number
  }>
  /** entries that wait in quarantine; null while nobody can tell */
  readonly quarantined: number | null
  readonly log: {
    readonly position: number
    readonly bytes: number
    readonly limitBytes: number
    /** waiting for the disk */
    readonly pendingBytes: number
  }
  readonly disk: {
    readonly freeBytes: number
    readonly totalBytes: number
    /** facts are refused when less is free */
    readonly reservedBytes: number
  }
  readonly parts: ReadonlyArray<{
    readonly name: string
    /** runs in the process, as a thread or child of it, or elsewhere */
    readonly kind: 'self' | 'thread' | 'child' | 'server'
    readonly up: boolean
    /** why it is not */
    readonly reason: string | null
    readonly restarts: number | null
  }>
  readonly segments: {
    readonly total: number
    readonly live: number
    /** memberships of all of them */
    readonly members: number
  }
  /** segments that stand still and should move, oldest first */
  readonly alarms: ReadonlyArray<{
    readonly kind: 'stuck' | 'behind' | 'stale-threshold' | 'outdated-reference'
    readonly segment: string | null
    readonly version: number | null
    /** milliseconds since 1970 UTC */
    readonly since: number
    readonly message: string
  }>
}

export interface StreamInspectRecordInput {
  /** position in the log */
  readonly position: number
}

export interface StreamInspectRecordOutput {
  readonly position: number
  /** milliseconds since 1970 UTC */
  readonly appended: number
  readonly kind: 'fact' | 'refused' | 'definition' | 'tick' | 'seeds' | 'unknown'
  readonly bytes: number
  readonly fact: {
    /** identify, track, page, screen, group or alias */
    readonly type: string
    readonly event: string
    readonly messageId: string
    readonly source: string
    /** milliseconds since 1970 UTC */
    readonly happened: number
    /** milliseconds since 1970 UTC */
    readonly received: number
    /** what the sender said of the event, before its clock was corrected */
    readonly original: number
    /** milliseconds since 1970 UTC */
    readonly sent: number
    readonly identifiers: ReadonlyArray<{
      readonly type: string
      /** masked when personal */
      readonly value: string
      readonly personal: boolean
    }>
    readonly traits: Readonly<Record<string, unknown>>
    readonly properties: Readonly<Record<string, unknown>>
    readonly context: Readonly<Record<string, unknown>>
    /** where personal values were given; the values are not here */
    readonly sealed: ReadonlyArray<{
      readonly path: string
      readonly class: 'public' | 'internal' | 'personal' | 'sensitive' | 'payment' | 'secret'
    }>
  } | null
  /** of a definition: what it says; of a refused event: why */
  readonly content: Readonly<Record<string, unknown>> | null
  readonly outcome: {
    readonly state: 'waiting' | 'counted' | 'duplicate' | 'none'
    /** whom it was found to be about, at the time */
    readonly person: number | null
    /** who that is by now */
    readonly personNow: number | null
    /** position of the record that counts */
    readonly duplicateOf: number | null
    /** identifiers that a guard rule set aside */
    readonly dropped: ReadonlyArray<string>
    readonly links: ReadonlyArray<{
      readonly identifier: string
      readonly reason: string
    }>
    readonly merges: ReadonlyArray<{
      readonly loser: number
      readonly survivor: number
    }>
    readonly changes: ReadonlyArray<{
      readonly segment: string
      readonly name: string | null
      readonly version: number
      readonly person: number
      readonly entered: boolean
      readonly cause: string
      /** milliseconds since 1970 UTC */
      readonly at: number
    }>
    readonly from: 'outbox' | 'history' | 'nowhere'
  }
}

export interface StreamLiveInput {
  /** Every fact too; without it only figures and membership changes come. */
  readonly facts?: string
  /** Facts and membership changes of this person only. Figures come all the same. */
  readonly person?: number
  /** Membership changes of the segment with this id only. */
  readonly segment?: string
  /** The whole state of the system too, at once and then about once a second. */
  readonly system?: string
}

export type StreamLiveOutput = {
  readonly kind: 'figures'
  /** When they were read, milliseconds since 1970 UTC. */
  readonly at: number
  readonly facts: {
    readonly accepted: number
    readonly processed: number
    /** Accepted lately, over the last five seconds. */
    readonly perSecond: number
  }
  readonly people: number
  readonly warehouse: {
    readonly behindFacts: number
    readonly behindMillis: number
  }
  /** Entries that wait in quarantine; null while nobody can tell. */
  readonly quarantined: number | null
  /** The first time all of them, then those that changed. */
  readonly segments: ReadonlyArray<{
    readonly id: string
    readonly version: number
    readonly state: string
    readonly size: number
    /** When a membership changed last; 0 before. */
    readonly changedAt: number
  }>
  readonly engine: {
    readonly position: number
    readonly time: number
    readonly lagMs: number
  }
  readonly stores: ReadonlyArray<{
    readonly name: string
    readonly ready: boolean
    readonly reason?: string
  }>
} | {
  /** when they were read */
  readonly at: number
  readonly version: string
  /** milliseconds since 1970 UTC */
  readonly startedAt: number
  readonly facts: {
    /** durable in the log since it began */
    readonly accepted: number
    readonly processed: number
    readonly duplicates: number
    /** accepted lately, over the last five seconds */
    readonly perSecond: number
  }
  readonly people: number
  /** people who turned out to be another */
  readonly merges: number
  readonly engine: {
    readonly position: number
    /** records that wait */
    readonly behind: number
    /** how much older than the newest record the one at hand is */
    readonly lagMs: number
    /** the state is being built again from the log */
    readonly rebuilding: boolean
    /** why facts are answered with 503 at present */
    readonly refusing: string | null
  }
  readonly warehouse: {
    readonly through: number
    /** log positions not in history yet */
    readonly behind: number
    readonly lagMs: number
    /** entries on their way */
    readonly waiting: number
  }
  /** entries of the engine that a reader has not acknowledged */
  readonly outbox: ReadonlyArray<{
    readonly consumer: string
    readonly waiting: number
  }>
  /** entries that wait in quarantine; null while nobody can tell */
  readonly quarantined: number | null
  readonly log: {
    readonly position: number
    readonly bytes: number
    readonly limitBytes: number
    /** waiting for the disk */
    readonly pendingBytes: number
  }
  readonly disk: {
    readonly freeBytes: number
    readonly totalBytes: number
    /** facts are refused when less is free */
    readonly reservedBytes: number
  }
  readonly parts: ReadonlyArray<{
    readonly name: string
    /** runs in the process, as a thread or child of it, or elsewhere */
    readonly kind: 'self' | 'thread' | 'child' | 'server'
    readonly up: boolean
    /** why it is not */
    readonly reason: string | null
    readonly restarts: number | null
  }>
  readonly segments: {
    readonly total: number
    readonly live: number
    /** memberships of all of them */
    readonly members: number
  }
  /** segments that stand still and should move, oldest first */
  readonly alarms: ReadonlyArray<{
    readonly kind: 'stuck' | 'behind' | 'stale-threshold' | 'outdated-reference'
    readonly segment: string | null
    readonly version: number | null
    /** milliseconds since 1970 UTC */
    readonly since: number
    readonly message: string
  }>
  readonly kind: 'system'
} | {
  readonly kind: 'fact'
  /** Position in the log. */
  readonly position: number
  /** When it was appended, milliseconds since 1970 UTC. */
  readonly at: number
  /** When it happened, milliseconds since 1970 UTC. */
  readonly happened: number
  readonly person: number
  /** identify, track, page, screen, group or alias. */
  readonly type: string
  /** The event name, empty for calls without one. */
  readonly event: string
  /** The id of the write key that sent it. */
  readonly source: string
} | {
  readonly kind: 'membership'
  /** Position of the log record that caused it. */
  readonly position: number
  /** The exact instant of the change, milliseconds since 1970 UTC. */
  readonly at: number
  readonly person: number
  /** The id of the segment, as in /api/segments. */
  readonly segment: string
  /** True when the person became a member, false when membership ended. */
  readonly entered: boolean
  readonly cause: string
} | {
  readonly kind: 'notice'
  /** `dropped`: this reader was too slow and missed `count` entries here; `closing`: the server is going down. */
  readonly reason: string
  readonly count: number
}

export interface StreamTailInput {
  /** Only membership changes of the segment with this id. */
  readonly segment?: string
  /** Only what concerns this person. */
  readonly person?: number
  /** Only facts with this event name. */
  readonly event?: string
  /** Only facts of this kind of call. */
  readonly type?: 'identify' | 'track' | 'page' | 'screen' | 'group' | 'alias'
  /** Only facts of the source with this id. */
  readonly source?: string
}

export type StreamTailOutput = {
  readonly kind: 'fact'
  /** Position in the log. */
  readonly position: number
  /** When it was appended, milliseconds since 1970 UTC. */
  readonly at: number
  /** When it happened, milliseconds since 1970 UTC. */
  readonly happened: number
  readonly person: number
  /** identify, track, page, screen, group or alias. */
  readonly type: string
  /** The event name, empty for calls without one. */
  readonly event: string
  /** The id of the write key that sent it. */
  readonly source: string
} | {
  readonly kind: 'membership'
  /** Position of the log record that caused it. */
  readonly position: number
  /** The exact instant of the change, milliseconds since 1970 UTC. */
  readonly at: number
  readonly person: number
  /** The id of the segment, as in /api/segments. */
  readonly segment: string
  /** True when the person became a member, false when membership ended. */
  readonly entered: boolean
  readonly cause: string
} | {
  readonly kind: 'notice'
  /** `dropped`: this reader was too slow and missed `count` entries here; `closing`: the server is going down. */
  readonly reason: string
  readonly count: number
}
