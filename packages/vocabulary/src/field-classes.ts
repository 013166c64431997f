// How protected a field is, told from its name.
//
// A name is compared without case, underscores, dashes, dots and spaces, so `firstName`, `first_name` and `First Name`
// are one field. Few names mean something only in one place: a `name` directly in the traits is a person's name while
// `products[].name` is not; `device.token` is a device's address while any other `token` is a password. Such rules say
// `within`. Whatever no rule names is `internal`: stored and usable in conditions, shown to staff only.

export const FIELD_CLASSES = ['public', 'internal', 'personal', 'sensitive', 'payment', 'secret'] as const
/**
 * `public` and `internal` values stay readable in the fact. `personal`, `sensitive` and `payment` values leave it and
 * travel sealed. `secret` values are never stored, not even sealed.
 */
export type FieldClass = (typeof FIELD_CLASSES)[number]

/** Which safe traits a personal trait leaves behind: see `derivations.ts`. */
export type DerivationKind = 'email' | 'phone' | 'name' | 'address' | 'birthday'

export interface FieldRule {
  readonly class: FieldClass
  /**
   * Where the rule holds: `anywhere` by default, `person` directly in a person's traits, `device` directly in an
   * object named `device`.
   */
  readonly within: 'anywhere' | 'person' | 'device'
  readonly derives?: DerivationKind
  /** The class outside of `within`. */
  readonly elsewhere: FieldClass
  /** Where an installation gave the classes itself: they count, and nothing else. */
  readonly places?: Readonly<Record<Surroundings, FieldClass>>
}

interface Group {
  readonly class: FieldClass
  readonly derives?: DerivationKind
  readonly names: string
}

/** The defaults. Names are written as they are compared: lower case, letters and digits only, with spaces between. */
const ANYWHERE: readonly Group[] = [
  {
    class: 'personal',
    derives: 'email',
    names: `
      email emailaddress mail mailaddress useremail customeremail contactemail workemail personalemail homeemail
      primaryemail billingemail shippingemail emails`,
  },
  {
    class: 'personal',
    derives: 'phone',
    names: `
      phone phonenumber telephone telephonenumber tel mobile mobilephone mobilenumber cellphone homephone
      workphone msisdn whatsapp fax faxnumber phones contactphone customerphone billingphone shippingphone`,
  },
  {
    class: 'personal',
    derives: 'name',
    names: `
      firstname lastname middlename givenname familyname surname maidenname fullname forename legalname realname
      displayname nickname customername contactname recipientname cardholder cardholdername nameoncard`,
  },
  {
    class: 'personal',
    derives: 'address',
    names: `
      address addresses postaladdress homeaddress workaddress streetaddress shippingaddress billingaddress
      deliveryaddress mailingaddress`,
  },
  { class: 'personal', derives: 'birthday', names: 'birthday birthdate dateofbirth dob born birthdayat' },
  {
    class: 'personal',
    names: `
      street street1 street2 streetname housenumber address1 address2 addressline1 addressline2 postalcode
      postcode zip zipcode`,
  },
  { class: 'personal', names: 'username loginname screenname avatar avatarurl profilepicture profilephoto selfie signature' },
  { class: 'personal', names: `
      ip ipaddress ipv4 ipv6 remoteip remoteaddr clientip userip latitude longitude lat lng lon coordinates
      geolocation` },
  {
    class: 'personal',
    names: `
      deviceid devicetoken pushtoken registrationtoken advertisingid idfa idfv gaid aaid androidid imei imeisv
      meid macaddress fingerprint devicefingerprint`,
  },
  {
    class: 'sensitive',
    names: `
      ssn socialsecuritynumber nationalid nationalidnumber passport passportnumber driverslicense
      driverslicensenumber driverlicense driverlicensenumber taxid taxnumber nino religion ethnicity race
      politicalopinion politicalaffiliation sexualorientation sexlife tradeunion healthstatus medicalcondition
      diagnosis disability bloodtype biometric genetic`,
  },
  {
    class: 'payment',
    names: `
      cardnumber creditcard creditcardnumber debitcard debitcardnumber ccnumber ccnum paymentcard
      paymentcardnumber pan iban bban bankaccount bankaccountnumber accountnumber routingnumber sortcode
      cardexpiry cardexpiration`,
  },
  {
    class: 'secret',
    names: `
      password passwd pwd passphrase passcode newpassword oldpassword currentpassword confirmpassword
      passwordconfirmation secret clientsecret secretkey apikey apisecret apitoken accesskey accesstoken
      refreshtoken idtoken authtoken authorization bearertoken sessiontoken csrftoken xsrftoken token jwt cookie
      cookies setcookie privatekey credential credentials otp onetimepassword onetimecode totp mfacode pin pincode
      cvv cvv2 cvc cvc2 csc cardsecuritycode securitycode cardverificationvalue track1 track2 trackdata magstripe
      writekey`,
  },
  {
    class: 'public',
    names: `
      currency locale language timezone event category url path referrer search keywords library version channel
      sku`,
  },
]

