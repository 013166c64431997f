// Generated from the declared operations by tools/reference; change those and run `npm run reference`.

import type { RouteTable, StreamTable } from './route-table.ts'

/** Every operation: what it takes and what it gives. */
export interface Operations {
  /** Give a field the class that is proposed for it. */
  readonly 'governance.accept-class-proposal': { readonly input: GovernanceAcceptClassProposalInput; readonly output: GovernanceAcceptClassProposalOutput }
  /** Count what is left of a protected field in the clear, in facts stored before it was protected. */
  readonly 'governance.check-reseal': { readonly input: GovernanceCheckResealInput; readonly output: GovernanceCheckResealOutput }
  /** Describe an event, property or trait, or give a field another class. */
  readonly 'governance.define-field': { readonly input: GovernanceDefineFieldInput; readonly output: GovernanceDefineFieldOutput }
  /** Say that a field is not what its values look like, so that nobody is asked again. */
  readonly 'governance.dismiss-class-proposal': { readonly input: GovernanceDismissClassProposalInput; readonly output: GovernanceDismissClassProposalOutput }
  /** Make a write key, for a new source or for one that is there. */
  readonly 'governance.issue-write-key': { readonly input: GovernanceIssueWriteKeyInput; readonly output: GovernanceIssueWriteKeyOutput }
  /** Fields whose values look like more than their name tells, with the evidence. */
  readonly 'governance.list-class-proposals': { readonly input: GovernanceListClassProposalsInput; readonly output: GovernanceListClassProposalsOutput }
  /** What was said about an event, property or trait, newest first. */
  readonly 'governance.list-field-versions': { readonly input: GovernanceListFieldVersionsInput; readonly output: GovernanceListFieldVersionsOutput }
  /** Fields whose past is sealed again, with how far it is. */
  readonly 'governance.list-reseals': { readonly input: GovernanceListResealsInput; readonly output: GovernanceListResealsOutput }
  /** List where facts come from, with the write keys of each. */
  readonly 'governance.list-sources': { readonly input: GovernanceListSourcesInput; readonly output: GovernanceListSourcesOutput }
  /** Rename a source, or say what sends its facts. */
  readonly 'governance.rename-source': { readonly input: GovernanceRenameSourceInput; readonly output: GovernanceRenameSourceOutput }
  /** Seal the past of a field once more, from the beginning. */
  readonly 'governance.restart-reseal': { readonly input: GovernanceRestartResealInput; readonly output: GovernanceRestartResealOutput }
  /** End a write key, at once. */
  readonly 'governance.revoke-write-key': { readonly input: GovernanceRevokeWriteKeyInput; readonly output: GovernanceRevokeWriteKeyOutput }
  /** Say which events, properties and traits are expected of a source. */
  readonly 'intake.define-plan': { readonly input: IntakeDefinePlanInput; readonly output: IntakeDefinePlanOutput }
  /** Be told when a figure of a source has moved more than chance explains. */
  readonly 'intake.define-watch': { readonly input: IntakeDefineWatchInput; readonly output: IntakeDefineWatchOutput }
  /** A tracking plan as it would have to be for what a source has sent to be as planned. */
  readonly 'intake.draft-plan': { readonly input: IntakeDraftPlanInput; readonly output: IntakeDraftPlanOutput }
  /** Expect nothing particular of a source any more. */
  readonly 'intake.end-plan': { readonly input: IntakeEndPlanInput; readonly output: IntakeEndPlanOutput }
  /** End a watch; an alarm of it that lasts is over. */
  readonly 'intake.end-watch': { readonly input: IntakeEndWatchInput; readonly output: IntakeEndWatchOutput }
  /** Read one refused entry with the events it holds. */
  readonly 'intake.explain-quarantined': { readonly input: IntakeExplainQuarantinedInput; readonly output: IntakeExplainQuarantinedOutput }
  /** The tracking plan of a source as TypeScript. */
  readonly 'intake.generate-types': { readonly input: IntakeGenerateTypesInput; readonly output: IntakeGenerateTypesOutput }
  /** How what a source sends differs from its plan, and from what it sent before. */
  readonly 'intake.get-drift': { readonly input: IntakeGetDriftInput; readonly output: IntakeGetDriftOutput }
  /** The tracking plan of a source. */
  readonly 'intake.get-plan': { readonly input: IntakeGetPlanInput; readonly output: IntakeGetPlanOutput }
  /** What was expected of a source, newest first. */
  readonly 'intake.list-plan-versions': { readonly input: IntakeListPlanVersionsInput; readonly output: IntakeListPlanVersionsOutput }
  /** Which sources have a tracking plan, and how often it was not kept since the start. */
  readonly 'intake.list-plans': { readonly input: IntakeListPlansInput; readonly output: IntakeListPlansOutput }
  /** List what was refused at the edge. */
  readonly 'intake.list-quarantine': { readonly input: IntakeListQuarantineInput; readonly output: IntakeListQuarantineOutput }
  /** What a source has sent that was not as planned, with examples. */
  readonly 'intake.list-violations': { readonly input: IntakeListViolationsInput; readonly output: IntakeListViolationsOutput }
  /** The alarms that watches raised, with their beginnings and ends, the newest first. */
  readonly 'intake.list-watch-alarms': { readonly input: IntakeListWatchAlarmsInput; readonly output: IntakeListWatchAlarmsOutput }
  /** The watches in force, each with its alarm where one lasts. */
  readonly 'intake.list-watches': { readonly input: IntakeListWatchesInput; readonly output: IntakeListWatchesOutput }
  /** Bring a refused entry in after all. */
  readonly 'intake.replay-quarantined': { readonly input: IntakeReplayQuarantinedInput; readonly output: IntakeReplayQuarantinedOutput }
  /** Say that the two of a likely pair are one person. */
  readonly 'profiles.accept-match': { readonly input: ProfilesAcceptMatchInput; readonly output: ProfilesAcceptMatchOutput }
  /** Say that the two of a question are one person. */
  readonly 'profiles.accept-review': { readonly input: ProfilesAcceptReviewInput; readonly output: ProfilesAcceptReviewOutput }
  /** Add a person to a household. */
  readonly 'profiles.add-household-member': { readonly input: ProfilesAddHouseholdMemberInput; readonly output: ProfilesAddHouseholdMemberOutput }
  /** Add the next part of a list that is to be compared. */
  readonly 'profiles.add-match-rows': { readonly input: ProfilesAddMatchRowsInput; readonly output: ProfilesAddMatchRowsOutput }
  /** Begin to compare a list that shares no keys: with itself, and with the people who are known. */
  readonly 'profiles.begin-match': { readonly input: ProfilesBeginMatchInput; readonly output: ProfilesBeginMatchOutput }
  /** Whether this installation holds invented data, and how much. */
  readonly 'profiles.count-synthetic': { readonly input: ProfilesCountSyntheticInput; readonly output: ProfilesCountSyntheticOutput }
  /** Declare that some people are a household. */
  readonly 'profiles.create-household': { readonly input: ProfilesCreateHouseholdInput; readonly output: ProfilesCreateHouseholdOutput }
  /** Say that two identifiers are never the same person. */
  readonly 'profiles.declare-apart': { readonly input: ProfilesDeclareApartInput; readonly output: ProfilesDeclareApartOutput }
  /** Say that some identifiers are one person. */
  readonly 'profiles.declare-link': { readonly input: ProfilesDeclareLinkInput; readonly output: ProfilesDeclareLinkOutput }
  /** Break a comparison off, or throw away what it found. */
  readonly 'profiles.drop-match': { readonly input: ProfilesDropMatchInput; readonly output: ProfilesDropMatchOutput }
  /** Undo everything that a version of the rules did. */
  readonly 'profiles.forget-identity-rules': { readonly input: ProfilesForgetIdentityRulesInput; readonly output: ProfilesForgetIdentityRulesOutput }
  /** One account: its traits and how many belong to it. */
  readonly 'profiles.get-account': { readonly input: ProfilesGetAccountInput; readonly output: ProfilesGetAccountOutput }
  /** How far an amendment is. */
  readonly 'profiles.get-amendment': { readonly input: ProfilesGetAmendmentInput; readonly output: ProfilesGetAmendmentOutput }
  /** What one person used: devices, systems, apps and browsers. */
  readonly 'profiles.get-devices': { readonly input: ProfilesGetDevicesInput; readonly output: ProfilesGetDevicesOutput }
  /** How many facts came in over time. */
  readonly 'profiles.get-fact-series': { readonly input: ProfilesGetFactSeriesInput; readonly output: ProfilesGetFactSeriesOutput }
  /** One household: who is in it, and who was. */
  readonly 'profiles.get-household': { readonly input: ProfilesGetHouseholdInput; readonly output: ProfilesGetHouseholdOutput }
  /** How far a preview of rules is, and what came of it. */
  readonly 'profiles.get-identity-preview': { readonly input: ProfilesGetIdentityPreviewInput; readonly output: ProfilesGetIdentityPreviewOutput }
  /** The rules that say who is who, as they are now or as they were in a version. */
  readonly 'profiles.get-identity-rules': { readonly input: ProfilesGetIdentityRulesInput; readonly output: ProfilesGetIdentityRulesOutput }
  /** What a source, field, trait or segment depends on, and what depends on it. */
  readonly 'profiles.get-lineage': { readonly input: ProfilesGetLineageInput; readonly output: ProfilesGetLineageOutput }
  /** How far a comparison is, and what can be expected of its pairs at which threshold. */
  readonly 'profiles.get-match': { readonly input: ProfilesGetMatchInput; readonly output: ProfilesGetMatchOutput }
  /** The segments one person is in, since when and until when. */
  readonly 'profiles.get-memberships': { readonly input: ProfilesGetMembershipsInput; readonly output: ProfilesGetMembershipsOutput }
  /** Where what is known of one person came from. */
  readonly 'profiles.get-origins': { readonly input: ProfilesGetOriginsInput; readonly output: ProfilesGetOriginsOutput }
  /** The accounts that one person belongs to, and when they did. */
  readonly 'profiles.get-person-accounts': { readonly input: ProfilesGetPersonAccountsInput; readonly output: ProfilesGetPersonAccountsOutput }
  /** One person: traits, counts, sessions and identifiers. */
  readonly 'profiles.get-profile': { readonly input: ProfilesGetProfileInput; readonly output: ProfilesGetProfileOutput }
  /** What happened to one person, newest first. */
  readonly 'profiles.get-timeline': { readonly input: ProfilesGetTimelineInput; readonly output: ProfilesGetTimelineOutput }
  /** Every value that one person was given for their traits, by whom, and which one holds. */
  readonly 'profiles.get-trait-history': { readonly input: ProfilesGetTraitHistoryInput; readonly output: ProfilesGetTraitHistoryOutput }
  /** Who belongs to one account now. */
  readonly 'profiles.list-account-members': { readonly input: ProfilesListAccountMembersInput; readonly output: ProfilesListAccountMembersOutput }
  /** Accounts, in the order in which they became known. */
  readonly 'profiles.list-accounts': { readonly input: ProfilesListAccountsInput; readonly output: ProfilesListAccountsOutput }
  /** What was amended of the past. */
  readonly 'profiles.list-amendments': { readonly input: ProfilesListAmendmentsInput; readonly output: ProfilesListAmendmentsOutput }
  /** Every event that was ever seen, with how often and when. */
  readonly 'profiles.list-events': { readonly input: ProfilesListEventsInput; readonly output: ProfilesListEventsOutput }
  /** Every property or trait that was ever seen, with its kinds of values, its class and an example. */
  readonly 'profiles.list-fields': { readonly input: ProfilesListFieldsInput; readonly output: ProfilesListFieldsOutput }
  /** People who may be a household, because they have something in common. */
  readonly 'profiles.list-household-proposals': { readonly input: ProfilesListHouseholdProposalsInput; readonly output: ProfilesListHouseholdProposalsOutput }
  /** Households, or those of one person. */
  readonly 'profiles.list-households': { readonly input: ProfilesListHouseholdsInput; readonly output: ProfilesListHouseholdsOutput }
  /** What was decided about who is who. */
  readonly 'profiles.list-identity-decisions': { readonly input: ProfilesListIdentityDecisionsInput; readonly output: ProfilesListIdentityDecisionsOutput }
  /** Every version of the rules that say who is who. */
  readonly 'profiles.list-identity-rules': { readonly input: ProfilesListIdentityRulesInput; readonly output: ProfilesListIdentityRulesOutput }
  /** The likely pairs that a comparison found, the likeliest first, with what speaks for each. */
  readonly 'profiles.list-match-pairs': { readonly input: ProfilesListMatchPairsInput; readonly output: ProfilesListMatchPairsOutput }
  /** The comparisons of lists that are under way or kept. */
  readonly 'profiles.list-matches': { readonly input: ProfilesListMatchesInput; readonly output: ProfilesListMatchesOutput }
  /** Everyone, or those of a segment, a condition or a search, in order, window by window. */
  readonly 'profiles.list-people': { readonly input: ProfilesListPeopleInput; readonly output: ProfilesListPeopleOutput }
  /** Two who may be one person, waiting for somebody to look. */
  readonly 'profiles.list-reviews': { readonly input: ProfilesListReviewsInput; readonly output: ProfilesListReviewsOutput }
  /** Move one identifier to another person. */
  readonly 'profiles.move-identifier': { readonly input: ProfilesMoveIdentifierInput; readonly output: ProfilesMoveIdentifierOutput }
  /** What undoing would do, before it does. */
  readonly 'profiles.preview-amendment': { readonly input: ProfilesPreviewAmendmentInput; readonly output: ProfilesPreviewAmendmentOutput }
  /** Try rules on the past before they hold. */
  readonly 'profiles.preview-identity-rules': { readonly input: ProfilesPreviewIdentityRulesInput; readonly output: ProfilesPreviewIdentityRulesOutput }
  /** What archiving a segment, giving a field another class, or revoking a source would do. */
  readonly 'profiles.preview-impact': { readonly input: ProfilesPreviewImpactInput; readonly output: ProfilesPreviewImpactOutput }
  /** Say that the two of a question are not the same person. */
  readonly 'profiles.reject-review': { readonly input: ProfilesRejectReviewInput; readonly output: ProfilesRejectReviewOutput }
  /** Take a person out of a household. */
  readonly 'profiles.remove-household-member': { readonly input: ProfilesRemoveHouseholdMemberInput; readonly output: ProfilesRemoveHouseholdMemberOutput }
  /** The personal values of one person, in the clear. */
  readonly 'profiles.reveal-profile': { readonly input: ProfilesRevealProfileInput; readonly output: ProfilesRevealProfileOutput }
  /** Every value that one person was given for their traits, personal ones in the clear. */
  readonly 'profiles.reveal-trait-history': { readonly input: ProfilesRevealTraitHistoryInput; readonly output: ProfilesRevealTraitHistoryOutput }
  /** Take back every trait that one source gave in a time. */
  readonly 'profiles.revert-source': { readonly input: ProfilesRevertSourceInput; readonly output: ProfilesRevertSourceOutput }
  /** Take one value of a trait back. */
  readonly 'profiles.revert-trait': { readonly input: ProfilesRevertTraitInput; readonly output: ProfilesRevertTraitOutput }
  /** Compare a list that is complete. */
  readonly 'profiles.run-match': { readonly input: ProfilesRunMatchInput; readonly output: ProfilesRunMatchOutput }
  /** Change the rules that say who is who. */
  readonly 'profiles.set-identity-rules': { readonly input: ProfilesSetIdentityRulesInput; readonly output: ProfilesSetIdentityRulesOutput }
  /** Part people who were taken for one. */
  readonly 'profiles.unmerge': { readonly input: ProfilesUnmergeInput; readonly output: ProfilesUnmergeOutput }
  /** End a microsegment. */
  readonly 'segments.archive-segment': { readonly input: SegmentsArchiveSegmentInput; readonly output: SegmentsArchiveSegmentOutput }
  /** End a computed trait. */
  readonly 'segments.archive-trait': { readonly input: SegmentsArchiveTraitInput; readonly output: SegmentsArchiveTraitOutput }
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
  /** Define a computed trait. */
  readonly 'segments.create-trait': { readonly input: SegmentsCreateTraitInput; readonly output: SegmentsCreateTraitOutput }
  /** Let another version of a microsegment speak for it. */
  readonly 'segments.cut-over-version': { readonly input: SegmentsCutOverVersionInput; readonly output: SegmentsCutOverVersionOutput }
  /** Why somebody is in a microsegment or not, now or at a past moment. */
  readonly 'segments.explain-person': { readonly input: SegmentsExplainPersonInput; readonly output: SegmentsExplainPersonOutput }
  /** What a computed trait is for one person, now or at a past moment, and where it comes from. */
  readonly 'segments.explain-trait': { readonly input: SegmentsExplainTraitInput; readonly output: SegmentsExplainTraitOutput }
  /** Who entered and left a microsegment, when and why. */
  readonly 'segments.get-history': { readonly input: SegmentsGetHistoryInput; readonly output: SegmentsGetHistoryOutput }
  /** One microsegment: condition, size, state and freshness. */
  readonly 'segments.get-segment': { readonly input: SegmentsGetSegmentInput; readonly output: SegmentsGetSegmentOutput }
  /** The size of a microsegment over time, with who entered and left. */
  readonly 'segments.get-series': { readonly input: SegmentsGetSeriesInput; readonly output: SegmentsGetSeriesOutput }
  /** One computed trait: expression, versions, state and who uses it. */
  readonly 'segments.get-trait': { readonly input: SegmentsGetTraitInput; readonly output: SegmentsGetTraitOutput }
  /** What stands still and should move. */
  readonly 'segments.list-alarms': { readonly input: SegmentsListAlarmsInput; readonly output: SegmentsListAlarmsOutput }
  /** Who is in a microsegment now, and since when. */
  readonly 'segments.list-members': { readonly input: SegmentsListMembersInput; readonly output: SegmentsListMembersOutput }
  /** Which microsegments moved most lately. */
  readonly 'segments.list-movers': { readonly input: SegmentsListMoversInput; readonly output: SegmentsListMoversOutput }
  /** All microsegments with their size and state. */
  readonly 'segments.list-segments': { readonly input: SegmentsListSegmentsInput; readonly output: SegmentsListSegmentsOutput }
  /** All computed traits. */
  readonly 'segments.list-traits': { readonly input: SegmentsListTraitsInput; readonly output: SegmentsListTraitsOutput }
  /** Every version of a microsegment, and when it spoke. */
  readonly 'segments.list-versions': { readonly input: SegmentsListVersionsInput; readonly output: SegmentsListVersionsOutput }
  /** How much microsegments have in common, two by two. */
  readonly 'segments.overlaps': { readonly input: SegmentsOverlapsInput; readonly output: SegmentsOverlapsOutput }
  /** Count who is in a condition, now or at a past moment. */
  readonly 'segments.preview-segment': { readonly input: SegmentsPreviewSegmentInput; readonly output: SegmentsPreviewSegmentOutput }
  /** Which values an expression has over all people, now or at a past moment. */
  readonly 'segments.preview-trait': { readonly input: SegmentsPreviewTraitInput; readonly output: SegmentsPreviewTraitOutput }
  /** Which traits and behaviours tell two groups of people apart most. */
  readonly 'segments.rank-differences': { readonly input: SegmentsRankDifferencesInput; readonly output: SegmentsRankDifferencesOutput }
  /** Go back to the version of a microsegment that spoke before. */
  readonly 'segments.roll-back-segment': { readonly input: SegmentsRollBackSegmentInput; readonly output: SegmentsRollBackSegmentOutput }
  /** Leave a fixed share of a microsegment alone, to compare with. */
  readonly 'segments.set-control-share': { readonly input: SegmentsSetControlShareInput; readonly output: SegmentsSetControlShareOutput }
  /** Rename a microsegment or change its condition. */
  readonly 'segments.update-segment': { readonly input: SegmentsUpdateSegmentInput; readonly output: SegmentsUpdateSegmentOutput }
  /** Change what a computed trait is computed from. */
  readonly 'segments.update-trait': { readonly input: SegmentsUpdateTraitInput; readonly output: SegmentsUpdateTraitOutput }
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
  'governance.accept-class-proposal': ['POST', 'governance/fields/proposals/accept'],
  'governance.check-reseal': ['GET', 'governance/reseals/check'],
  'governance.define-field': ['POST', 'governance/fields'],
  'governance.dismiss-class-proposal': ['POST', 'governance/fields/proposals/dismiss'],
  'governance.issue-write-key': ['POST', 'governance/write-keys'],
  'governance.list-class-proposals': ['GET', 'governance/fields/proposals'],
  'governance.list-field-versions': ['GET', 'governance/fields/versions'],
  'governance.list-reseals': ['GET', 'governance/reseals'],
  'governance.list-sources': ['GET', 'governance/sources'],
  'governance.rename-source': ['PATCH', 'governance/sources/{id}'],
  'governance.restart-reseal': ['POST', 'governance/reseals/restart'],
  'governance.revoke-write-key': ['DELETE', 'governance/write-keys/{id}'],
  'intake.define-plan': ['POST', 'intake/plans'],
  'intake.define-watch': ['POST', 'intake/watches'],
  'intake.draft-plan': ['GET', 'intake/plans/{source}/draft'],
  'intake.end-plan': ['POST', 'intake/plans/{source}/end'],
  'intake.end-watch': ['DELETE', 'intake/watches/{id}'],
  'intake.explain-quarantined': ['GET', 'intake/quarantine/{id}'],
  'intake.generate-types': ['GET', 'intake/plans/{source}/types'],
  'intake.get-drift': ['GET', 'intake/plans/{source}/drift'],
  'intake.get-plan': ['GET', 'intake/plans/{source}'],
  'intake.list-plan-versions': ['GET', 'intake/plans/{source}/versions'],
  'intake.list-plans': ['GET', 'intake/plans'],
  'intake.list-quarantine': ['GET', 'intake/quarantine'],
  'intake.list-violations': ['GET', 'intake/plans/{source}/violations'],
  'intake.list-watch-alarms': ['GET', 'intake/watches/alarms'],
  'intake.list-watches': ['GET', 'intake/watches'],
  'intake.replay-quarantined': ['POST', 'intake/quarantine/{id}/replay'],
  'profiles.accept-match': ['POST', 'profiles/matches/{id}/pairs/{place}/accept'],
  'profiles.accept-review': ['POST', 'profiles/reviews/{id}/accept'],
  'profiles.add-household-member': ['POST', 'profiles/households/{householdId}/members'],
  'profiles.add-match-rows': ['POST', 'profiles/matches/{id}/rows'],
  'profiles.begin-match': ['POST', 'profiles/matches'],
  'profiles.count-synthetic': ['GET', 'profiles/synthetic'],
  'profiles.create-household': ['POST', 'profiles/households'],
  'profiles.declare-apart': ['POST', 'profiles/identity/apart'],
  'profiles.declare-link': ['POST', 'profiles/identity/links'],
  'profiles.drop-match': ['DELETE', 'profiles/matches/{id}'],
  'profiles.export-people': ['GET', 'profiles/people.csv', 'text/csv; charset=utf-8'],
  'profiles.forget-identity-rules': ['POST', 'profiles/identity/rules/{version}/forget'],
  'profiles.get-account': ['GET', 'profiles/accounts/{idType}/{value}'],
  'profiles.get-amendment': ['GET', 'profiles/amendments/{id}'],
  'profiles.get-devices': ['GET', 'profiles/{personId}/devices'],
  'profiles.get-fact-series': ['GET', 'profiles/facts/series'],
  'profiles.get-household': ['GET', 'profiles/households/{householdId}'],
  'profiles.get-identity-preview': ['GET', 'profiles/identity-rules/preview/{id}'],
  'profiles.get-identity-rules': ['GET', 'profiles/identity-rules'],
  'profiles.get-lineage': ['GET', 'profiles/lineage'],
  'profiles.get-match': ['GET', 'profiles/matches/{id}'],
  'profiles.get-memberships': ['GET', 'profiles/{personId}/memberships'],
  'profiles.get-origins': ['GET', 'profiles/{personId}/origins'],
  'profiles.get-person-accounts': ['GET', 'profiles/{personId}/accounts'],
  'profiles.get-profile': ['GET', 'profiles/{idType}/{value}'],
  'profiles.get-timeline': ['GET', 'profiles/{personId}/timeline'],
  'profiles.get-trait-history': ['GET', 'profiles/{personId}/trait-history'],
  'profiles.list-account-members': ['GET', 'profiles/accounts/{accountId}/members'],
  'profiles.list-accounts': ['GET', 'profiles/accounts'],
  'profiles.list-amendments': ['GET', 'profiles/amendments'],
  'profiles.list-events': ['GET', 'profiles/catalogue/events'],
  'profiles.list-fields': ['GET', 'profiles/catalogue/fields'],
  'profiles.list-household-proposals': ['GET', 'profiles/household-proposals'],
  'profiles.list-households': ['GET', 'profiles/households'],
  'profiles.list-identity-decisions': ['GET', 'profiles/identity/decisions'],
  'profiles.list-identity-rules': ['GET', 'profiles/identity-rules/versions'],
  'profiles.list-match-pairs': ['GET', 'profiles/matches/{id}/pairs'],
  'profiles.list-matches': ['GET', 'profiles/matches'],
  'profiles.list-people': ['POST', 'profiles/people'],
  'profiles.list-reviews': ['GET', 'profiles/reviews'],
  'profiles.move-identifier': ['POST', 'profiles/{personId}/move-identifier'],
  'profiles.preview-amendment': ['POST', 'profiles/amendments/preview'],
  'profiles.preview-identity-rules': ['POST', 'profiles/identity-rules/preview'],
  'profiles.preview-impact': ['GET', 'profiles/lineage/impact'],
  'profiles.reject-review': ['POST', 'profiles/reviews/{id}/reject'],
  'profiles.remove-household-member': ['DELETE', 'profiles/households/{householdId}/members/{personId}'],
  'profiles.reveal-profile': ['GET', 'profiles/{idType}/{value}/personal'],
  'profiles.reveal-trait-history': ['GET', 'profiles/{personId}/revealed-trait-history'],
  'profiles.revert-source': ['POST', 'profiles/amendments/revert-source'],
  'profiles.revert-trait': ['POST', 'profiles/{personId}/revert-trait'],
  'profiles.run-match': ['POST', 'profiles/matches/{id}/run'],
  'profiles.set-identity-rules': ['POST', 'profiles/identity-rules'],
  'profiles.unmerge': ['POST', 'profiles/{personId}/unmerge'],
  'segments.archive-segment': ['DELETE', 'segments/{id}'],
  'segments.archive-trait': ['DELETE', 'segments/traits/{name}'],
  'segments.check-condition': ['POST', 'segments/check'],
  'segments.combine': ['POST', 'segments/combine'],
  'segments.compare-segments': ['POST', 'segments/compare'],
  'segments.compare-versions': ['GET', 'segments/{id}/compare'],
  'segments.complete-condition': ['POST', 'segments/complete'],
  'segments.create-segment': ['POST', 'segments'],
  'segments.create-trait': ['POST', 'segments/traits'],
  'segments.cut-over-version': ['POST', 'segments/{id}/cut-over'],
  'segments.explain-person': ['POST', 'segments/explain'],
  'segments.explain-trait': ['POST', 'segments/traits/explain'],
  'segments.get-history': ['GET', 'segments/{id}/changes'],
  'segments.get-segment': ['GET', 'segments/{id}'],
  'segments.get-series': ['GET', 'segments/{id}/series'],
  'segments.get-trait': ['GET', 'segments/traits/{name}'],
  'segments.list-alarms': ['GET', 'segments/alarms'],
  'segments.list-members': ['GET', 'segments/{id}/members'],
  'segments.list-movers': ['GET', 'segments/movers'],
  'segments.list-segments': ['GET', 'segments'],
  'segments.list-traits': ['GET', 'segments/traits'],
  'segments.list-versions': ['GET', 'segments/{id}/versions'],
  'segments.overlaps': ['POST', 'segments/overlaps'],
  'segments.preview-segment': ['POST', 'segments/preview'],
  'segments.preview-trait': ['POST', 'segments/traits/preview'],
  'segments.rank-differences': ['POST', 'segments/differences'],
  'segments.roll-back-segment': ['POST', 'segments/{id}/roll-back'],
  'segments.set-control-share': ['POST', 'segments/{id}/control-share'],
  'segments.update-segment': ['PATCH', 'segments/{id}'],
  'segments.update-trait': ['PATCH', 'segments/traits/{name}'],
  'stream.find-message': ['GET', 'stream/messages/{messageId}'],
  'stream.get-figures': ['GET', 'stream/state'],
  'stream.inspect-record': ['GET', 'stream/records/{position}'],
} as const satisfies RouteTable

