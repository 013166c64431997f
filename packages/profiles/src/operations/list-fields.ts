import { ok } from '@touchstone/base'
import { operation, s } from '@touchstone/governance'
import { FIELD_CLASSES } from '@touchstone/vocabulary'
import { VALUE_KINDS } from '../catalogue/field-tally.ts'
import { readFields } from '../catalogue/read-catalogue.ts'
import type { ProfilePorts } from '../ports.ts'
import { millis } from '../shapes.ts'

export const listFields = ({ queryHistory, historyThrough, logPosition, catalogue }: ProfilePorts) =>
  operation({
    name: 'profiles.list-fields',
    method: 'GET',
    path: 'profiles/catalogue/fields',
    summary: 'Every property or trait that was ever seen, with its kinds of values, its class and an example',
    description:
      'The most frequent first. Fields within an object are named by a path, `address.country`; what lies deeper, and in lists, is not told unless it was personal. `class` says how protected it is and `origin` why: ' +
      '`rule` by its name, `override` by staff (governance.define-field), `none`: an ordinary internal field. `facts` had a readable value of it and `sealedFacts` a sealed one, of which no kind and no example is known; a fact may have both, as of an address the country stays readable. ' +
      'A protected field has no example here, also where facts from before an override still hold readable values.',
    input: s.object({
      place: s.enum(['property', 'trait']),
      event: s.string().max(200).optional().describe('only properties of this event'),
      type: s.string().max(20).optional().describe('only properties of this kind of call'),
    }),
    output: s.object({
      fields: s.array(
        s.object({
          field: s.string(),
          kinds: s.array(s.object({ kind: s.enum(VALUE_KINDS), facts: s.number() })),
          facts: s.number(),
          sealedFacts: s.number(),
          first: millis,
          last: millis,
          example: s.string().nullable(),
          class: s.enum(FIELD_CLASSES),
          origin: s.enum(['override', 'rule', 'none']),
          description: s.string().nullable(),
        }),
      ),
      through: s.number(),
      isComplete: s.boolean(),
    }),
    permission: 'profiles:read',
    audit: 'read the catalogue of fields',
    example: {
      input: { place: 'property', event: 'Order Completed' },
      output: {
        fields: [
          { field: 'revenue', kinds: [{ kind: 'number', facts: 18_530 }, { kind: 'text', facts: 2 }], facts: 18_532, sealedFacts: 0, first: 1_730_000_000_000, last: 1_760_000_360_000, example: '49.9', class: 'internal', origin: 'none', description: 'In euros, with tax' },
          { field: 'email', kinds: [], facts: 0, sealedFacts: 210, first: 1_750_000_000_000, last: 1_760_000_300_000, example: null, class: 'personal', origin: 'rule', description: null },
        ],
        through: 52_110,
        isComplete: true,
      },
    },
    async handler(question) {
      // Asked before the query: what is durable by now is surely counted.
      const through = historyThrough()
      const isComplete = through >= logPosition()
      const fields = await readFields(queryHistory, catalogue, question)
      return fields.ok ? ok({ fields: fields.value.map((one) => ({ ...one, kinds: [...one.kinds] })), through, isComplete }) : fields
    },
  })
