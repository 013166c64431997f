export { inventList, type InventedList } from './invented-list.ts'
export { judgeMatches, pairsOfOne, type Judgement } from './judge-matches.ts'