export const STREAMS = {
  'stream.live': 'stream/live',
  'stream.tail': 'stream/tail',
} as const satisfies StreamTable

export interface GovernanceAcceptClassProposalInput {
  readonly place: 'trait' | 'property'
  /** the name of a property or trait */
  readonly field: string
  /** another class than the proposed one */
  readonly class?: 'public' | 'internal' | 'personal' | 'sensitive' | 'payment' | 'secret'
  /** `arrived`: from samples of what arrived in the last weeks; `history`: from a sample of all history, taken now */
  readonly from?: 'arrived' | 'history'
}

export interface GovernanceAcceptClassProposalOutput {
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

export interface GovernanceCheckResealInput {
  readonly place: 'trait' | 'property'
  /** the name of a property or trait */
  readonly field: string
}

export interface GovernanceCheckResealOutput {
  readonly reseal: {
    readonly place: 'trait' | 'property'
    /** as names are compared: lower case, letters and digits */
    readonly name: string
    readonly class: 'public' | 'internal' | 'personal' | 'sensitive' | 'payment' | 'secret'
    /** where in the log the class took effect: facts before it are sealed again */
    readonly position: number
    readonly state: 'waiting' | 'running' | 'done' | 'failed'
    /** facts up to this position are done */
    readonly through: number
    /** that had a value and have none any more */
    readonly facts: number
    /** why it failed, or waits */
    readonly message: string
    readonly createdAt: number
    readonly finishedAt: number | null
  }
  /** stored facts with a readable value */
  readonly facts: number
  /** values that people are sorted by */
  readonly traits: number
  /** examples in the catalogue */
  readonly examples: number
}

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
  /** what becomes of facts stored before; null where the change is of no class */
  readonly past: string | null
}

