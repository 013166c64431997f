// The one file that knows our library of national numbers. Of its hundreds we take those that belong to people and carry a
// check digit or a birth date: numbers of companies, and those that any digits pass, say nothing.
import { stdnum } from 'stdnum'

type Check = (value: string) => boolean

const NAMES: readonly string[] = [
  'AT.vnr', 'AU.tfn', 'BA.jmbg', 'BG.egn', 'BR.cpf', 'CA.sin', 'CH.ssn', 'CN.ric', 'CZ.rc', 'DE.idnr', 'DO.cedula', 'EC.ci', 'EE.ik', 'ES.dni', 'ES.nie', 'FI.hetu',
  'FR.nif', 'FR.nir', 'GR.amka', 'GT.cui', 'HK.hkid', 'HR.oib', 'IE.pps', 'IL.idnr', 'IN.aadhaar', 'IS.kennitala', 'IT.codicefiscale', 'KR.rrn', 'LT.asmens', 'MX.curp', 'NL.bsn',
  'NO.fodselsnummer', 'PL.pesel', 'RO.cnp', 'TH.idnr', 'UY.cedula', 'ZA.idnr',
]

const CHECKS: readonly (readonly [name: string, check: Check])[] = NAMES.map((name) => [name, checkOf(name)])

function checkOf(name: string): Check {
  const [country, number] = name.split('.') as [string, string]
  const found = (stdnum as unknown as Record<string, Record<string, { validate(value: string): { readonly isValid: boolean } }>>)[country]?.[number]
  if (found === undefined) throw new Error(`our library of national numbers has no ${name}`)
  return (value) => found.validate(value).isValid
}

/** Whether a text may be a national number at all: 8 to 18 letters and digits, with the signs that they are written with. */
export function mayBePersonNumber(text: string): boolean {
  return /^[A-Za-z0-9](?:[ ./-]?[A-Za-z0-9+]){7,20}$/.test(text) && text.replace(/[^A-Za-z0-9]/g, '').length <= 18
}

/** Whose number it may be, as `DE.idnr`: those whose check digits are right. */
export function personNumbers(text: string): string[] {
  return CHECKS.filter(([, check]) => check(text)).map(([name]) => name)
}
