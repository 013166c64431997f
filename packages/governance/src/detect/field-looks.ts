// What the values of a field say it is, from how many of a sample looked like what; and from its name, where shapes alone say
// too little. Said only where most values agree: a proposal that is wrong every other time is soon read by nobody.
import { isSealed, type FieldClass, type OverridePlace } from '@touchstone/vocabulary'

/** Values of one field that were looked at. */
export interface FieldEvidence {
  readonly place: OverridePlace
  /** '' of a trait. */
  readonly event: string
  /** As the catalogue names it. */
  readonly field: string
  /** Values that were looked at. */
  readonly sampled: number
  readonly looks: readonly { readonly look: string; readonly values: number; readonly changed: number; readonly since: number; readonly example: string }[]
}

export const LOOK_KINDS = ['email', 'phone', 'card', 'national-id', 'name'] as const
export type LookKind = (typeof LOOK_KINDS)[number]

export interface FieldLook {
  readonly kind: LookKind
  /** Of a national number which it is, `DE.idnr`; else ''. */
  readonly detail: string
  readonly class: FieldClass
  readonly values: number
  readonly sampled: number
  readonly since: number
  readonly example: string
}

/** Of fewer values nothing is said. */
export const LEAST_SAMPLED = 10

interface Rule {
  readonly kind: LookKind
  readonly class: FieldClass
  /** Share of the sample that looks so. */
  readonly share: number
  /** Whether the name must speak for it, too. */
  readonly named?: 'person' | 'phone'
}

// Addresses and cards were taken out of texts already; where they are no accident, the field is theirs. What the shares and
// names of the others do is measured in field-looks.test.ts, and told in docs/data-quality.md.
const RULES: Readonly<Record<string, Rule>> = {
  card: { kind: 'card', class: 'payment', share: 0.2 },
  email: { kind: 'email', class: 'personal', share: 0.5 },
  phone: { kind: 'phone', class: 'personal', share: 0.5 },
  'phone-digits': { kind: 'phone', class: 'personal', share: 0.7, named: 'phone' },
  name: { kind: 'name', class: 'personal', share: 0.6, named: 'person' },
}
const NATIONAL: Rule = { kind: 'national-id', class: 'sensitive', share: 0.8 }
/** Changed copies that may pass, of those that passed: more, and the check digit is an accident. */
const MOST_CHANGED = 0.3

const PHONE_WORDS = /^(?:tel|telephone|phone|phones|mobile|cell|cellular|handy|fax|whatsapp|sms|msisdn|callback|telefon|mobil|portable|telefono|celular)$/
const PERSON_WORDS = /^(?:person|customer|client|recipient|receiver|contact|guest|guests|buyer|passenger|traveller|traveler|holder|owner|signed|signer|author|employee|agent|driver|patient|attendee|participant|member|user|subscriber|beneficiary|insured|tenant|who|kunde|nombre|nom|cliente|naam|imie|consignee|shopper|visitor|attn|attention)$/
const THING_WORDS = /^(?:product|products|item|items|company|organisation|organization|brand|category|campaign|store|shop|file|plan|event|page|city|country|region|street|title|course|team|department|segment|channel|device|browser|os|method|status|colour|color|size|model|variant|collection|list|coupon|promotion|experiment|feature|button|form|link|step|carrier|hotel|airport|station|venue|place|warehouse|supplier|vendor|bank|school|type|template|playlist|album|movie|genre|currency)$/

/** What most values look like; undefined where they look like nothing, or like too many things. */
export function fieldLook({ field, sampled, looks }: FieldEvidence): FieldLook | undefined {
  if (sampled < LEAST_SAMPLED) return undefined
  const words = wordsOf(field)
  const fitting = looks.flatMap((one): FieldLook[] => {
    const isNational = one.look.startsWith('id:')
    const rule = isNational ? NATIONAL : RULES[one.look]
    if (rule === undefined || one.values / sampled < rule.share) return []
    if (isNational && one.changed / one.values > MOST_CHANGED) return []
    if (rule.named === 'phone' && !words.some((word) => PHONE_WORDS.test(word))) return []
    if (rule.named === 'person' && (!words.some((word) => PERSON_WORDS.test(word)) || words.some((word) => THING_WORDS.test(word)))) return []
    return [{ kind: rule.kind, detail: isNational ? one.look.slice(3) : '', class: rule.class, values: one.values, sampled, since: one.since, example: one.example }]
  })
  // A number of several countries is the one that most values are.
  return fitting.sort((a, b) => b.values - a.values || (a.detail < b.detail ? -1 : 1))[0]
}

/** The words of a path: `shippingRecipient.fullName` has four. */
function wordsOf(field: string): string[] {
  return (field.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\d+/gu) ?? []).map((word) => word.toLowerCase())
}

/** Whether a class says that nobody reads the values. */
export function isProtected(given: FieldClass): boolean {
  return isSealed(given) || given === 'secret'
}