export interface GovernanceDismissClassProposalInput {
  readonly place: 'trait' | 'property'
  /** the name of a property or trait */
  readonly field: string
  /** for whoever asks later */
  readonly reason?: string
  /** take an earlier dismissal back */
  readonly reopen?: boolean
}

export interface GovernanceDismissClassProposalOutput {
  readonly place: 'trait' | 'property'
  /** as names are compared */
  readonly name: string
  readonly version: number
  readonly decision: 'accepted' | 'dismissed' | 'reopened'
  readonly kind: string
  readonly reason: string
  readonly at: number
  readonly subject: string
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

export interface GovernanceListClassProposalsInput {
  /** `arrived`: from samples of what arrived in the last weeks; `history`: from a sample of all history, taken now */
  readonly from?: 'arrived' | 'history'
}

export interface GovernanceListClassProposalsOutput {
  readonly proposals: ReadonlyArray<{
    readonly place: 'trait' | 'property'
    /** the name that the class would be given to, everywhere */
    readonly name: string
    /** what most values look like */
    readonly kind: 'email' | 'phone' | 'card' | 'national-id' | 'name'
    /** of a national number which one, `DE.idnr` */
    readonly detail: string
    /** the class that is proposed */
    readonly class: 'public' | 'internal' | 'personal' | 'sensitive' | 'payment' | 'secret'
    /** the class it has */
    readonly now: 'public' | 'internal' | 'personal' | 'sensitive' | 'payment' | 'secret'
    /** values that looked so */
    readonly values: number
    /** values that were looked at */
    readonly sampled: number
    /** when the first of them came */
    readonly since: number
    /** one of them, every letter an x and every digit a 0 */
    readonly example: string
    readonly found: ReadonlyArray<{
      readonly event: string
      readonly field: string
      readonly values: number
      readonly sampled: number
    }>
  }>
  /** the newest decision on each field */
  readonly decided: ReadonlyArray<{
    readonly place: 'trait' | 'property'
    /** as names are compared */
    readonly name: string
    readonly version: number
    readonly decision: 'accepted' | 'dismissed' | 'reopened'
    readonly kind: string
    readonly reason: string
    readonly at: number
    readonly subject: string
  }>
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

export type GovernanceListResealsInput = {}

export interface GovernanceListResealsOutput {
  readonly reseals: ReadonlyArray<{
    readonly place: 'trait' | 'property'
    /** as names are compared: lower case, letters and digits */
    readonly name: string
    readonly class: 'public' | 'internal' | 'personal' | 'sensitive' | 'payment' | 'secret'
    /** where in the log the class took effect: facts before it are sealed again */
    readonly position: number
    readonly state: 'waiting' | 'running' | 'done' | 'failed'
    /** facts up to this position are done */
    readonly through: number
    /** that had a value and have none any more */
    readonly facts: number
    /** why it failed, or waits */
    readonly message: string
    readonly createdAt: number
    readonly finishedAt: number | null
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

export interface GovernanceRestartResealInput {
  readonly place: 'trait' | 'property'
  /** the name of a property or trait */
  readonly field: string
}

export interface GovernanceRestartResealOutput {
  readonly place: 'trait' | 'property'
  /** as names are compared: lower case, letters and digits */
  readonly name: string
  readonly class: 'public' | 'internal' | 'personal' | 'sensitive' | 'payment' | 'secret'
  /** where in the log the class took effect: facts before it are sealed again */
  readonly position: number
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  /** facts up to this position are done */
  readonly through: number
  /** that had a value and have none any more */
  readonly facts: number
  /** why it failed, or waits */
  readonly message: string
  readonly createdAt: number
  readonly finishedAt: number | null
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

export interface IntakeDefinePlanInput {
  /** the source, as governance.list-sources names it */
  readonly source: string
  /** the version that was changed: refused where there is a newer one */
  readonly expected?: number
  readonly plan: {
    /** what comes of a planned event that is not as planned */
    readonly violations?: 'report' | 'block'
    readonly unplannedEvents?: 'allow' | 'report' | 'block'
    /** properties of planned events, and traits, that the plan does not name */
    readonly unplannedFields?: 'allow' | 'report' | 'block'
    readonly events: ReadonlyArray<{
      /** name of a track call, or Page Viewed, Screen Viewed */
      readonly event: string
      readonly description?: string
      readonly fields?: ReadonlyArray<{
        /** as the catalogue names it: `revenue`, `address.country`, `products.[].price` */
        readonly field: string
        /** `whole`: a number without a fraction; `date`: a text such as 2026-11-29 or 2026-11-29T10:00:00Z */
        readonly type: 'text' | 'number' | 'whole' | 'boolean' | 'date' | 'object' | 'list'
        /** of each object it belongs to; null counts as absent */
        readonly required?: boolean
        /** the only values there are */
        readonly values?: ReadonlyArray<string | number | boolean>
        /** regular expression (RE2) that a text matches as a whole */
        readonly pattern?: string
        /** how protected it should be; drift tells where it is not */
        readonly class?: 'public' | 'internal' | 'personal' | 'sensitive' | 'payment' | 'secret'
        readonly description?: string
      }>
    }>
    /** of identify calls; absent: traits are not looked at */
    readonly traits?: ReadonlyArray<{
      /** as the catalogue names it: `revenue`, `address.country`, `products.[].price` */
      readonly field: string
      /** `whole`: a number without a fraction; `date`: a text such as 2026-11-29 or 2026-11-29T10:00:00Z */
      readonly type: 'text' | 'number' | 'whole' | 'boolean' | 'date' | 'object' | 'list'
      /** of each object it belongs to; null counts as absent */
      readonly required?: boolean
      /** the only values there are */
      readonly values?: ReadonlyArray<string | number | boolean>
      /** regular expression (RE2) that a text matches as a whole */
      readonly pattern?: string
      /** how protected it should be; drift tells where it is not */
      readonly class?: 'public' | 'internal' | 'personal' | 'sensitive' | 'payment' | 'secret'
      readonly description?: string
    }>
  }
}

export interface IntakeDefinePlanOutput {
  readonly source: string
  readonly version: number
  /** null: the plan was ended */
  readonly plan: {
    /** what comes of a planned event that is not as planned */
    readonly violations: 'report' | 'block'
    readonly unplannedEvents: 'allow' | 'report' | 'block'
    /** properties of planned events, and traits, that the plan does not name */
    readonly unplannedFields: 'allow' | 'report' | 'block'
    readonly events: ReadonlyArray<{
      /** name of a track call, or Page Viewed, Screen Viewed */
      readonly event: string
      readonly description: string
      readonly fields: ReadonlyArray<{
        /** as the catalogue names it: `revenue`, `address.country`, `products.[].price` */
        readonly field: string
        /** `whole`: a number without a fraction; `date`: a text such as 2026-11-29 or 2026-11-29T10:00:00Z */
        readonly type: 'text' | 'number' | 'whole' | 'boolean' | 'date' | 'object' | 'list'
        /** of each object it belongs to; null counts as absent */
        readonly required: boolean
        /** the only values there are */
        readonly values?: ReadonlyArray<string | number | boolean>
        /** regular expression (RE2) that a text matches as a whole */
        readonly pattern?: string
        /** how protected it should be; drift tells where it is not */
        readonly class?: 'public' | 'internal' | 'personal' | 'sensitive' | 'payment' | 'secret'
        readonly description: string
      }>
    }>
    /** of identify calls; absent: traits are not looked at */
    readonly traits?: ReadonlyArray<{
      /** as the catalogue names it: `revenue`, `address.country`, `products.[].price` */
      readonly field: string
      /** `whole`: a number without a fraction; `date`: a text such as 2026-11-29 or 2026-11-29T10:00:00Z */
      readonly type: 'text' | 'number' | 'whole' | 'boolean' | 'date' | 'object' | 'list'
      /** of each object it belongs to; null counts as absent */
      readonly required: boolean
      /** the only values there are */
      readonly values?: ReadonlyArray<string | number | boolean>
      /** regular expression (RE2) that a text matches as a whole */
      readonly pattern?: string
      /** how protected it should be; drift tells where it is not */
      readonly class?: 'public' | 'internal' | 'personal' | 'sensitive' | 'payment' | 'secret'
      readonly description: string
    }>
  } | null
  /** milliseconds since 1970 UTC */
  readonly createdAt: number
  /** who said so */
  readonly subject: string
}

export interface IntakeDefineWatchInput {
  /** the source, as governance.list-sources names it */
  readonly source: string
  /** `volume`: facts in ten minutes, fewer or more than usual; `late`: the share of them that happened ten minutes or more before; `nulls`: the share of an event's facts in an hour without a value of a field; `new-fields`: fields that the source had not sent for four weeks */
  readonly kind: 'volume' | 'late' | 'nulls' | 'new-fields'
  /** of `nulls`: the event */
  readonly event?: string
  /** of `nulls`: the field, as the catalogue names it */
  readonly field?: string
}

export interface IntakeDefineWatchOutput {
  readonly id: string
  readonly version: number
  /** null: it was ended */
  readonly watch: {
    /** the source, as governance.list-sources names it */
    readonly source: string
    /** `volume`: facts in ten minutes, fewer or more than usual; `late`: the share of them that happened ten minutes or more before; `nulls`: the share of an event's facts in an hour without a value of a field; `new-fields`: fields that the source had not sent for four weeks */
    readonly kind: 'volume' | 'late' | 'nulls' | 'new-fields'
    /** of `nulls`: the event */
    readonly event: string
    /** of `nulls`: the field, as the catalogue names it */
    readonly field: string
  } | null
  /** milliseconds since 1970 UTC */
  readonly createdAt: number
  /** who said so */
  readonly subject: string
}

export interface IntakeDraftPlanInput {
  /** the source, as governance.list-sources names it */
  readonly source: string
  /** days up to now; the time before is as long */
  readonly days?: number
  /** an event with fewer facts is left out */
  readonly leastFacts?: number
}

export interface IntakeDraftPlanOutput {
  readonly plan: {
    /** what comes of a planned event that is not as planned */
    readonly violations: 'report' | 'block'
    readonly unplannedEvents: 'allow' | 'report' | 'block'
    /** properties of planned events, and traits, that the plan does not name */
    readonly unplannedFields: 'allow' | 'report' | 'block'
    readonly events: ReadonlyArray<{
      /** name of a track call, or Page Viewed, Screen Viewed */
      readonly event: string
      readonly description: string
      readonly fields: ReadonlyArray<{
        /** as the catalogue names it: `revenue`, `address.country`, `products.[].price` */
        readonly field: string
        /** `whole`: a number without a fraction; `date`: a text such as 2026-11-29 or 2026-11-29T10:00:00Z */
        readonly type: 'text' | 'number' | 'whole' | 'boolean' | 'date' | 'object' | 'list'
        /** of each object it belongs to; null counts as absent */
        readonly required: boolean
        /** the only values there are */
        readonly values?: ReadonlyArray<string | number | boolean>
        /** regular expression (RE2) that a text matches as a whole */
        readonly pattern?: string
        /** how protected it should be; drift tells where it is not */
        readonly class?: 'public' | 'internal' | 'personal' | 'sensitive' | 'payment' | 'secret'
        readonly description: string
      }>
    }>
    /** of identify calls; absent: traits are not looked at */
    readonly traits?: ReadonlyArray<{
      /** as the catalogue names it: `revenue`, `address.country`, `products.[].price` */
      readonly field: string
      /** `whole`: a number without a fraction; `date`: a text such as 2026-11-29 or 2026-11-29T10:00:00Z */
      readonly type: 'text' | 'number' | 'whole' | 'boolean' | 'date' | 'object' | 'list'
      /** of each object it belongs to; null counts as absent */
      readonly required: boolean
      /** the only values there are */
      readonly values?: ReadonlyArray<string | number | boolean>
      /** regular expression (RE2) that a text matches as a whole */
      readonly pattern?: string
      /** how protected it should be; drift tells where it is not */
      readonly class?: 'public' | 'internal' | 'personal' | 'sensitive' | 'payment' | 'secret'
      readonly description: string
    }>
  }
  /** that it was drawn from */
  readonly facts: number
}

export interface IntakeEndPlanInput {
  /** the source, as governance.list-sources names it */
  readonly source: string
}

export interface IntakeEndPlanOutput {
  readonly source: string
  readonly version: number
  /** null: the plan was ended */
  readonly plan: {
    /** what comes of a planned event that is not as planned */
    readonly violations: 'report' | 'block'
    readonly unplannedEvents: 'allow' | 'report' | 'block'
    /** properties of planned events, and traits, that the plan does not name */
    readonly unplannedFields: 'allow' | 'report' | 'block'
    readonly events: ReadonlyArray<{
      /** name of a track call, or Page Viewed, Screen Viewed */
      readonly event: string
      readonly description: string
      readonly fields: ReadonlyArray<{
        /** as the catalogue names it: `revenue`, `address.country`, `products.[].price` */
        readonly field: string
        /** `whole`: a number without a fraction; `date`: a text such as 2026-11-29 or 2026-11-29T10:00:00Z */
        readonly type: 'text' | 'number' | 'whole' | 'boolean' | 'date' | 'object' | 'list'
        /** of each object it belongs to; null counts as absent */
        readonly required: boolean
        /** the only values there are */
        readonly values?: ReadonlyArray<string | number | boolean>
        /** regular expression (RE2) that a text matches as a whole */
        readonly pattern?: string
        /** how protected it should be; drift tells where it is not */
        readonly class?: 'public' | 'internal' | 'personal' | 'sensitive' | 'payment' | 'secret'
        readonly description: string
      }>
    }>
    /** of identify calls; absent: traits are not looked at */
    readonly traits?: ReadonlyArray<{
      /** as the catalogue names it: `revenue`, `address.country`, `products.[].price` */
      readonly field: string
      /** `whole`: a number without a fraction; `date`: a text such as 2026-11-29 or 2026-11-29T10:00:00Z */
      readonly type: 'text' | 'number' | 'whole' | 'boolean' | 'date' | 'object' | 'list'
      /** of each object it belongs to; null counts as absent */
      readonly required: boolean
      /** the only values there are */
      readonly values?: ReadonlyArray<string | number | boolean>
      /** regular expression (RE2) that a text matches as a whole */
      readonly pattern?: string
      /** how protected it should be; drift tells where it is not */
      readonly class?: 'public' | 'internal' | 'personal' | 'sensitive' | 'payment' | 'secret'
      readonly description: string
    }>
  } | null
  /** milliseconds since 1970 UTC */
  readonly createdAt: number
  /** who said so */
  readonly subject: string
}

export interface IntakeEndWatchInput {
  readonly id: string
}

export interface IntakeEndWatchOutput {
  readonly id: string
  readonly version: number
  /** null: it was ended */
  readonly watch: {
    /** the source, as governance.list-sources names it */
    readonly source: string
    /** `volume`: facts in ten minutes, fewer or more than usual; `late`: the share of them that happened ten minutes or more before; `nulls`: the share of an event's facts in an hour without a value of a field; `new-fields`: fields that the source had not sent for four weeks */
    readonly kind: 'volume' | 'late' | 'nulls' | 'new-fields'
    /** of `nulls`: the event */
    readonly event: string
    /** of `nulls`: the field, as the catalogue names it */
    readonly field: string
  } | null
  /** milliseconds since 1970 UTC */
  readonly createdAt: number
  /** who said so */
  readonly subject: string
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

export interface IntakeGenerateTypesInput {
  /** the source, as governance.list-sources names it */
  readonly source: string
}

export interface IntakeGenerateTypesOutput {
  readonly version: number
  readonly typescript: string
}

export interface IntakeGetDriftInput {
  /** the source, as governance.list-sources names it */
  readonly source: string
  /** days up to now; the time before is as long */
  readonly days?: number
}

export interface IntakeGetDriftOutput {
  /** of the plan that was compared with; null where the source has none */
  readonly version: number | null
  readonly drift: ReadonlyArray<{
    readonly drift: 'new-event' | 'vanished-event' | 'new-field' | 'vanished-field' | 'kind' | 'class'
    readonly against: 'plan' | 'before'
    readonly event: string
    readonly field: string
    readonly facts: number
    readonly message: string
  }>
}

export interface IntakeGetPlanInput {
  /** the source, as governance.list-sources names it */
  readonly source: string
}

export interface IntakeGetPlanOutput {
  readonly source: string
  readonly version: number
  /** null: the plan was ended */
  readonly plan: {
    /** what comes of a planned event that is not as planned */
    readonly violations: 'report' | 'block'
    readonly unplannedEvents: 'allow' | 'report' | 'block'
    /** properties of planned events, and traits, that the plan does not name */
    readonly unplannedFields: 'allow' | 'report' | 'block'
    readonly events: ReadonlyArray<{
      /** name of a track call, or Page Viewed, Screen Viewed */
      readonly event: string
      readonly description: string
      readonly fields: ReadonlyArray<{
        /** as the catalogue names it: `revenue`, `address.country`, `products.[].price` */
        readonly field: string
        /** `whole`: a number without a fraction; `date`: a text such as 2026-11-29 or 2026-11-29T10:00:00Z */
        readonly type: 'text' | 'number' | 'whole' | 'boolean' | 'date' | 'object' | 'list'
        /** of each object it belongs to; null counts as absent */
        readonly required: boolean
        /** the only values there are */
        readonly values?: ReadonlyArray<string | number | boolean>
        /** regular expression (RE2) that a text matches as a whole */
        readonly pattern?: string
        /** how protected it should be; drift tells where it is not */
        readonly class?: 'public' | 'internal' | 'personal' | 'sensitive' | 'payment' | 'secret'
        readonly description: string
      }>
    }>
    /** of identify calls; absent: traits are not looked at */
    readonly traits?: ReadonlyArray<{
      /** as the catalogue names it: `revenue`, `address.country`, `products.[].price` */
      readonly field: string
      /** `whole`: a number without a fraction; `date`: a text such as 2026-11-29 or 2026-11-29T10:00:00Z */
      readonly type: 'text' | 'number' | 'whole' | 'boolean' | 'date' | 'object' | 'list'
      /** of each object it belongs to; null counts as absent */
      readonly required: boolean
      /** the only values there are */
      readonly values?: ReadonlyArray<string | number | boolean>
      /** regular expression (RE2) that a text matches as a whole */
      readonly pattern?: string
      /** how protected it should be; drift tells where it is not */
      readonly class?: 'public' | 'internal' | 'personal' | 'sensitive' | 'payment' | 'secret'
      readonly description: string
    }>
  } | null
  /** milliseconds since 1970 UTC */
  readonly createdAt: number
  /** who said so */
  readonly subject: string
}

export interface IntakeListPlanVersionsInput {
  /** the source, as governance.list-sources names it */
  readonly source: string
}

export interface IntakeListPlanVersionsOutput {
  readonly versions: ReadonlyArray<{
    readonly source: string
    readonly version: number
    /** null: the plan was ended */
    readonly plan: {
      /** what comes of a planned event that is not as planned */
      readonly violations: 'report' | 'block'
      readonly unplannedEvents: 'allow' | 'report' | 'block'
      /** properties of planned events, and traits, that the plan does not name */
      readonly unplannedFields: 'allow' | 'report' | 'block'
      readonly events: ReadonlyArray<{
        /** name of a track call, or Page Viewed, Screen Viewed */
        readonly event: string
        readonly description: string
        readonly fields: ReadonlyArray<{
          /** as the catalogue names it: `revenue`, `address.country`, `products.[].price` */
          readonly field: string
          /** `whole`: a number without a fraction; `date`: a text such as 2026-11-29 or 2026-11-29T10:00:00Z */
          readonly type: 'text' | 'number' | 'whole' | 'boolean' | 'date' | 'object' | 'list'
          /** of each object it belongs to; null counts as absent */
          readonly required: boolean
          /** the only values there are */
          readonly values?: ReadonlyArray<string | number | boolean>
          /** regular expression (RE2) that a text matches as a whole */
          readonly pattern?: string
          /** how protected it should be; drift tells where it is not */
          readonly class?: 'public' | 'internal' | 'personal' | 'sensitive' | 'payment' | 'secret'
          readonly description: string
        }>
      }>
      /** of identify calls; absent: traits are not looked at */
      readonly traits?: ReadonlyArray<{
        /** as the catalogue names it: `revenue`, `address.country`, `products.[].price` */
        readonly field: string
        /** `whole`: a number without a fraction; `date`: a text such as 2026-11-29 or 2026-11-29T10:00:00Z */
        readonly type: 'text' | 'number' | 'whole' | 'boolean' | 'date' | 'object' | 'list'
        /** of each object it belongs to; null counts as absent */
        readonly required: boolean
        /** the only values there are */
        readonly values?: ReadonlyArray<string | number | boolean>
        /** regular expression (RE2) that a text matches as a whole */
        readonly pattern?: string
        /** how protected it should be; drift tells where it is not */
        readonly class?: 'public' | 'internal' | 'personal' | 'sensitive' | 'payment' | 'secret'
        readonly description: string
      }>
    } | null
    /** milliseconds since 1970 UTC */
    readonly createdAt: number
    /** who said so */
    readonly subject: string
  }>
}

export type IntakeListPlansInput = {}

export interface IntakeListPlansOutput {
  readonly plans: ReadonlyArray<{
    readonly source: string
    readonly version: number
    readonly createdAt: number
    /** that it names */
    readonly events: number
    /** events since the process started that were not as planned */
    readonly reported: number
    readonly blocked: number
  }>
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

export interface IntakeListViolationsInput {
  /** the source, as governance.list-sources names it */
  readonly source: string
  /** only of this version of the plan */
  readonly version?: number
  readonly limit?: number
}

export interface IntakeListViolationsOutput {
  readonly violations: ReadonlyArray<{
    /** of the plan */
    readonly version: number
    /** '' for traits */
    readonly event: string
    /** '' for the event itself; `[]` stands for the items of a list */
    readonly field: string
    readonly problem: 'event-unplanned' | 'field-unplanned' | 'field-missing' | 'type' | 'value' | 'pattern'
    /** whether the events went to quarantine */
    readonly blocked: boolean
    readonly events: number
    readonly first: number
    readonly last: number
    /** log positions of the newest: of facts, or of quarantine entries where they were blocked */
    readonly examples: ReadonlyArray<number>
    /** what was expected, and what came the last time; never a text that came */
    readonly message: string
  }>
}

export interface IntakeListWatchAlarmsInput {
  readonly state?: 'all' | 'lasting'
  readonly limit?: number
}

export interface IntakeListWatchAlarmsOutput {
  readonly alarms: ReadonlyArray<{
    readonly id: number
    readonly watch: string
    readonly kind: 'volume' | 'late' | 'nulls' | 'new-fields'
    readonly source: string
    readonly since: number
    /** null while it lasts */
    readonly until: number | null
    /** what was seen, and what is usual */
    readonly message: string
  }>
}

export type IntakeListWatchesInput = {}

export interface IntakeListWatchesOutput {
  readonly watches: ReadonlyArray<{
    readonly id: string
    readonly version: number
    /** null: it was ended */
    readonly watch: {
      /** the source, as governance.list-sources names it */
      readonly source: string
      /** `volume`: facts in ten minutes, fewer or more than usual; `late`: the share of them that happened ten minutes or more before; `nulls`: the share of an event's facts in an hour without a value of a field; `new-fields`: fields that the source had not sent for four weeks */
      readonly kind: 'volume' | 'late' | 'nulls' | 'new-fields'
      /** of `nulls`: the event */
      readonly event: string
      /** of `nulls`: the field, as the catalogue names it */
      readonly field: string
    } | null
    /** milliseconds since 1970 UTC */
    readonly createdAt: number
    /** who said so */
    readonly subject: string
    readonly alarm: {
      readonly id: number
      readonly watch: string
      readonly kind: 'volume' | 'late' | 'nulls' | 'new-fields'
      readonly source: string
      readonly since: number
      /** null while it lasts */
      readonly until: number | null
      /** what was seen, and what is usual */
      readonly message: string
    } | null
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

export interface ProfilesAcceptMatchInput {
  /** the id of a comparison, as begin-match answered it */
  readonly id: string
  /** of the pair, as list-match-pairs has it */
  readonly place: number
  /** what the list's own ids are: user_id, or a custom type such as crm_id */
  readonly idType: string
  readonly why: string
}

export interface ProfilesAcceptMatchOutput {
  readonly decision: {
    readonly id: number
    readonly kind: 'apart' | 'link'
    readonly identifiers: ReadonlyArray<{
      readonly type: string
      readonly value: string
      readonly personal: boolean
    }>
    readonly why: string
    /** where in the log it takes effect */
    readonly position: number | null
    /** milliseconds since 1970 UTC */
    readonly createdAt: number
    readonly subject: string
  }
}

export interface ProfilesAcceptReviewInput {
  readonly id: number
  readonly why: string
}

export interface ProfilesAcceptReviewOutput {
  readonly decision: {
    readonly id: number
    readonly kind: 'apart' | 'link'
    readonly identifiers: ReadonlyArray<{
      readonly type: string
      readonly value: string
      readonly personal: boolean
    }>
    readonly why: string
    /** where in the log it takes effect */
    readonly position: number | null
    /** milliseconds since 1970 UTC */
    readonly createdAt: number
    readonly subject: string
  }
}

export interface ProfilesAddHouseholdMemberInput {
  /** the number of a household */
  readonly householdId: number
  /** the number of a person, also one that was merged into another */
  readonly personId: number
}

export interface ProfilesAddHouseholdMemberOutput {
  readonly household: number
  readonly name: string
  /** why it is one, as staff said */
  readonly why: string
  /** milliseconds since 1970 UTC */
  readonly createdAt: number
  readonly createdBy: string
  /** who is in it now */
  readonly members: ReadonlyArray<number>
  readonly stays: ReadonlyArray<{
    readonly person: number
    /** milliseconds since 1970 UTC */
    readonly from: number
    readonly by: string
    /** null: still */
    readonly to: number | null
    readonly removedBy: string | null
  }>
}

export interface ProfilesAddMatchRowsInput {
  /** the id of a comparison, as begin-match answered it */
  readonly id: string
  /** from 0 */
  readonly part: number
  readonly csv?: string
  readonly rows?: ReadonlyArray<Readonly<Record<string, string | number | null>>>
}

export interface ProfilesAddMatchRowsOutput {
  /** rows so far */
  readonly rows: number
}

export interface ProfilesBeginMatchInput {
  /** by field the name of its column; `name` is a full name, instead of the two; `id` is what the list calls a row */
  readonly columns: {
    readonly given?: string
    readonly family?: string
    readonly name?: string
    readonly birth?: string
    readonly postcode?: string
    readonly phone?: string
    readonly email?: string
    readonly id?: string
  }
  /** list: duplicates within it; people: only matches with known people */
  readonly against?: 'list' | 'people' | 'both'
  /** between the cells of CSV */
  readonly delimiter?: string
  /** how 03/04/1990 is meant; 1990-04-03 and 3.4.1990 need no telling */
  readonly dates?: 'day-first' | 'month-first'
}

export interface ProfilesBeginMatchOutput {
  readonly id: string
}

export type ProfilesCountSyntheticInput = {}

export interface ProfilesCountSyntheticOutput {
  readonly holdsSynthetic: boolean
  readonly facts: number
  readonly synthetic: number
  readonly lastAt: number | null
  readonly through: number
}

export interface ProfilesCreateHouseholdInput {
  /** shown to staff; leave personal values out */
  readonly name: string
  readonly why?: string
  readonly people: ReadonlyArray<number>
}

export interface ProfilesCreateHouseholdOutput {
  readonly household: number
  readonly name: string
  /** why it is one, as staff said */
  readonly why: string
  /** milliseconds since 1970 UTC */
  readonly createdAt: number
  readonly createdBy: string
  /** who is in it now */
  readonly members: ReadonlyArray<number>
  readonly stays: ReadonlyArray<{
    readonly person: number
    /** milliseconds since 1970 UTC */
    readonly from: number
    readonly by: string
    /** null: still */
    readonly to: number | null
    readonly removedBy: string | null
  }>
}

export interface ProfilesDeclareApartInput {
  readonly one: {
    /** user_id, anonymous_id, email, phone or a custom type */
    readonly type: string
    /** the identifier as the sender wrote it */
    readonly value: string
  }
  readonly other: {
    /** user_id, anonymous_id, email, phone or a custom type */
    readonly type: string
    /** the identifier as the sender wrote it */
    readonly value: string
  }
  readonly why: string
}

export interface ProfilesDeclareApartOutput {
  readonly decision: {
    readonly id: number
    readonly kind: 'apart' | 'link'
    readonly identifiers: ReadonlyArray<{
      readonly type: string
      readonly value: string
      readonly personal: boolean
    }>
    readonly why: string
    /** where in the log it takes effect */
    readonly position: number | null
    /** milliseconds since 1970 UTC */
    readonly createdAt: number
    readonly subject: string
  }
}

export interface ProfilesDeclareLinkInput {
  readonly identifiers: ReadonlyArray<{
    /** user_id, anonymous_id, email, phone or a custom type */
    readonly type: string
    /** the identifier as the sender wrote it */
    readonly value: string
  }>
  readonly why: string
}

export interface ProfilesDeclareLinkOutput {
  readonly decision: {
    readonly id: number
    readonly kind: 'apart' | 'link'
    readonly identifiers: ReadonlyArray<{
      readonly type: string
      readonly value: string
      readonly personal: boolean
    }>
    readonly why: string
    /** where in the log it takes effect */
    readonly position: number | null
    /** milliseconds since 1970 UTC */
    readonly createdAt: number
    readonly subject: string
  }
}

export interface ProfilesDropMatchInput {
  /** the id of a comparison, as begin-match answered it */
  readonly id: string
}

export interface ProfilesDropMatchOutput {
  readonly dropped: boolean
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

export interface ProfilesForgetIdentityRulesInput {
  readonly version: number
  readonly why: string
}

export interface ProfilesForgetIdentityRulesOutput {
  readonly id: string
  readonly position: number
  /** in plain English */
  readonly what: string
}

export interface ProfilesGetAccountInput {
  /** group_id, a custom type, or account for the number of one */
  readonly idType: string
  /** the identifier as the sender wrote it */
  readonly value: string
}

export interface ProfilesGetAccountOutput {
  readonly account: number
  readonly type: string
  readonly value: string
  readonly personal: boolean
  /** the first fact that named it */
  readonly first: number
  /** milliseconds since 1970 UTC */
  readonly last: number
  readonly traits: Readonly<Record<string, {
    readonly value: unknown
    /** milliseconds since 1970 UTC */
    readonly happened: number
  }>>
}

export interface ProfilesGetAmendmentInput {
  readonly id: string
}

export interface ProfilesGetAmendmentOutput {
  readonly amendment: {
    readonly id: string
    /** of its record in the log: from here on it holds for what comes */
    readonly position: number
    /** milliseconds since 1970 UTC */
    readonly at: number
    readonly kind: 'apart' | 'move' | 'forget-rules' | 'retract'
    /** in plain English */
    readonly what: string
    readonly by: string | null
    readonly why: string | null
    /** waiting: people are being built again. refused: it holds for what comes, and the past stays as it is */
    readonly state: 'waiting' | 'done' | 'refused'
    /** why */
    readonly refused: string | null
    /** groups of people who were built again so far */
    readonly components: number
    /** how often it began anew, because somebody met a person who was being built again */
    readonly broken: number
    /** of the group at hand */
    readonly progress: {
      readonly facts: number
      readonly read: number
    } | null
  }
}

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
    /** by which its facts came: web, mobile, email, sms, push, chat, social, call-centre, in-store, or a word of the sender */
    readonly channels: ReadonlyArray<string>
    readonly locations: ReadonlyArray<{
      readonly country: string
      /** empty where only the country is known */
      readonly region: string
    }>
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

export interface ProfilesGetHouseholdInput {
  /** the number of a household */
  readonly householdId: number
}

export interface ProfilesGetHouseholdOutput {
  readonly household: number
  readonly name: string
  /** why it is one, as staff said */
  readonly why: string
  /** milliseconds since 1970 UTC */
  readonly createdAt: number
  readonly createdBy: string
  /** who is in it now */
  readonly members: ReadonlyArray<number>
  readonly stays: ReadonlyArray<{
    readonly person: number
    /** milliseconds since 1970 UTC */
    readonly from: number
    readonly by: string
    /** null: still */
    readonly to: number | null
    readonly removedBy: string | null
  }>
}

export interface ProfilesGetIdentityPreviewInput {
  readonly id: number
}

export interface ProfilesGetIdentityPreviewOutput {
  readonly preview: {
    readonly id: number
    readonly state: 'running' | 'done' | 'failed'
    /** version of the rules that it is compared with */
    readonly against: number
    /** log position up to which facts are read */
    readonly through: number
    /** milliseconds since 1970 UTC */
    readonly startedAt: number
    readonly milliseconds: number
    /** read so far */
    readonly facts: number
    readonly total: number
    readonly outcome: {
      readonly facts: number
      readonly identifiers: number
      readonly current: {
        readonly people: number
        /** people who turned out to be another */
        readonly merges: number
        /** identifiers that lead to somebody */
        readonly linked: number
        /** pairs that would wait in the review queue */
        readonly questions: number
        /** facts that lost an identifier, by rule */
        readonly dropped: ReadonlyArray<{
          readonly rule: string
          readonly facts: number
        }>
        /** those with the most identifiers */
        readonly biggest: ReadonlyArray<{
          readonly identifiers: number
          readonly facts: number
          readonly part: {
            /** whom it leads to now */
            readonly person: number | null
            /** some of them */
            readonly identifiers: ReadonlyArray<{
              readonly type: string
              readonly value: string
              readonly personal: boolean
            }>
          }
        }>
      }
      readonly candidate: {
        readonly people: number
        /** people who turned out to be another */
        readonly merges: number
        /** identifiers that lead to somebody */
        readonly linked: number
        /** pairs that would wait in the review queue */
        readonly questions: number
        /** facts that lost an identifier, by rule */
        readonly dropped: ReadonlyArray<{
          readonly rule: string
          readonly facts: number
        }>
        /** those with the most identifiers */
        readonly biggest: ReadonlyArray<{
          readonly identifiers: number
          readonly facts: number
          readonly part: {
            /** whom it leads to now */
            readonly person: number | null
            /** some of them */
            readonly identifiers: ReadonlyArray<{
              readonly type: string
              readonly value: string
              readonly personal: boolean
            }>
          }
        }>
      }
      /** `people` there would be are `into` several now */
      readonly together: {
        readonly people: number
        readonly into: number
        /** of all of them */
        readonly facts: number
        /** those with the most facts */
        readonly samples: ReadonlyArray<{
          readonly facts: number
          readonly identifiers: number
          readonly parts: ReadonlyArray<{
            /** whom it leads to now */
            readonly person: number | null
            /** some of them */
            readonly identifiers: ReadonlyArray<{
              readonly type: string
              readonly value: string
              readonly personal: boolean
            }>
          }>
        }>
      }
      /** `people` of now would be `into` several */
      readonly apart: {
        readonly people: number
        readonly into: number
        /** of all of them */
        readonly facts: number
        /** those with the most facts */
        readonly samples: ReadonlyArray<{
          readonly facts: number
          readonly identifiers: number
          readonly parts: ReadonlyArray<{
            /** whom it leads to now */
            readonly person: number | null
            /** some of them */
            readonly identifiers: ReadonlyArray<{
              readonly type: string
              readonly value: string
              readonly personal: boolean
            }>
          }>
        }>
      }
    } | null
    readonly failure: string | null
  }
}

export interface ProfilesGetIdentityRulesInput {
  /** the newest where it is left out */
  readonly version?: number
}

export interface ProfilesGetIdentityRulesOutput {
  readonly rules: {
    readonly version: number
    readonly rules: {
      /** values that identify nobody */
      readonly blocked: ReadonlyArray<{
        /** only identifiers of this type; every type where it is left out */
        readonly type?: string
        /** compared after trimming, in lower case; an email address or a phone number is kept as a hash */
        readonly values: ReadonlyArray<string>
        /** a regular expression of the whole value, in lower case, such as [0-]* */
        readonly patterns: ReadonlyArray<string>
      }>
      /** by type of identifier: how many of them a person gets within a period; * is every type that is not named */
      readonly limits: Readonly<Record<string, {
        readonly most: number
        readonly per: 'ever' | 'day' | 'week' | 'month' | 'year'
      }>>
      /** types, strongest first; * is where all the others stand, by name */
      readonly priority: ReadonlyArray<string>
      /** types that name a device or a browser */
      readonly devices: ReadonlyArray<string>
      /** types that several people give as theirs, such as a phone number; every type in neither list is a name */
      readonly shared: ReadonlyArray<string>
      /** of one person: people merged into it, identifiers */
      readonly caps: {
        readonly merges: number
        readonly identifiers: number
      }
      /** what waits in the review queue instead of making two people one; null does not ask */
      readonly hold: {
        /** a device by itself brings along what is known of it to somebody with a name, and what several give as theirs to anything, only while nobody gets more names of one type than this; 0: they bring nothing along */
        readonly shared: number | null
        /** the same of a name that is weaker than those it would bring together, such as a loyalty card between two email addresses */
        readonly weaker: number | null
        /** of the person whom a merge would make */
        readonly identifiers: number | null
        /** the same of one type */
        readonly types: Readonly<Record<string, number>>
        /** identifiers that the person whom a merge would make got within a period */
        readonly growth: {
          readonly most: number
          readonly per: 'ever' | 'day' | 'week' | 'month' | 'year'
        } | null
      }
    }
    readonly why: string
    /** where in the log it took effect */
    readonly position: number | null
    /** milliseconds since 1970 UTC */
    readonly createdAt: number
    /** who said so */
    readonly subject: string
  }
  readonly suggested: {
    /** values that identify nobody */
    readonly blocked: ReadonlyArray<{
      /** only identifiers of this type; every type where it is left out */
      readonly type?: string
      /** compared after trimming, in lower case; an email address or a phone number is kept as a hash */
      readonly values: ReadonlyArray<string>
      /** a regular expression of the whole value, in lower case, such as [0-]* */
      readonly patterns: ReadonlyArray<string>
    }>
    /** by type of identifier: how many of them a person gets within a period; * is every type that is not named */
    readonly limits: Readonly<Record<string, {
      readonly most: number
      readonly per: 'ever' | 'day' | 'week' | 'month' | 'year'
    }>>
    /** types, strongest first; * is where all the others stand, by name */
    readonly priority: ReadonlyArray<string>
    /** types that name a device or a browser */
    readonly devices: ReadonlyArray<string>
    /** types that several people give as theirs, such as a phone number; every type in neither list is a name */
    readonly shared: ReadonlyArray<string>
    /** of one person: people merged into it, identifiers */
    readonly caps: {
      readonly merges: number
      readonly identifiers: number
    }
    /** what waits in the review queue instead of making two people one; null does not ask */
    readonly hold: {
      /** a device by itself brings along what is known of it to somebody with a name, and what several give as theirs to anything, only while nobody gets more names of one type than this; 0: they bring nothing along */
      readonly shared: number | null
      /** the same of a name that is weaker than those it would bring together, such as a loyalty card between two email addresses */
      readonly weaker: number | null
      /** of the person whom a merge would make */
      readonly identifiers: number | null
      /** the same of one type */
      readonly types: Readonly<Record<string, number>>
      /** identifiers that the person whom a merge would make got within a period */
      readonly growth: {
        readonly most: number
        readonly per: 'ever' | 'day' | 'week' | 'month' | 'year'
      } | null
    }
  }
}

export interface ProfilesGetLineageInput {
  /** a kind and its names, each URL-encoded: source:key_1, event:Order%20Completed, property:Order%20Completed/revenue, trait:plan, computed:lifetime_value, segment:sg_4k2v9qw8m1x3 */
  readonly node?: string
  readonly direction?: 'up' | 'down' | 'both'
  /** nodes, the nearest */
  readonly limit?: number
}

export interface ProfilesGetLineageOutput {
  readonly nodes: ReadonlyArray<{
    readonly id: string
    readonly kind: 'source' | 'event' | 'property' | 'trait' | 'computed' | 'condition' | 'segment'
    readonly name: string
    /** of a property */
    readonly event: string | null
    /** of a property or trait that was seen */
    readonly class: 'public' | 'internal' | 'personal' | 'sensitive' | 'payment' | 'secret' | null
    /** of a condition, segment or computed trait */
    readonly version: number | null
    /** members of a segment now */
    readonly size: number | null
    /** false: something reads it and no fact ever had it */
    readonly isKnown: boolean
  }>
  readonly edges: ReadonlyArray<{
    readonly from: string
    readonly to: string
    readonly kind: 'sends' | 'has' | 'gives' | 'derives' | 'reads' | 'part-of' | 'uses'
    /** of the last 30 days; null where nobody counts them */
    readonly facts: number | null
    readonly last: number | null
  }>
  /** there are more nodes */
  readonly isCut: boolean
  readonly through: number
  readonly isComplete: boolean
}

export interface ProfilesGetMatchInput {
  /** the id of a comparison, as begin-match answered it */
  readonly id: string
}

export interface ProfilesGetMatchOutput {
  readonly match: {
    readonly id: string
    /** opening: the values of known people are read; the last two steps are deciding and sealing */
    readonly state: 'receiving' | 'opening' | 'comparing' | 'learning' | 'deciding' | 'sealing' | 'done' | 'failed'
    /** the credential that began it */
    readonly subject: string
    readonly rows: number
    /** known people looked at so far */
    readonly known: number
    /** pairs compared so far */
    readonly compared: number
    readonly failure: {
      readonly code: string
      readonly message: string
    } | null
    readonly madeAt: number | null
    /** when what was found goes */
    readonly expiresAt: number | null
  }
  /** once it is done */
  readonly summary: {
    readonly rows: number
    /** rows in which no column had a value that could be compared */
    readonly empty: number
    readonly known: number
    /** known people who share anything with the list; only they are compared */
    readonly compareable: number
    readonly compared: number
    /** there were more pairs than are held, and those of the last passes were left out */
    readonly isCut: boolean
    /** by what pairs were found; blocks that were too large are split by a second key or left out */
    readonly passes: ReadonlyArray<{
      readonly pass: string
      readonly pairs: number
      readonly split: number
      readonly leftOut: number
      readonly pairsLeftOut: number
    }>
    /** pairs of one person that are expected in all */
    readonly expected: number
    /** of those, the ones that no pass found */
    readonly missed: number
    /** pairs that are kept, from a probability of 0.05 on */
    readonly pairs: number
    readonly groups: number
    /** the lowest threshold, from 0.9 on, whose precision is expected to be at least 0.995 */
    readonly recommended: number
    /** what is expected of pairs from a probability on */
    readonly thresholds: ReadonlyArray<{
      readonly threshold: number
      readonly pairs: number
      readonly precision: number
      readonly recall: number
    }>
    /** what was learnt: how probable a level is between two records of one person, two people of one household, and strangers; weight is log2 of the first by the last */
    readonly weights: ReadonlyArray<{
      readonly field: string
      readonly level: string
      readonly onePerson: number
      readonly household: number
      readonly strangers: number
      readonly weight: number
    }>
  } | null
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
    readonly class: 'public' | 'internal' | 'personal' | 'sensitive' | 'payment' | 'secret'
    readonly reason: string | null
    /** version of the rules about who is who that held then */
    readonly rules: number | null
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
  /** what rules took from facts of this person: which, by how many facts, when last and at which fact */
  readonly setAside: ReadonlyArray<{
    readonly identifier: {
      readonly type: string
      readonly value: string
      readonly personal: boolean
    }
    readonly rule: string
    readonly reason: string
    readonly facts: number
    /** milliseconds since 1970 UTC */
    readonly last: number
    readonly position: number
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

export interface ProfilesGetPersonAccountsInput {
  /** the number of a person, also one that was merged into another */
  readonly personId: number
}

export interface ProfilesGetPersonAccountsOutput {
  readonly person: number
  readonly through: number
  readonly accounts: ReadonlyArray<{
    readonly account: number
    readonly type: string
    readonly value: string
    readonly personal: boolean
    readonly belongs: boolean
    /** when that was last said */
    readonly said: number
    readonly periods: ReadonlyArray<{
      /** milliseconds since 1970 UTC */
      readonly from: number
      /** null: still */
      readonly to: number | null
    }>
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
  readonly computed: ReadonlyArray<{
    readonly name: string
    readonly value: string | number | boolean | null
    readonly count: number | null
    /** when the event of a first or last value happened */
    readonly happened: number | null
    readonly version: number
    readonly position: number
    readonly state: 'backfilling' | 'live'
  }>
  /** the log position that the engine has reached, and its time: computed values are exact as of it */
  readonly exactAt: {
    readonly position: number
    /** milliseconds since 1970 UTC */
    readonly time: number
  }
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
    /** by which its facts came */
    readonly channels: ReadonlyArray<string>
    readonly locations: ReadonlyArray<{
      readonly country: string
      /** empty where only the country is known */
      readonly region: string
    }>
  }>
  /** null: there is nothing older */
  readonly next: string | null
  readonly previous: string | null
  readonly through: number
}

export interface ProfilesGetTraitHistoryInput {
  /** the number of a person, also one that was merged into another */
  readonly personId: number
  /** only this trait, and what of it lies within an object: address, or address.street */
  readonly trait?: string
  /** true: only values that differ from the one before */
  readonly changes?: 'true' | 'false'
  /** the `next` of a page */
  readonly before?: string
  readonly limit?: number
}

export interface ProfilesGetTraitHistoryOutput {
  readonly person: number
  readonly values: ReadonlyArray<{
    readonly trait: string
    /** null: the trait was removed */
    readonly value: unknown
    readonly class: 'public' | 'internal' | 'personal' | 'sensitive' | 'payment' | 'secret'
    readonly sealed: boolean
    readonly state: 'holds' | 'older' | 'retracted'
    readonly isRepeat: boolean
    readonly position: number
    /** milliseconds since 1970 UTC */
    readonly happened: number
    readonly appended: number | null
    readonly source: string | null
    readonly type: string | null
    readonly event: string | null
    readonly messageId: string | null
    readonly since: {
      readonly position: number
      /** milliseconds since 1970 UTC */
      readonly happened: number
    } | null
  }>
  /** null: there is nothing older */
  readonly next: string | null
  readonly through: number
}

export interface ProfilesListAccountMembersInput {
  /** the number of an account */
  readonly accountId: number
  readonly after?: number
  readonly limit?: number
}

export interface ProfilesListAccountMembersOutput {
  readonly account: number
  readonly members: ReadonlyArray<{
    readonly person: number
    /** when it was last said that they belong */
    readonly said: number
  }>
  readonly next: number | null
}

export interface ProfilesListAccountsInput {
  readonly search?: string
  readonly after?: number
  readonly limit?: number
}

export interface ProfilesListAccountsOutput {
  readonly accounts: ReadonlyArray<{
    readonly account: number
    readonly type: string
    readonly value: string
    readonly personal: boolean
    /** the first fact that named it */
    readonly first: number
    /** milliseconds since 1970 UTC */
    readonly last: number
    readonly traits: Readonly<Record<string, {
      readonly value: unknown
      /** milliseconds since 1970 UTC */
      readonly happened: number
    }>>
  }>
  /** null: there are no more, or a search was made */
  readonly next: number | null
}

export type ProfilesListAmendmentsInput = {}

export interface ProfilesListAmendmentsOutput {
  readonly amendments: ReadonlyArray<{
    readonly id: string
    /** of its record in the log: from here on it holds for what comes */
    readonly position: number
    /** milliseconds since 1970 UTC */
    readonly at: number
    readonly kind: 'apart' | 'move' | 'forget-rules' | 'retract'
    /** in plain English */
    readonly what: string
    readonly by: string | null
    readonly why: string | null
    /** waiting: people are being built again. refused: it holds for what comes, and the past stays as it is */
    readonly state: 'waiting' | 'done' | 'refused'
    /** why */
    readonly refused: string | null
    /** groups of people who were built again so far */
    readonly components: number
    /** how often it began anew, because somebody met a person who was being built again */
    readonly broken: number
    /** of the group at hand */
    readonly progress: {
      readonly facts: number
      readonly read: number
    } | null
  }>
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

export interface ProfilesListHouseholdProposalsInput {
  /** a readable trait that is a text or a number, such as that of a family contract */
  readonly trait?: string
  readonly limit?: number
}

export interface ProfilesListHouseholdProposalsOutput {
  readonly proposals: ReadonlyArray<{
    readonly people: ReadonlyArray<number>
    /** the trait of which they have the same value */
    readonly same: string
  }>
}

export interface ProfilesListHouseholdsInput {
  readonly person?: number
  readonly after?: number
  readonly limit?: number
}

export interface ProfilesListHouseholdsOutput {
  readonly households: ReadonlyArray<{
    readonly household: number
    readonly name: string
    /** why it is one, as staff said */
    readonly why: string
    /** milliseconds since 1970 UTC */
    readonly createdAt: number
    readonly createdBy: string
    /** who is in it now */
    readonly members: ReadonlyArray<number>
    readonly stays: ReadonlyArray<{
      readonly person: number
      /** milliseconds since 1970 UTC */
      readonly from: number
      readonly by: string
      /** null: still */
      readonly to: number | null
      readonly removedBy: string | null
    }>
  }>
  readonly next: number | null
}

export interface ProfilesListIdentityDecisionsInput {
  readonly limit?: number
  readonly before?: number
}

export interface ProfilesListIdentityDecisionsOutput {
  readonly decisions: ReadonlyArray<{
    readonly id: number
    readonly kind: 'apart' | 'link'
    readonly identifiers: ReadonlyArray<{
      readonly type: string
      readonly value: string
      readonly personal: boolean
    }>
    readonly why: string
    /** where in the log it takes effect */
    readonly position: number | null
    /** milliseconds since 1970 UTC */
    readonly createdAt: number
    readonly subject: string
  }>
  readonly next: number | null
}

export interface ProfilesListIdentityRulesInput {
  readonly limit?: number
  readonly before?: number
}

export interface ProfilesListIdentityRulesOutput {
  readonly versions: ReadonlyArray<{
    readonly version: number
    readonly rules: {
      /** values that identify nobody */
      readonly blocked: ReadonlyArray<{
        /** only identifiers of this type; every type where it is left out */
        readonly type?: string
        /** compared after trimming, in lower case; an email address or a phone number is kept as a hash */
        readonly values: ReadonlyArray<string>
        /** a regular expression of the whole value, in lower case, such as [0-]* */
        readonly patterns: ReadonlyArray<string>
      }>
      /** by type of identifier: how many of them a person gets within a period; * is every type that is not named */
      readonly limits: Readonly<Record<string, {
        readonly most: number
        readonly per: 'ever' | 'day' | 'week' | 'month' | 'year'
      }>>
      /** types, strongest first; * is where all the others stand, by name */
      readonly priority: ReadonlyArray<string>
      /** types that name a device or a browser */
      readonly devices: ReadonlyArray<string>
      /** types that several people give as theirs, such as a phone number; every type in neither list is a name */
      readonly shared: ReadonlyArray<string>
      /** of one person: people merged into it, identifiers */
      readonly caps: {
        readonly merges: number
        readonly identifiers: number
      }
      /** what waits in the review queue instead of making two people one; null does not ask */
      readonly hold: {
        /** a device by itself brings along what is known of it to somebody with a name, and what several give as theirs to anything, only while nobody gets more names of one type than this; 0: they bring nothing along */
        readonly shared: number | null
        /** the same of a name that is weaker than those it would bring together, such as a loyalty card between two email addresses */
        readonly weaker: number | null
        /** of the person whom a merge would make */
        readonly identifiers: number | null
        /** the same of one type */
        readonly types: Readonly<Record<string, number>>
        /** identifiers that the person whom a merge would make got within a period */
        readonly growth: {
          readonly most: number
          readonly per: 'ever' | 'day' | 'week' | 'month' | 'year'
        } | null
      }
    }
    readonly why: string
    /** where in the log it took effect */
    readonly position: number | null
    /** milliseconds since 1970 UTC */
    readonly createdAt: number
    /** who said so */
    readonly subject: string
  }>
  readonly next: number | null
}

export interface ProfilesListMatchPairsInput {
  /** the id of a comparison, as begin-match answered it */
  readonly id: string
  /** place of the first pair */
  readonly from?: number
  readonly limit?: number
  /** only pairs at least so probable */
  readonly least?: number
}

export interface ProfilesListMatchPairsOutput {
  readonly pairs: ReadonlyArray<{
    readonly place: number
    readonly a: {
      /** of the list, from 1 */
      readonly row: number | null
      /** what the list calls the row */
      readonly id: string | null
      /** somebody known */
      readonly person: number | null
    }
    readonly b: {
      /** of the list, from 1 */
      readonly row: number | null
      /** what the list calls the row */
      readonly id: string | null
      /** somebody known */
      readonly person: number | null
    }
    readonly probability: number
    readonly group: number
    readonly evidence: ReadonlyArray<{
      readonly field: string
      readonly says: string
    }>
  }>
  /** the `from` of the next page */
  readonly next: number | null
}

export type ProfilesListMatchesInput = {}

export interface ProfilesListMatchesOutput {
  readonly matches: ReadonlyArray<{
    readonly id: string
    /** opening: the values of known people are read; the last two steps are deciding and sealing */
    readonly state: 'receiving' | 'opening' | 'comparing' | 'learning' | 'deciding' | 'sealing' | 'done' | 'failed'
    /** the credential that began it */
    readonly subject: string
    readonly rows: number
    /** known people looked at so far */
    readonly known: number
    /** pairs compared so far */
    readonly compared: number
    readonly failure: {
      readonly code: string
      readonly message: string
    } | null
    readonly madeAt: number | null
    /** when what was found goes */
    readonly expiresAt: number | null
  }>
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

export interface ProfilesListReviewsInput {
  readonly state?: 'waiting' | 'accepted' | 'rejected' | 'settled'
  readonly limit?: number
  readonly before?: number
}

export interface ProfilesListReviewsOutput {
  readonly reviews: ReadonlyArray<{
    readonly id: number
    readonly one: {
      /** the strongest of this person then */
      readonly identifier: {
        readonly type: string
        readonly value: string
        readonly personal: boolean
      }
      /** whom it leads to now */
      readonly person: number | null
      readonly facts: number
      readonly firstSeen: number | null
      readonly lastSeen: number | null
      readonly identifiers: ReadonlyArray<{
        readonly type: string
        readonly value: string
        readonly personal: boolean
      }>
    }
    readonly other: {
      /** the strongest of this person then */
      readonly identifier: {
        readonly type: string
        readonly value: string
        readonly personal: boolean
      }
      /** whom it leads to now */
      readonly person: number | null
      readonly facts: number
      readonly firstSeen: number | null
      readonly lastSeen: number | null
      readonly identifiers: ReadonlyArray<{
        readonly type: string
        readonly value: string
        readonly personal: boolean
      }>
    }
    /** what would have made them one */
    readonly via: {
      readonly type: string
      readonly value: string
      readonly personal: boolean
    }
    /** the path of the rule in the set */
    readonly rule: string
    /** the rule in plain English */
    readonly reason: string
    /** of the rules */
    readonly version: number
    /** how many the two have together */
    readonly identifiers: number
    /** the first fact that asked */
    readonly first: {
      readonly position: number
      /** milliseconds since 1970 UTC */
      readonly at: number
    }
    /** the last one */
    readonly last: {
      readonly position: number
      /** milliseconds since 1970 UTC */
      readonly at: number
    }
    /** settled: they became one without a decision */
    readonly state: 'waiting' | 'accepted' | 'rejected' | 'settled'
    readonly decision: number | null
  }>
  readonly waiting: number
  readonly next: number | null
}

export interface ProfilesMoveIdentifierInput {
  /** the number of a person, also one that was merged into another */
  readonly personId: number
  readonly identifier: {
    /** user_id, anonymous_id, email, phone or a custom type */
    readonly type: string
    /** the identifier as the sender wrote it */
    readonly value: string
  }
  /** the number of the other person */
  readonly to: number
  readonly why: string
}

export interface ProfilesMoveIdentifierOutput {
  readonly id: string
  readonly position: number
  /** in plain English */
  readonly what: string
}

export interface ProfilesPreviewAmendmentInput {
  readonly unmerge?: {
    readonly person: number
    readonly identifier: {
      /** user_id, anonymous_id, email, phone or a custom type */
      readonly type: string
      /** the identifier as the sender wrote it */
      readonly value: string
    }
    readonly others?: ReadonlyArray<{
      /** user_id, anonymous_id, email, phone or a custom type */
      readonly type: string
      /** the identifier as the sender wrote it */
      readonly value: string
    }>
  }
  readonly move?: {
    readonly person: number
    readonly identifier: {
      /** user_id, anonymous_id, email, phone or a custom type */
      readonly type: string
      /** the identifier as the sender wrote it */
      readonly value: string
    }
    readonly to: number
  }
  readonly forgetRules?: {
    readonly version: number
  }
  readonly revertTrait?: {
    readonly person: number
    readonly trait: string
    readonly position?: number
  }
  readonly revertSource?: {
    readonly source: string
    /** milliseconds since 1970 UTC */
    readonly from: number
    /** milliseconds since 1970 UTC */
    readonly to: number
    readonly trait?: string
  }
}

export interface ProfilesPreviewAmendmentOutput {
  /** people whom the amendment names */
  readonly concerned: number
  /** the first groups of people who hang together: as they are, and as they would be */
  readonly components: ReadonlyArray<{
    readonly facts: number
    readonly before: ReadonlyArray<{
      readonly person: number
      readonly identifiers: ReadonlyArray<{
        readonly type: string
        readonly value: string
        readonly personal: boolean
      }>
      readonly facts: number
      readonly segments: ReadonlyArray<{
        readonly id: string
        readonly version: number
        readonly name: string | null
      }>
    }>
    readonly after: ReadonlyArray<{
      readonly person: number
      readonly identifiers: ReadonlyArray<{
        readonly type: string
        readonly value: string
        readonly personal: boolean
      }>
      readonly facts: number
      readonly segments: ReadonlyArray<{
        readonly id: string
        readonly version: number
        readonly name: string | null
      }>
    }>
  }>
}

export interface ProfilesPreviewIdentityRulesInput {
  readonly rules: {
    /** values that identify nobody */
    readonly blocked?: ReadonlyArray<{
      /** only identifiers of this type; every type where it is left out */
      readonly type?: string
      /** compared after trimming, in lower case; an email address or a phone number is kept as a hash */
      readonly values?: ReadonlyArray<string>
      /** a regular expression of the whole value, in lower case, such as [0-]* */
      readonly patterns?: ReadonlyArray<string>
    }>
    /** by type of identifier: how many of them a person gets within a period; * is every type that is not named */
    readonly limits: Readonly<Record<string, {
      readonly most: number
      readonly per: 'ever' | 'day' | 'week' | 'month' | 'year'
    }>>
    /** types, strongest first; * is where all the others stand, by name */
    readonly priority: ReadonlyArray<string>
    /** types that name a device or a browser */
    readonly devices?: ReadonlyArray<string>
    /** types that several people give as theirs, such as a phone number; every type in neither list is a name */
    readonly shared?: ReadonlyArray<string>
    /** of one person: people merged into it, identifiers */
    readonly caps: {
      readonly merges: number
      readonly identifiers: number
    }
    /** what waits in the review queue instead of making two people one; null does not ask */
    readonly hold: {
      /** a device by itself brings along what is known of it to somebody with a name, and what several give as theirs to anything, only while nobody gets more names of one type than this; 0: they bring nothing along */
      readonly shared: number | null
      /** the same of a name that is weaker than those it would bring together, such as a loyalty card between two email addresses */
      readonly weaker: number | null
      /** of the person whom a merge would make */
      readonly identifiers: number | null
      /** the same of one type */
      readonly types?: Readonly<Record<string, number>>
      /** identifiers that the person whom a merge would make got within a period */
      readonly growth: {
        readonly most: number
        readonly per: 'ever' | 'day' | 'week' | 'month' | 'year'
      } | null
    }
  }
}

export interface ProfilesPreviewIdentityRulesOutput {
  readonly preview: {
    readonly id: number
    readonly state: 'running' | 'done' | 'failed'
    /** version of the rules that it is compared with */
    readonly against: number
    /** log position up to which facts are read */
    readonly through: number
    /** milliseconds since 1970 UTC */
    readonly startedAt: number
    readonly milliseconds: number
    /** read so far */
    readonly facts: number
    readonly total: number
    readonly outcome: {
      readonly facts: number
      readonly identifiers: number
      readonly current: {
        readonly people: number
        /** people who turned out to be another */
        readonly merges: number
        /** identifiers that lead to somebody */
        readonly linked: number
        /** pairs that would wait in the review queue */
        readonly questions: number
        /** facts that lost an identifier, by rule */
        readonly dropped: ReadonlyArray<{
          readonly rule: string
          readonly facts: number
        }>
        /** those with the most identifiers */
        readonly biggest: ReadonlyArray<{
          readonly identifiers: number
          readonly facts: number
          readonly part: {
            /** whom it leads to now */
            readonly person: number | null
            /** some of them */
            readonly identifiers: ReadonlyArray<{
              readonly type: string
              readonly value: string
              readonly personal: boolean
            }>
          }
        }>
      }
      readonly candidate: {
        readonly people: number
        /** people who turned out to be another */
        readonly merges: number
        /** identifiers that lead to somebody */
        readonly linked: number
        /** pairs that would wait in the review queue */
        readonly questions: number
        /** facts that lost an identifier, by rule */
        readonly dropped: ReadonlyArray<{
          readonly rule: string
          readonly facts: number
        }>
        /** those with the most identifiers */
        readonly biggest: ReadonlyArray<{
          readonly identifiers: number
          readonly facts: number
          readonly part: {
            /** whom it leads to now */
            readonly person: number | null
            /** some of them */
            readonly identifiers: ReadonlyArray<{
              readonly type: string
              readonly value: string
              readonly personal: boolean
            }>
          }
        }>
      }
      /** `people` there would be are `into` several now */
      readonly together: {
        readonly people: number
        readonly into: number
        /** of all of them */
        readonly facts: number
        /** those with the most facts */
        readonly samples: ReadonlyArray<{
          readonly facts: number
          readonly identifiers: number
          readonly parts: ReadonlyArray<{
            /** whom it leads to now */
            readonly person: number | null
            /** some of them */
            readonly identifiers: ReadonlyArray<{
              readonly type: string
              readonly value: string
              readonly personal: boolean
            }>
          }>
        }>
      }
      /** `people` of now would be `into` several */
      readonly apart: {
        readonly people: number
        readonly into: number
        /** of all of them */
        readonly facts: number
        /** those with the most facts */
        readonly samples: ReadonlyArray<{
          readonly facts: number
          readonly identifiers: number
          readonly parts: ReadonlyArray<{
            /** whom it leads to now */
            readonly person: number | null
            /** some of them */
            readonly identifiers: ReadonlyArray<{
              readonly type: string
              readonly value: string
              readonly personal: boolean
            }>
          }>
        }>
      }
    } | null
    readonly failure: string | null
  }
}

export interface ProfilesPreviewImpactInput {
  readonly change: 'archive-segment' | 'reclass-field' | 'revoke-source'
  /** a kind and its names, each URL-encoded: source:key_1, event:Order%20Completed, property:Order%20Completed/revenue, trait:plan, computed:lifetime_value, segment:sg_4k2v9qw8m1x3 */
  readonly node: string
  /** of reclass-field: the new one */
  readonly class?: 'public' | 'internal' | 'personal' | 'sensitive' | 'payment' | 'secret'
}

export interface ProfilesPreviewImpactOutput {
  readonly node: {
    readonly id: string
    readonly kind: 'source' | 'event' | 'property' | 'trait' | 'computed' | 'condition' | 'segment'
    readonly name: string
    /** of a property */
    readonly event: string | null
    /** of a property or trait that was seen */
    readonly class: 'public' | 'internal' | 'personal' | 'sensitive' | 'payment' | 'secret' | null
    /** of a condition, segment or computed trait */
    readonly version: number | null
    /** members of a segment now */
    readonly size: number | null
    /** false: something reads it and no fact ever had it */
    readonly isKnown: boolean
  }
  readonly refusal: string | null
  readonly findings: ReadonlyArray<string>
  readonly affected: ReadonlyArray<{
    readonly node: {
      readonly id: string
      readonly kind: 'source' | 'event' | 'property' | 'trait' | 'computed' | 'condition' | 'segment'
      readonly name: string
      /** of a property */
      readonly event: string | null
      /** of a property or trait that was seen */
      readonly class: 'public' | 'internal' | 'personal' | 'sensitive' | 'payment' | 'secret' | null
      /** of a condition, segment or computed trait */
      readonly version: number | null
      /** members of a segment now */
      readonly size: number | null
      /** false: something reads it and no fact ever had it */
      readonly isKnown: boolean
    }
    readonly via: ReadonlyArray<string>
    readonly share: number | null
  }>
  readonly through: number
  readonly isComplete: boolean
}

export interface ProfilesRejectReviewInput {
  readonly id: number
  readonly why: string
}

export interface ProfilesRejectReviewOutput {
  readonly decision: {
    readonly id: number
    readonly kind: 'apart' | 'link'
    readonly identifiers: ReadonlyArray<{
      readonly type: string
      readonly value: string
      readonly personal: boolean
    }>
    readonly why: string
    /** where in the log it takes effect */
    readonly position: number | null
    /** milliseconds since 1970 UTC */
    readonly createdAt: number
    readonly subject: string
  }
}

export interface ProfilesRemoveHouseholdMemberInput {
  /** the number of a household */
  readonly householdId: number
  /** the number of a person, also one that was merged into another */
  readonly personId: number
}

export interface ProfilesRemoveHouseholdMemberOutput {
  readonly household: number
  readonly name: string
  /** why it is one, as staff said */
  readonly why: string
  /** milliseconds since 1970 UTC */
  readonly createdAt: number
  readonly createdBy: string
  /** who is in it now */
  readonly members: ReadonlyArray<number>
  readonly stays: ReadonlyArray<{
    readonly person: number
    /** milliseconds since 1970 UTC */
    readonly from: number
    readonly by: string
    /** null: still */
    readonly to: number | null
    readonly removedBy: string | null
  }>
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

export interface ProfilesRevealTraitHistoryInput {
  /** the number of a person, also one that was merged into another */
  readonly personId: number
  /** only this trait, and what of it lies within an object: address, or address.street */
  readonly trait?: string
  /** true: only values that differ from the one before */
  readonly changes?: 'true' | 'false'
  /** the `next` of a page */
  readonly before?: string
  readonly limit?: number
}

export interface ProfilesRevealTraitHistoryOutput {
  readonly person: number
  readonly values: ReadonlyArray<{
    readonly trait: string
    /** null: the trait was removed */
    readonly value: unknown
    readonly class: 'public' | 'internal' | 'personal' | 'sensitive' | 'payment' | 'secret'
    readonly sealed: boolean
    readonly state: 'holds' | 'older' | 'retracted'
    readonly isRepeat: boolean
    readonly position: number
    /** milliseconds since 1970 UTC */
    readonly happened: number
    readonly appended: number | null
    readonly source: string | null
    readonly type: string | null
    readonly event: string | null
    readonly messageId: string | null
    readonly since: {
      readonly position: number
      /** milliseconds since 1970 UTC */
      readonly happened: number
    } | null
  }>
  /** null: there is nothing older */
  readonly next: string | null
  readonly through: number
}

export interface ProfilesRevertSourceInput {
  readonly source: string
  /** milliseconds since 1970 UTC */
  readonly from: number
  /** milliseconds since 1970 UTC */
  readonly to: number
  readonly trait?: string
  readonly why: string
}

export interface ProfilesRevertSourceOutput {
  readonly id: string
  readonly position: number
  /** in plain English */
  readonly what: string
}

export interface ProfilesRevertTraitInput {
  /** the number of a person, also one that was merged into another */
  readonly personId: number
  readonly trait: string
  readonly position?: number
  readonly why: string
}

export interface ProfilesRevertTraitOutput {
  readonly id: string
  readonly position: number
  /** in plain English */
  readonly what: string
}

export interface ProfilesRunMatchInput {
  /** the id of a comparison, as begin-match answered it */
  readonly id: string
}

export interface ProfilesRunMatchOutput {
  readonly id: string
  /** opening: the values of known people are read; the last two steps are deciding and sealing */
  readonly state: 'receiving' | 'opening' | 'comparing' | 'learning' | 'deciding' | 'sealing' | 'done' | 'failed'
  /** the credential that began it */
  readonly subject: string
  readonly rows: number
  /** known people looked at so far */
  readonly known: number
  /** pairs compared so far */
  readonly compared: number
  readonly failure: {
    readonly code: string
    readonly message: string
  } | null
  readonly madeAt: number | null
  /** when what was found goes */
  readonly expiresAt: number | null
}

export interface ProfilesSetIdentityRulesInput {
  readonly rules: {
    /** values that identify nobody */
    readonly blocked?: ReadonlyArray<{
      /** only identifiers of this type; every type where it is left out */
      readonly type?: string
      /** compared after trimming, in lower case; an email address or a phone number is kept as a hash */
      readonly values?: ReadonlyArray<string>
      /** a regular expression of the whole value, in lower case, such as [0-]* */
      readonly patterns?: ReadonlyArray<string>
    }>
    /** by type of identifier: how many of them a person gets within a period; * is every type that is not named */
    readonly limits: Readonly<Record<string, {
      readonly most: number
      readonly per: 'ever' | 'day' | 'week' | 'month' | 'year'
    }>>
    /** types, strongest first; * is where all the others stand, by name */
    readonly priority: ReadonlyArray<string>
    /** types that name a device or a browser */
    readonly devices?: ReadonlyArray<string>
    /** types that several people give as theirs, such as a phone number; every type in neither list is a name */
    readonly shared?: ReadonlyArray<string>
    /** of one person: people merged into it, identifiers */
    readonly caps: {
      readonly merges: number
      readonly identifiers: number
    }
    /** what waits in the review queue instead of making two people one; null does not ask */
    readonly hold: {
      /** a device by itself brings along what is known of it to somebody with a name, and what several give as theirs to anything, only while nobody gets more names of one type than this; 0: they bring nothing along */
      readonly shared: number | null
      /** the same of a name that is weaker than those it would bring together, such as a loyalty card between two email addresses */
      readonly weaker: number | null
      /** of the person whom a merge would make */
      readonly identifiers: number | null
      /** the same of one type */
      readonly types?: Readonly<Record<string, number>>
      /** identifiers that the person whom a merge would make got within a period */
      readonly growth: {
        readonly most: number
        readonly per: 'ever' | 'day' | 'week' | 'month' | 'year'
      } | null
    }
  }
  readonly expected: number
  readonly why: string
}

export interface ProfilesSetIdentityRulesOutput {
  readonly rules: {
    readonly version: number
    readonly rules: {
      /** values that identify nobody */
      readonly blocked: ReadonlyArray<{
        /** only identifiers of this type; every type where it is left out */
        readonly type?: string
        /** compared after trimming, in lower case; an email address or a phone number is kept as a hash */
        readonly values: ReadonlyArray<string>
        /** a regular expression of the whole value, in lower case, such as [0-]* */
        readonly patterns: ReadonlyArray<string>
      }>
      /** by type of identifier: how many of them a person gets within a period; * is every type that is not named */
      readonly limits: Readonly<Record<string, {
        readonly most: number
        readonly per: 'ever' | 'day' | 'week' | 'month' | 'year'
      }>>
      /** types, strongest first; * is where all the others stand, by name */
      readonly priority: ReadonlyArray<string>
      /** types that name a device or a browser */
      readonly devices: ReadonlyArray<string>
      /** types that several people give as theirs, such as a phone number; every type in neither list is a name */
      readonly shared: ReadonlyArray<string>
      /** of one person: people merged into it, identifiers */
      readonly caps: {
        readonly merges: number
        readonly identifiers: number
      }
      /** what waits in the review queue instead of making two people one; null does not ask */
      readonly hold: {
        /** a device by itself brings along what is known of it to somebody with a name, and what several give as theirs to anything, only while nobody gets more names of one type than this; 0: they bring nothing along */
        readonly shared: number | null
        /** the same of a name that is weaker than those it would bring together, such as a loyalty card between two email addresses */
        readonly weaker: number | null
        /** of the person whom a merge would make */
        readonly identifiers: number | null
        /** the same of one type */
        readonly types: Readonly<Record<string, number>>
        /** identifiers that the person whom a merge would make got within a period */
        readonly growth: {
          readonly most: number
          readonly per: 'ever' | 'day' | 'week' | 'month' | 'year'
        } | null
      }
    }
    readonly why: string
    /** where in the log it took effect */
    readonly position: number | null
    /** milliseconds since 1970 UTC */
    readonly createdAt: number
    /** who said so */
    readonly subject: string
  }
}

export interface ProfilesUnmergeInput {
  /** the number of a person, also one that was merged into another */
  readonly personId: number
  readonly identifier: {
    /** user_id, anonymous_id, email, phone or a custom type */
    readonly type: string
    /** the identifier as the sender wrote it */
    readonly value: string
  }
  readonly others?: ReadonlyArray<{
    /** user_id, anonymous_id, email, phone or a custom type */
    readonly type: string
    /** the identifier as the sender wrote it */
    readonly value: string
  }>
  readonly why: string
}

export interface ProfilesUnmergeOutput {
  readonly id: string
  readonly position: number
  /** in plain English */
  readonly what: string
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

export interface SegmentsArchiveTraitInput {
  /** the name of a computed trait, a plain word such as lifetime_value */
  readonly name: string
}

export interface SegmentsArchiveTraitOutput {
  readonly name: string
  readonly description: string
  readonly expression: string
  /** the expression in plain English */
  readonly reading: string
  /** number: compared with numbers; value: a text, a number, true or false */
  readonly type: 'number' | 'value'
  readonly version: number
  readonly position: number | null
  readonly state: 'backfilling' | 'sweeping' | 'live' | 'archiving' | 'archived'
  readonly progress: number
  readonly cost: {
    readonly leaves: number
    /** bytes kept per person */
    readonly state: number
    /** steps per fact that it listens to */
    readonly work: number
  }
  readonly freshness: {
    readonly position: number
    /** milliseconds since 1970 UTC */
    readonly time: number
    readonly lagMs: number
  }
  /** milliseconds since 1970 UTC */
  readonly createdAt: number
  readonly archivedAt: number | null
  /** newest first */
  readonly versions: ReadonlyArray<{
    readonly version: number
    readonly expression: string
    readonly state: 'backfilling' | 'sweeping' | 'live' | 'archiving' | 'archived'
    readonly progress: number
    readonly reason: string
    /** milliseconds since 1970 UTC */
    readonly createdAt: number
  }>
  readonly usedBy: {
    readonly segments: ReadonlyArray<{
      readonly id: string
      readonly name: string
    }>
    readonly traits: ReadonlyArray<string>
  }
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

export interface SegmentsCreateTraitInput {
  /** the name of a computed trait, a plain word such as lifetime_value */
  readonly name: string
  /** what it is computed from, e.g. sum("Order Completed".revenue) */
  readonly expression: string
  readonly description?: string
}

export interface SegmentsCreateTraitOutput {
  readonly name: string
  readonly description: string
  readonly expression: string
  /** the expression in plain English */
  readonly reading: string
  /** number: compared with numbers; value: a text, a number, true or false */
  readonly type: 'number' | 'value'
  readonly version: number
  readonly position: number | null
  readonly state: 'backfilling' | 'sweeping' | 'live' | 'archiving' | 'archived'
  readonly progress: number
  readonly cost: {
    readonly leaves: number
    /** bytes kept per person */
    readonly state: number
    /** steps per fact that it listens to */
    readonly work: number
  }
  readonly freshness: {
    readonly position: number
    /** milliseconds since 1970 UTC */
    readonly time: number
    readonly lagMs: number
  }
  /** milliseconds since 1970 UTC */
  readonly createdAt: number
  readonly archivedAt: number | null
  /** newest first */
  readonly versions: ReadonlyArray<{
    readonly version: number
    readonly expression: string
    readonly state: 'backfilling' | 'sweeping' | 'live' | 'archiving' | 'archived'
    readonly progress: number
    readonly reason: string
    /** milliseconds since 1970 UTC */
    readonly createdAt: number
  }>
  readonly usedBy: {
    readonly segments: ReadonlyArray<{
      readonly id: string
      readonly name: string
    }>
    readonly traits: ReadonlyArray<string>
  }
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

export interface SegmentsExplainTraitInput {
  readonly person: number
  /** the name of a computed trait, a plain word such as lifetime_value */
  readonly trait?: string
  /** what it is computed from, e.g. sum("Order Completed".revenue) */
  readonly expression?: string
  /** ISO 8601, or milliseconds since 1970 UTC */
  readonly asOf?: string | number
  /** ISO 8601, or milliseconds since 1970 UTC */
  readonly knownAt?: string | number
}

export interface SegmentsExplainTraitOutput {
  readonly person: number
  readonly value: string | number | boolean | null
  readonly facts: ReadonlyArray<number>
  readonly factCount: number
  readonly expression: string
  readonly reading: string
  readonly version: number | null
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
    readonly cause: 'fact' | 'time' | 'merge' | 'backfill' | 'archive' | 'threshold' | 'amendment' | 'class'
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

export interface SegmentsGetTraitInput {
  /** the name of a computed trait, a plain word such as lifetime_value */
  readonly name: string
}

export interface SegmentsGetTraitOutput {
  readonly name: string
  readonly description: string
  readonly expression: string
  /** the expression in plain English */
  readonly reading: string
  /** number: compared with numbers; value: a text, a number, true or false */
  readonly type: 'number' | 'value'
  readonly version: number
  readonly position: number | null
  readonly state: 'backfilling' | 'sweeping' | 'live' | 'archiving' | 'archived'
  readonly progress: number
  readonly cost: {
    readonly leaves: number
    /** bytes kept per person */
    readonly state: number
    /** steps per fact that it listens to */
    readonly work: number
  }
  readonly freshness: {
    readonly position: number
    /** milliseconds since 1970 UTC */
    readonly time: number
    readonly lagMs: number
  }
  /** milliseconds since 1970 UTC */
  readonly createdAt: number
  readonly archivedAt: number | null
  /** newest first */
  readonly versions: ReadonlyArray<{
    readonly version: number
    readonly expression: string
    readonly state: 'backfilling' | 'sweeping' | 'live' | 'archiving' | 'archived'
    readonly progress: number
    readonly reason: string
    /** milliseconds since 1970 UTC */
    readonly createdAt: number
  }>
  readonly usedBy: {
    readonly segments: ReadonlyArray<{
      readonly id: string
      readonly name: string
    }>
    readonly traits: ReadonlyArray<string>
  }
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

export interface SegmentsListTraitsInput {
  readonly archived?: 'true' | 'false'
}

export interface SegmentsListTraitsOutput {
  readonly traits: ReadonlyArray<{
    readonly name: string
    readonly description: string
    readonly expression: string
    /** the expression in plain English */
    readonly reading: string
    /** number: compared with numbers; value: a text, a number, true or false */
    readonly type: 'number' | 'value'
    readonly version: number
    readonly position: number | null
    readonly state: 'backfilling' | 'sweeping' | 'live' | 'archiving' | 'archived'
    readonly progress: number
    readonly cost: {
      readonly leaves: number
      /** bytes kept per person */
      readonly state: number
      /** steps per fact that it listens to */
      readonly work: number
    }
    readonly freshness: {
      readonly position: number
      /** milliseconds since 1970 UTC */
      readonly time: number
      readonly lagMs: number
    }
    /** milliseconds since 1970 UTC */
    readonly createdAt: number
    readonly archivedAt: number | null
    /** newest first */
    readonly versions: ReadonlyArray<{
      readonly version: number
      readonly expression: string
      readonly state: 'backfilling' | 'sweeping' | 'live' | 'archiving' | 'archived'
      readonly progress: number
      readonly reason: string
      /** milliseconds since 1970 UTC */
      readonly createdAt: number
    }>
    readonly usedBy: {
      readonly segments: ReadonlyArray<{
        readonly id: string
        readonly name: string
      }>
      readonly traits: ReadonlyArray<string>
    }
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

export interface SegmentsPreviewTraitInput {
  /** what it is computed from, e.g. sum("Order Completed".revenue) */
  readonly expression: string
  /** ISO 8601, or milliseconds since 1970 UTC */
  readonly asOf?: string | number
  /** ISO 8601, or milliseconds since 1970 UTC */
  readonly knownAt?: string | number
  readonly sample?: number
}

export interface SegmentsPreviewTraitOutput {
  readonly people: number
  readonly distribution: {
    readonly kind: 'numbers'
    readonly minimum: number
    readonly maximum: number
    readonly mean: number
    readonly quantiles: ReadonlyArray<{
      readonly share: number
      readonly value: number
    }>
  } | {
    readonly kind: 'values'
    readonly values: ReadonlyArray<{
      readonly value: string | number | boolean
      readonly people: number
    }>
    readonly different: number
  } | null
  readonly sample: ReadonlyArray<{
    readonly person: number
    readonly value: string | number | boolean
  }>
  readonly reading: string
  readonly cost: {
    readonly leaves: number
    /** bytes kept per person */
    readonly state: number
    /** steps per fact that it listens to */
    readonly work: number
  }
  /** milliseconds since 1970 UTC */
  readonly asOf: number
  /** milliseconds since 1970 UTC */
  readonly knownAt: number
  readonly tookMs: number
  readonly through: number
  readonly isComplete: boolean
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

export interface SegmentsUpdateTraitInput {
  /** the name of a computed trait, a plain word such as lifetime_value */
  readonly name: string
  /** what it is computed from, e.g. sum("Order Completed".revenue) */
  readonly expression?: string
  readonly description?: string
}

export interface SegmentsUpdateTraitOutput {
  readonly name: string
  readonly description: string
  readonly expression: string
  /** the expression in plain English */
  readonly reading: string
  /** number: compared with numbers; value: a text, a number, true or false */
  readonly type: 'number' | 'value'
  readonly version: number
  readonly position: number | null
  readonly state: 'backfilling' | 'sweeping' | 'live' | 'archiving' | 'archived'
  readonly progress: number
  readonly cost: {
    readonly leaves: number
    /** bytes kept per person */
    readonly state: number
    /** steps per fact that it listens to */
    readonly work: number
  }
  readonly freshness: {
    readonly position: number
    /** milliseconds since 1970 UTC */
    readonly time: number
    readonly lagMs: number
  }
  /** milliseconds since 1970 UTC */
  readonly createdAt: number
  readonly archivedAt: number | null
  /** newest first */
  readonly versions: ReadonlyArray<{
    readonly version: number
    readonly expression: string
    readonly state: 'backfilling' | 'sweeping' | 'live' | 'archiving' | 'archived'
    readonly progress: number
    readonly reason: string
    /** milliseconds since 1970 UTC */
    readonly createdAt: number
  }>
  readonly usedBy: {
    readonly segments: ReadonlyArray<{
      readonly id: string
      readonly name: string
    }>
    readonly traits: ReadonlyArray<string>
  }
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
  readonly kind: 'fact' | 'refused' | 'definition' | 'tick' | 'seeds' | 'images' | 'unknown'
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
    /** identifiers that a rule about who is who set aside */
    readonly dropped: ReadonlyArray<{
      readonly identifier: string
      /** the path of the rule in the set; empty where nobody said, as of records of an earlier release */
      readonly rule: string
      /** the rule in plain English */
      readonly reason: string
    }>
    /** version of these rules */
    readonly rules: number | null
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
