// What columns of a list and personal traits of people mean to a comparison.
import type { MatchInput } from '@touchstone/identity'
import { comparableName, namesOfPath } from '@touchstone/vocabulary'

export const MATCH_FIELDS = ['given', 'family', 'name', 'birth', 'postcode', 'phone', 'email'] as const
export type MatchField = (typeof MATCH_FIELDS)[number]

const NAMES: Readonly<Record<MatchField, string>> = {
  given: 'firstname givenname forename first',
  family: 'lastname familyname surname last',
  name: 'name fullname legalname realname customername',
  birth: 'birthday birthdate dateofbirth dob born birthdayat',
  postcode: 'postalcode postcode zip zipcode',
  phone: 'phone phonenumber telephone telephonenumber tel mobile mobilephone mobilenumber cellphone homephone msisdn contactphone customerphone',
  email: 'email emailaddress mail mailaddress useremail customeremail contactemail primaryemail personalemail',
}
const FIELD_BY_NAME = new Map<string, MatchField>()
for (const field of MATCH_FIELDS) for (const name of NAMES[field].split(' ')) FIELD_BY_NAME.set(name, field)

/** Addresses are sealed whole, as objects, and hold the postcode. */
const ADDRESSES = new Set(['address', 'postaladdress', 'homeaddress', 'streetaddress'])

/** Which field a sealed path of the vault may fill: `traits.firstName`, `traits.address`; undefined for any other. */
export function matchFieldOf(path: string): MatchField | undefined {
  const names = namesOfPath(path)
  if (names[0] !== 'traits' || names.length !== 2) return undefined
  const name = comparableName(names[1]!)
  return ADDRESSES.has(name) ? 'postcode' : FIELD_BY_NAME.get(name)
}

/** What the vault has of somebody, values as JSON; of several traits for one field the first by name. */
export function knownInput(values: Readonly<Record<string, string>>): MatchInput {
  const input: { -readonly [K in keyof MatchInput]: MatchInput[K] } = {}
  for (const path of Object.keys(values).sort()) {
    const field = matchFieldOf(path)
    if (field === undefined || input[field] !== undefined) continue
    const isAddress = ADDRESSES.has(comparableName(namesOfPath(path)[1]!))
    const value = isAddress ? postcodeWithin(JSON.parse(values[path]!)) : (JSON.parse(values[path]!) as unknown)
    if (typeof value === 'string' || typeof value === 'number') input[field] = String(value)
  }
  return input
}

function postcodeWithin(address: unknown): unknown {
  if (typeof address !== 'object' || address === null) return undefined
  return Object.entries(address).find(([name]) => FIELD_BY_NAME.get(comparableName(name)) === 'postcode')?.[1]
}
