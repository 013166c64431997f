// Invented names. First and last ones are paired by chance, so nobody in particular is meant.

export const FIRST_NAMES = [
  'Ada', 'Alba', 'Amir', 'Anouk', 'Arthur', 'Asta', 'Beatrix', 'Bela', 'Bruno', 'Carla', 'Cosmo', 'Dario', 'Dilan', 'Edda',
  'Elif', 'Emil', 'Enora', 'Esra', 'Ezra', 'Fabio', 'Femke', 'Finn', 'Flora', 'Gaspard', 'Greta', 'Hanno', 'Hedda', 'Ida',
  'Ilyas', 'Ines', 'Iris', 'Jago', 'Jonas', 'Juno', 'Kaja', 'Kian', 'Lale', 'Lars', 'Leona', 'Linus', 'Livia', 'Ludo', 'Maeve',
  'Malik', 'Marit', 'Mateo', 'Mila', 'Nadir', 'Nell', 'Niko', 'Nora', 'Odin', 'Olive', 'Otto', 'Paola', 'Pepe', 'Petra', 'Quinn',
  'Rafi', 'Ronja', 'Rosa', 'Ruben', 'Saba', 'Selma', 'Silas', 'Suri', 'Tamsin', 'Theo', 'Tilda', 'Tove', 'Ugo', 'Una', 'Vera',
  'Viktor', 'Wanda', 'Wilma', 'Xenia', 'Yara', 'Yusuf', 'Zoe',
] as const

export const LAST_NAMES = [
  'Abara', 'Adler', 'Almeida', 'Amsel', 'Arden', 'Bellweather', 'Bergquist', 'Birk', 'Blum', 'Bramble', 'Brook', 'Calder',
  'Castellan', 'Clove', 'Corvin', 'Dahlia', 'Dorne', 'Eckert', 'Elmwood', 'Ferro', 'Finch', 'Fontane', 'Forsyte', 'Gallo',
  'Garland', 'Glass', 'Greve', 'Hale', 'Hartwin', 'Hazel', 'Heron', 'Holm', 'Ibsen', 'Iver', 'Jasper', 'Kestrel', 'Kiln', 'Lark',
  'Laurel', 'Lindqvist', 'Lorca', 'Marlow', 'Meridian', 'Mistral', 'Moor', 'Nightingale', 'Nord', 'Oakley', 'Okafor', 'Orchard',
  'Paloma', 'Pellew', 'Penrose', 'Quill', 'Ramsden', 'Reed', 'Rivera', 'Rook', 'Rowan', 'Saffron', 'Sand', 'Sorrel', 'Sparrow',
  'Stern', 'Tamm', 'Tern', 'Thistle', 'Tolland', 'Ulm', 'Vale', 'Verbena', 'Vogel', 'Wren', 'Winter', 'Yarrow', 'Zeller',
] as const

/** Where the ledger's countries have their clocks; the shop's own zone for those it does not name. */
const ZONES: Readonly<Record<string, string>> = {
  Germany: 'Europe/Berlin', France: 'Europe/Paris', Spain: 'Europe/Madrid', Belgium: 'Europe/Brussels', Portugal: 'Europe/Lisbon',
  Italy: 'Europe/Rome', Finland: 'Europe/Helsinki', Netherlands: 'Europe/Amsterdam', Sweden: 'Europe/Stockholm', Norway: 'Europe/Oslo',
  Switzerland: 'Europe/Zurich', Austria: 'Europe/Vienna', Denmark: 'Europe/Copenhagen', EIRE: 'Europe/Dublin', Australia: 'Australia/Sydney',
  Japan: 'Asia/Tokyo', Cyprus: 'Asia/Nicosia', USA: 'America/New_York', Malta: 'Europe/Malta', 'Czech Republic': 'Europe/Prague',
  Poland: 'Europe/Warsaw', Greece: 'Europe/Athens', Iceland: 'Atlantic/Reykjavik',
}

export function zoneOf(country: string): string {
  return ZONES[country] ?? 'Europe/London'
}
