import { operation } from '@touchstone/governance'
import type { ProfilePorts } from '../ports.ts'
import { HISTORY_DESCRIPTION, answerHistory, historyInput, historyOutput } from '../person/answer-history.ts'

export const revealTraitHistory = (ports: ProfilePorts) =>
  operation({
    name: 'profiles.reveal-trait-history',
    method: 'GET',
    path: 'profiles/{personId}/revealed-trait-history',
    summary: 'Every value that one person was given for their traits, personal ones in the clear',
    description: `${HISTORY_DESCRIPTION} Needs the permission of \`profiles.reveal-profile\`, and every call is in the audit trail.`,
    input: historyInput,
    output: historyOutput,
    permission: 'profiles:reveal',
    audit: 'revealed the history of the traits of person {personId}',
    example: {
      input: { personId: 1042, trait: 'email' },
      output: {
        person: 1042,
        values: [
          { trait: 'email', value: 'anna@example.com', class: 'personal', sealed: true, state: 'holds', isRepeat: false, position: 2100, happened: 1_760_000_300_000, appended: 1_760_000_300_090, source: 'key_4f1a9c2be07d', type: 'identify', event: '', messageId: 'm-5', since: null },
          { trait: 'email', value: 'ann@example.com', class: 'personal', sealed: true, state: 'older', isRepeat: false, position: 1042, happened: 1_760_000_000_000, appended: 1_760_000_000_080, source: 'key_4f1a9c2be07d', type: 'identify', event: '', messageId: 'm-1', since: null },
        ],
        next: null,
        through: 2304,
      },
    },
    handler: (input) => answerHistory(ports, input, true),
  })