/** The person-only and device-only meanings; `elsewhere` is what the name means in any other place. */
const PLACED: Readonly<Record<string, FieldRule>> = {
  name: { class: 'personal', within: 'person', derives: 'name', elsewhere: 'internal' },
  first: { class: 'personal', within: 'person', derives: 'name', elsewhere: 'internal' },
  last: { class: 'personal', within: 'person', derives: 'name', elsewhere: 'internal' },
  photo: { class: 'personal', within: 'person', elsewhere: 'internal' },
  picture: { class: 'personal', within: 'person', elsewhere: 'internal' },
  id: { class: 'personal', within: 'device', elsewhere: 'internal' },
  token: { class: 'personal', within: 'device', elsewhere: 'secret' },
}

/** Parts of a postal address that say too little to be personal; everything else in an address is. */
const SAFE_ADDRESS_PARTS = new Set(['country', 'countrycode', 'state', 'region', 'province', 'statecode', 'regioncode'])

const RULES = buildRules()

function buildRules(): ReadonlyMap<string, FieldRule> {
  const rules = new Map<string, FieldRule>()
  for (const group of ANYWHERE) {
    const { derives } = group
    const rule: FieldRule = { class: group.class, within: 'anywhere', derives, elsewhere: group.class }
    for (const name of group.names.trim().split(/\s+/)) rules.set(name, rule)
  }
  for (const [name, rule] of Object.entries(PLACED)) rules.set(name, rule)
  // A device's own name is mostly its owner's: "Anna's phone".
  rules.set('devicename', { class: 'personal', within: 'anywhere', elsewhere: 'personal' })
  return rules
}

/** The name as rules compare it: lower case, without everything that is not a letter or a digit. */
export function comparableName(key: string): string {
  let plain = true
  for (let i = 0; i < key.length && plain; i++) {
    const unit = key.charCodeAt(i)
    plain = (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57)
  }
  return plain ? key : key.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

/** The rule for a field of this name, `undefined` when it is an ordinary internal one. */
export function fieldRule(key: string): FieldRule | undefined {
  return RULES.get(comparableName(key))
}

export type Surroundings = 'person' | 'device' | 'other'

/** The class of a field by its name and the object it stands in. */
export function classOfField(key: string, surroundings: Surroundings): FieldClass {
  const rule = fieldRule(key)
  if (rule === undefined) return surroundings === 'device' && comparableName(key) === 'name' ? 'personal' : 'internal'
  return classByRule(rule, key, surroundings)
}

/** The same for a rule already at hand. */
export function classByRule(rule: FieldRule, key: string, surroundings: Surroundings): FieldClass {
  if (rule.places !== undefined) return rule.places[surroundings]
  if (rule.within === 'anywhere' || rule.within === surroundings) return rule.class
  // `device.name`: the one name that is personal in two places.
  if (surroundings === 'device' && rule.within === 'person' && comparableName(key) === 'name') return 'personal'
  return rule.elsewhere
}

/** The class of a person's trait, by its name as an identify call has it. */
export function classOfTrait(trait: string): FieldClass {
  return classOfField(trait, 'person')
}

/** Whether a value of this class leaves the fact and travels sealed. */
export function isSealed(fieldClass: FieldClass): boolean {
  return fieldClass === 'personal' || fieldClass === 'sensitive' || fieldClass === 'payment'
}

/** Whether this part of a postal address may stay readable: country and state may, street and city may not. */
export function isSafeAddressPart(key: string): boolean {
  return SAFE_ADDRESS_PARTS.has(comparableName(key))
}

const CODE_WORDS = new Set([
  'gtin', 'ean', 'upc', 'isbn', 'issn', 'imei', 'imeisv', 'meid', 'iccid', 'sku', 'asin', 'mpn', 'barcode',
])
const CODE_NAMES = new Set([
  'orderid', 'cartid', 'checkoutid', 'productid', 'variantid', 'trackingnumber', 'serialnumber',
  'timestamp', 'originaltimestamp', 'sentat', 'receivedat', 'messageid', 'userid', 'anonymousid', 'previousid', 'groupid',
])

/**
 * Whether a field of this name holds numbers that look like payment cards and are none: product codes and device
 * numbers (`gtin`, `product_ean`, `deviceImei`, `isbn13`), the order and product ids that shops count up, the ids that
 * name a person or a message, timestamps.
 */
export function isCodeField(key: string): boolean {
  if (key.length > 64) return false
  for (const word of key.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? []) {
    const lower = word.toLowerCase()
    if (CODE_WORDS.has(lower) || (lower.endsWith('s') && CODE_WORDS.has(lower.slice(0, -1)))) return true
  }
  return CODE_NAMES.has(comparableName(key))
}
