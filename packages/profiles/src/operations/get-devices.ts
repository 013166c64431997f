import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { findPersonById } from '../find-person.ts'
import { readDevices } from '../person/devices.ts'
import type { ProfilePorts } from '../ports.ts'
import { location, millis, personId } from '../shapes.ts'

const named = s.object({ name: s.string().nullable(), version: s.string().nullable() })

export const getDevices = ({ profiles, queryHistory, historyThrough }: ProfilePorts) =>
  operation({
    name: 'profiles.get-devices',
    method: 'GET',
    path: 'profiles/{personId}/devices',
    summary: 'What one person used: devices, systems, apps and browsers',
    description:
      'From the context that SDKs send with facts, those seen last first; versions are the latest. Where the SDK said only a user ' +
      'agent, what that says: `isGuess`, because browsers imitate each other. Facts without a word of a device are of none. ' +
      'Two devices of the same make look like one: what tells them apart is personal and sealed.',
    input: s.object({ personId }),
    output: s.object({
      person: s.number(),
      through: s.number(),
      devices: s.array(
        s.object({
          type: s.string().nullable().describe('desktop, mobile, tablet, tv, bot, or what the SDK said'),
          maker: s.string().nullable(),
          model: s.string().nullable(),
          system: named,
          app: named.nullable(),
          browser: named.nullable(),
          isGuess: s.boolean(),
          libraries: s.array(s.string()),
          userAgents: s.array(s.string()),
          locales: s.array(s.string()),
          sources: s.array(s.string()),
          channels: s.array(s.string()).describe('by which its facts came: web, mobile, email, sms, push, chat, social, call-centre, in-store, or a word of the sender'),
          locations: s.array(location),
          firstSeen: millis,
          lastSeen: millis,
          facts: s.number(),
        }),
      ),
    }),
    permission: 'profiles:read',
    audit: 'read the devices of person {personId}',
    example: {
      input: { personId: 1042 },
      output: {
        person: 1042,
        through: 2304,
        devices: [
          {
            type: 'desktop', maker: 'Apple', model: null, system: { name: 'macOS', version: 'Sequoia' }, app: null, browser: { name: 'Safari', version: '18.1' }, isGuess: true,
            libraries: ['analytics.js 1.84.3'], userAgents: ['Mozilla/5.0 (Macintosh; Intel Mac OS X 15_1) …'], locales: ['de-AT'], sources: ['key_4f1a9c2be07d'], channels: ['web'], locations: [{ country: 'AT', region: '9' }],
            firstSeen: 1_760_000_000_000, lastSeen: 1_760_000_360_000, facts: 14,
          },
        ],
      },
    },
    async handler(input) {
      const person = findPersonById(profiles, input.personId)
      if (!person.ok) return person
      const through = historyThrough()
      const devices = await readDevices(queryHistory, profiles.facts, profiles.idsOf(person.value)!)
      if (!devices.ok) return devices
      const shown = devices.value.map((one) => ({ ...one, libraries: [...one.libraries], userAgents: [...one.userAgents], locales: [...one.locales], sources: [...one.sources], channels: [...one.channels], locations: [...one.locations] }))
      return ok({ person: person.value, through, devices: shown })
    },
  })
