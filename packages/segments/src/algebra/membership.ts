// Who is in a version, as one bitmap of person numbers, from the recorded changes.
//
// The changes of one person in one version alternate: entered, left, entered … So someone is a member exactly when the
// number of their changes is odd, and the set of members is the symmetric difference of the people of all changes. That
// does not care in which order rows are taken or how they are cut into groups. ClickHouse uses it: a projection of the
// table (see migrations/clickhouse.ts) keeps, in every part and per version, the symmetric difference of that part's
// rows. A part has a few rows of it instead of millions; when parts are merged, so is what they folded; and rows that
// were inserted a moment ago have theirs in the same part, written with them. There is no other copy that could fall
// behind, and emptying the table, as a rebuild of the state does, empties what was folded from it.
//
// A past instant has no fold. Its members are those whose last change up to then is an entry; the table's order
// (version, person, sequence) finds that change without sorting.
//
// A bitmap keeps numbers in drawers of 65,536, and taking one in or out costs a walk along its drawer. When a new version
// lets everyone in by ascending number, each insert would fill one drawer after the other to the brim. So a person has a
// place in the bitmap: the same number with its lowest ten bits moved up, which deals neighbours out to 1,024 drawers.
// Filling is several times cheaper for it; nothing else changes, since sets do not care for names.

const CHANGES = 'touchstone.segments_changes'

/** The place of a person in every bitmap. The projection is made of this very expression. */
export function placeOf(person: string): string {
  return `bitOr(bitOr(bitShiftLeft(bitShiftRight(${person}, 26), 26), bitShiftLeft(bitAnd(${person}, 1023), 16)), bitAnd(bitShiftRight(${person}, 10), 65535))`
}

/** The people of a bitmap, as an array. */
export function peopleOf(bitmap: string): string {
  const person = 'bitOr(bitOr(bitShiftLeft(bitShiftRight(place, 26), 26), bitShiftLeft(bitAnd(place, 65535), 10)), bitAnd(bitShiftRight(place, 16), 1023))'
  return `arrayMap(place -> ${person}, bitmapToArray(${bitmap}))`
}

/** Up to `most` people of a bitmap, chosen by a hash of their numbers: the same ones for the same people. */
export function sampleOf(bitmap: string, most: number): string {
  return most === 0 ? '[]' : `arraySlice(arrayPartialSort(person -> sipHash64(person), ${most}, ${peopleOf(bitmap)}), 1, ${most})`
}

/** Rows (segment, members) of the versions in `{segments:Array(UInt64)}` that anyone ever entered, now. */
export const PRESENT_MEMBERS = `SELECT segment, groupBitmapXorState(bitmapBuild([${placeOf('person')}])) AS members
FROM ${CHANGES} WHERE segment IN {segments:Array(UInt64)} GROUP BY segment`

/** The same at the instant `{asOf:Int64}`: what the live engine held true then. */
export const PAST_MEMBERS = `SELECT segment, groupBitmapState(${placeOf('person')}) AS members FROM (
  SELECT segment, person, entered FROM ${CHANGES} WHERE segment IN {segments:Array(UInt64)} AND at <= {asOf:Int64}
  ORDER BY segment, person, sequence DESC LIMIT 1 BY segment, person
) WHERE entered = 1 GROUP BY segment`

/** One bitmap of everyone there is, under the number that stands for them; up to the instant `{asOf:Int64}` where `past`. */
export function everyone(past: boolean, isAmended: boolean): string {
  const known = past ? 'appended <= {asOf:Int64}' : '1'
  const of = (column: string, from: string, where = known): string => `(SELECT groupBitmapState(${placeOf(column)}) FROM ${from} WHERE ${where})`
  const survivors = of('survivor', 'touchstone.profiles_aliases')
  const stored = `bitmapOr(${of('person', 'touchstone.profiles_facts')}, ${survivors})`
  const found = isAmended ? `bitmapOr(${stored}, ${of('person', 'touchstone.profiles_moves', `${known} AND person > 0`)})` : stored
  // Somebody who came apart from another again stands for themselves.
  const led = `(SELECT loser, argMax(survivor, (position, sequence)) AS survivor FROM touchstone.profiles_aliases WHERE ${known} GROUP BY loser)`
  return `bitmapAndnot(${found}, ${of('loser', led, 'survivor != loser')})`
}
