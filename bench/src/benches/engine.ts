// The engine alone: what an event costs it, with how many segments, and with how long a history of its person.
import { type SegmentText, segmentTexts } from '../load/segments.ts'
import { allKindsTexts, otherBrandsTexts } from '../load/all-kinds.ts'
import { progress, type Report } from '../report.ts'
import { EngineRig } from './engine-rig.ts'

const SETS: readonly { readonly tag: string; readonly texts: readonly SegmentText[] }[] = [
  { tag: '0_segments', texts: [] },
  { tag: '200_segments', texts: segmentTexts(200) },
  { tag: '1000_segments_of_all_kinds', texts: allKindsTexts(1_000) },
  { tag: '2000_segments_of_ten_brands', texts: otherBrandsTexts(2_000) },
]

export async function engineBench(report: Report, { events }: { readonly events: number }): Promise<void> {
  const cpu = new Map<string, number>()
  for (const { tag, texts } of SETS) cpu.set(tag, await measure(report, tag, texts, events))
  const floor = cpu.get('200_segments')!
  // As many segments listen to a fact in both: only how many exist differs.
  report.figure('cost_of_ten_times_as_many', cpu.get('2000_segments_of_ten_brands')!, 'µs/event', { floor, ratio: cpu.get('2000_segments_of_ten_brands')! / floor, target: 'ratio < 1.3' })
  report.figure('cost_of_1000_of_all_kinds', cpu.get('1000_segments_of_all_kinds')!, 'µs/event', { floor, ratio: cpu.get('1000_segments_of_all_kinds')! / floor })
}

async function measure(report: Report, tag: string, texts: readonly SegmentText[], events: number): Promise<number> {
  const rig = new EngineRig()
  try {
    await rig.define(texts)
    await rig.everyone()
    const introduced = await rig.run()
    await rig.load(events / 4)
    await rig.run()
    const before = rig.totals()
    await rig.load(events)
    const measured = await rig.run()
    const after = rig.totals()
    const facts = after.facts + after.duplicates - before.facts - before.duplicates
    progress(`engine, ${tag}: ${measured.wall.toFixed(1)} µs per event (${introduced.wall.toFixed(1)} for people never seen)`)
    report.figure(`time_${tag}`, measured.wall, 'µs/event')
    report.figure(`cpu_${tag}`, measured.cpu, 'µs/event')
    report.figure(`new_people_cpu_${tag}`, introduced.cpu, 'µs/event')
    report.figure(`membership_changes_${tag}`, (after.changes - before.changes) / facts, 'per event')
    return measured.cpu
  } finally {
    await rig.close()
  }
}
