// The fast path of the edge: nearly every text holds nothing to take out, and this says so in one pass.
import { MAX_CARD_GAP, MIN_CARD_DIGITS, scrubCards } from './card-scan.ts'
import { numberCharacter, SEPARATOR_CHARACTER } from './digits.ts'

/**
 * A cheap look that says `false` only when `scrubCards` would change nothing, an email address cannot be inside, and
 * the text is well-formed. One pass, no allocation.
 */
export function needsLook(text: string): boolean {
  let digits = 0
  let gap = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit >= 48 && unit <= 57) {
      if (++digits === MIN_CARD_DIGITS) return true
      gap = 0
    } else if (unit === 32 || unit === 45) {
      if (++gap > MAX_CARD_GAP) digits = 0
    } else if (unit < 128) {
      // `@` after something, or its percent-encoded form.
      if (unit === 64 && i > 0) return true
      if (unit === 37 && text.charCodeAt(i + 1) === 52 && text.charCodeAt(i + 2) === 48) return true
      if (unit >= 9 && unit <= 13) {
        if (++gap > MAX_CARD_GAP) digits = 0
      } else digits = 0
    } else if (unit >= 0xd800 && unit <= 0xdfff) {
      return !text.isWellFormed() || needsLookBeyond(text)
    } else {
      const kind = numberCharacter(unit)
      if (kind === 0) digits = 0
      else if (kind === SEPARATOR_CHARACTER) {
        if (++gap > MAX_CARD_GAP) digits = 0
      } else {
        if (++digits === MIN_CARD_DIGITS) return true
        gap = 0
      }
    }
  }
  return false
}

/** The same for text with characters beyond the first plane, mostly emoji: exact, and slower. */
function needsLookBeyond(text: string): boolean {
  return text.includes('@') || text.includes('%40') || scrubCards(text) !== text
}
