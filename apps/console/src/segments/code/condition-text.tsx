// The condition as text.
import { useEffect, useEffectEvent, useImperativeHandle, useRef } from 'react'
import type { Ref } from 'react'
import { createCodeView } from './code-mirror.ts'
import type { CodeView, Remark, Told } from './code-mirror.ts'
import classes from './code.module.css'

export type ConditionTextHandle = Omit<CodeView, 'remark' | 'end'>

export interface ConditionTextProps extends Told {
  /** What is there in the beginning. */
  readonly initial: string
  readonly label: string
  readonly remarks: readonly Remark[]
  readonly ref: Ref<ConditionTextHandle>
}

export function ConditionText({ initial, label, remarks, onChange, onSave, complete, ref }: ConditionTextProps) {
  const place = useRef<HTMLDivElement>(null)
  const view = useRef<CodeView>(undefined)
  const changed = useEffectEvent(onChange)
  const saved = useEffectEvent(onSave)
  const completed = useEffectEvent(complete)
  const make = useEffectEvent((parent: HTMLElement) =>
    createCodeView(parent, initial, label, { onChange: (state) => changed(state), onSave: () => saved(), complete: (text, offset, signal) => completed(text, offset, signal) }),
  )
  useEffect(() => {
    const made = make(place.current!)
    view.current = made
    return () => made.end()
  }, [])
  useEffect(() => view.current?.remark(remarks), [remarks])
  useImperativeHandle(ref, () => ({
    replace: (text) => view.current?.replace(text),
    replaceRange: (start, end, insert) => view.current?.replaceRange(start, end, insert),
    undo: () => view.current?.undo(),
    redo: () => view.current?.redo(),
    select: (start, end) => view.current?.select(start, end),
  }))
  return <div ref={place} className={classes.code} />
}
