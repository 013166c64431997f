// Checked tree → an expression over a person's columns, 1 or 0: whether the condition is true, or whether it is false
// (see logic.ts).
import type { Condition, Rank } from '../check/tree.ts'
import { anniversaryNow, clockNow } from './calendar-leaf.ts'
import { every, none, NO, some } from './logic.ts'
import { quantityNow, testNow } from './now.ts'
import { pastHolds } from './past.ts'
import { measureHolds, ratioHolds, relationHolds } from './quantity.ts'
import { type Question, traitColumn } from './question.ts'
import { ranked } from './rank.ts'
import { sequenceHolds } from './sequence.ts'
import { shareHolds } from './share.ts'
import { pairHolds } from './value-test.ts'

/** Whether the condition is true, or, unless `wanted`, whether it is false. */
export function conditionHolds(condition: Condition, wanted: boolean, question: Question): string {
  const { parameters } = question
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const items = condition.items.map((item) => conditionHolds(item, wanted, question))
      return (condition.kind === 'all') === wanted ? every(items) : some(items)
    }
    case 'not':
      return conditionHolds(condition.item, !wanted, question)
    case 'test':
      return testNow(condition, wanted, question)
    case 'pair':
      return pairHolds(traitColumn(condition.left, question), condition.operator, traitColumn(condition.right, question), wanted, true)
    case 'measure':
      return measureHolds(quantityNow(condition.aggregate, question), condition.operator, condition.value, wanted, parameters)
    case 'relation':
      return relationHolds(quantityNow(condition.left, question), condition.operator, condition.factor, quantityNow(condition.right, question), wanted, parameters)
    case 'ratio':
      return ratioHolds(quantityNow(condition.numerator, question), quantityNow(condition.denominator, question), condition.operator, condition.value, wanted, parameters)
    case 'clock':
      return clockNow(condition, wanted, question)
    case 'anniversary':
      return anniversaryNow(condition, wanted, question)
    case 'sequence':
      return sequenceHolds(condition, wanted, question)
    case 'held':
    case 'moved':
      return pastHolds(condition, wanted, question)
    case 'share':
      return shareHolds(condition, wanted, parameters)
    case 'rank':
      return rankHolds(condition, wanted, question)
  }
}

/** False for who is not in the order; unknown for everyone without a threshold. */
function rankHolds(rank: Rank, wanted: boolean, question: Question): string {
  const threshold = question.threshold(rank)
  if (threshold === undefined) return NO
  const { isIn, value } = ranked(rank, question)
  const holds = every([isIn, `${value} ${rank.end === 'top' ? '>=' : '<='} ${threshold}`])
  return wanted ? holds : none(holds)
}
