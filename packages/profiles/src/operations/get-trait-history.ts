import { operation } from '@touchstone/governance'
import type { ProfilePorts } from '../ports.ts'
import { HISTORY_DESCRIPTION, answerHistory, historyInput, historyOutput } from '../person/answer-history.ts'

export const getTraitHistory = (ports: ProfilePorts) =>
  operation({
    name: 'profiles.get-trait-history',
    method: 'GET',
    path: 'profiles/{personId}/trait-history',
    summary: 'Every value that one person was given for their traits, by whom, and which one holds',
    description: `${HISTORY_DESCRIPTION} Personal values are masked: equal ones of a person's trait look the same. \`profiles.reveal-trait-history\` shows them.`,
    input: historyInput,
    output: historyOutput,
    permission: 'profiles:read',
    audit: 'read the history of the traits of person {personId}',
    example: {
      input: { personId: 1042, changes: 'true', limit: 3 },
      output: {
        person: 1042,
        values: [
          { trait: 'plan', value: 'pro', class: 'internal', sealed: false, state: 'holds', isRepeat: false, position: 2210, happened: 1_760_000_360_000, appended: 1_760_000_360_120, source: 'key_4f1a9c2be07d', type: 'identify', event: '', messageId: 'm-7', since: null },
          { trait: 'email', value: '***Qx7a', class: 'personal', sealed: true, state: 'holds', isRepeat: false, position: 2100, happened: 1_760_000_300_000, appended: 1_760_000_300_090, source: 'key_4f1a9c2be07d', type: 'identify', event: '', messageId: 'm-5', since: { position: 1042, happened: 1_760_000_000_000 } },
          { trait: 'plan', value: 'free', class: 'internal', sealed: false, state: 'older', isRepeat: false, position: 1042, happened: 1_760_000_000_000, appended: 1_760_000_000_080, source: 'key_4f1a9c2be07d', type: 'identify', event: '', messageId: 'm-1', since: null },
        ],
        next: null,
        through: 2304,
      },
    },
    handler: (input) => answerHistory(ports, input, false),
  })
