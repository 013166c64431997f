// What stands around the editor: name, saving, and the guard against leaving without it.
import { Button, Kbd, Select, TextInput } from '@mantine/core'
import { useHotkeys } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { ListedSegment } from '../../api/segments.ts'
import { text } from '../../text/index.ts'
import { ConditionEditor } from './condition-editor.tsx'
import type { View } from './condition-editor.tsx'
import classes from './editor.module.css'
import { LeaveGuard } from './leave-guard.tsx'
import { PreviewPanel } from './preview-panel.tsx'
import { useEditor } from './use-editor.ts'
import type { EditorSearch } from './use-editor.ts'

const words = text.segmentEditor

type CutOver = 'when-ready' | 'manual'
export interface ToSave {
  readonly name: string
  readonly where: string
  readonly cutOver: CutOver
}

interface EditorScreenProps {
  readonly search: EditorSearch & { readonly view?: View }
  readonly saved: { readonly name: string; readonly where: string }
  readonly self?: Pick<ListedSegment, 'id' | 'name'>
  readonly saving: { readonly isPending: boolean; readonly error: Error | null }
  /** Answers how to leave. */
  readonly onSave: (changed: ToSave) => Promise<() => unknown>
}

export function EditorScreen({ search, saved, self, saving, onSave }: EditorScreenProps) {
  const navigate = useNavigate()
  const editor = useEditor(search, saved, self)
  const [cutOver, setCutOver] = useState<CutOver>('manual')
  const isSaved = useRef(false)
  const { name, state, condition, preview, segments } = editor
  const isTaken = segments.some((one) => one.name === name.trim() && one.id !== self?.id)
  const [asked, setAsked] = useState(false)
  const isNewCondition = state.text !== saved.where
  const isChanged = isNewCondition || name !== saved.name
  const isWhole = condition.checked !== undefined && condition.failure === undefined
  const canSave = isWhole && isChanged && !isTaken && name.trim() !== ''
  const nameRef = useRef<HTMLInputElement>(null)
  const save = async (): Promise<void> => {
    setAsked(true)
    if (name.trim() === '') nameRef.current?.focus()
    if (!canSave || saving.isPending) return
    try {
      const leave = await onSave({ name: name.trim(), where: state.text, cutOver })
      isSaved.current = true
      notifications.show({ message: words.saved(name.trim()) })
      leave()
    } catch {
      // What went wrong stands beside the button.
    }
  }
  useHotkeys([['mod+Enter', () => void save()]], [])
  const setSearch = (changed: { readonly view?: View | undefined; readonly asOf?: number | undefined }): void => void navigate({ to: '.', search: (now: object) => ({ ...now, ...changed }), replace: true, resetScroll: false })
  return (
    <>
      <LeaveGuard isDirty={() => !isSaved.current && isChanged} />
      <ConditionEditor
        initial={search.where ?? saved.where}
        state={state}
        condition={condition}
        remarks={editor.remarks}
        segments={segments}
        view={search.view ?? 'both'}
        onView={(view) => setSearch({ view: view === 'both' ? undefined : view })}
        onChange={editor.onText}
        onSave={() => void save()}
        head={
          <>
            <div className={classes.save}>
              <TextInput ref={nameRef} label={words.name} placeholder={words.namePlaceholder} maxLength={200} value={name} onChange={({ currentTarget }) => editor.setName(currentTarget.value)} error={isTaken ? words.nameTaken : asked && name.trim() === '' ? words.nameMissing : undefined} />
              {self !== undefined && isNewCondition ? <CutOverChoice value={cutOver} onChange={setCutOver} /> : null}
              <Button onClick={() => void save()} disabled={!isWhole || isTaken || !isChanged} loading={saving.isPending} rightSection={<Kbd size="xs">{words.saveHint}</Kbd>}>
                {self === undefined ? words.save : isNewCondition ? words.saveVersion : words.saveName}
              </Button>
            </div>
            {saving.error === null ? null : <p className={classes.problem} data-severity="error" role="alert" children={saving.error.message} />}
          </>
        }
        aside={<PreviewPanel preview={preview} isEmpty={condition.isEmpty} isWrong={condition.failure !== undefined} asOf={search.asOf} onAsOf={(asOf) => setSearch({ asOf })} />}
      />
    </>
  )
}

function CutOverChoice({ value, onChange }: { readonly value: CutOver; readonly onChange: (value: CutOver) => void }) {
  return (
    <Select
      label={words.cutOver.label}
      allowDeselect={false}
      value={value}
      onChange={(next) => onChange(next as CutOver)}
      data={[
        { value: 'manual', label: words.cutOver.manual },
        { value: 'when-ready', label: words.cutOver.ready },
      ]}
    />
  )
}
