// Where facts are read from. A fact keeps the person it was stored under for ever; where aliases would lead to the wrong one,
// because two who were taken for one came apart, `profiles_moves` says whose it is, and `profiles_retractions` which of its
// traits do not count. Both are read as they were known at the instant of the question. While they are empty nobody asks them.

const FACTS = 'touchstone.profiles_facts'

/** A fact's traits without those that do not count. */
const COUNTING = `if(r.fact > 0, concat('{', arrayStringConcat(arrayMap(pair -> concat(toJSONString(pair.1), ':', pair.2), arrayFilter(pair -> NOT hasAny(r.gone, [pair.1, '*']), JSONExtractKeysAndValuesRaw(s.traits))), ','), '}'), s.traits)`

/** Rows (fact, person) of facts that were moved, by the last word on each; person 0: nobody's. `known` is a condition on `appended`. */
function moves(known: string): string {
  return `(SELECT fact, argMax(person, sequence) AS person FROM touchstone.profiles_moves WHERE ${known} GROUP BY fact)`
}

/**
 * What to put behind FROM for the facts, with `person` and `traits` as they count. `isAmended`: whether there is a moved fact or a
 * value that does not count. `knownAt`: an expression, in milliseconds.
 */
export function factsTable(isAmended: boolean, knownAt: string): string {
  if (!isAmended) return FACTS
  const known = `appended <= ${knownAt}`
  return `(SELECT s.* REPLACE (if(m.fact > 0, m.person, s.person) AS person, ${COUNTING} AS traits) FROM ${FACTS} AS s
LEFT ANY JOIN ${moves(known)} AS m ON s.position = m.fact
LEFT ANY JOIN (SELECT fact, groupUniqArray(trait) AS gone FROM touchstone.profiles_retractions WHERE ${known} GROUP BY fact) AS r ON s.position = r.fact
WHERE if(m.fact > 0, m.person, s.person) > 0)`
}

/**
 * The same where only facts of `people` (an expression of an array, every id of theirs) are asked for, which the question says as
 * well: only what was stored under these ids, or moved to them, is joined.
 */
export function factsOf(people: string, isAmended: boolean, knownAt: string): string {
  if (!isAmended) return FACTS
  const known = `appended <= ${knownAt}`
  return `(SELECT s.* REPLACE (if(m.fact > 0, m.person, s.person) AS person, ${COUNTING} AS traits) FROM (
  SELECT * FROM ${FACTS} WHERE person IN ${people} OR position IN (SELECT fact FROM touchstone.profiles_moves WHERE ${known} AND person IN ${people})
) AS s
LEFT ANY JOIN ${moves(known)} AS m ON s.position = m.fact
LEFT ANY JOIN (SELECT fact, groupUniqArray(trait) AS gone FROM touchstone.profiles_retractions WHERE ${known} GROUP BY fact) AS r ON s.position = r.fact
WHERE if(m.fact > 0, m.person, s.person) IN ${people})`
}
