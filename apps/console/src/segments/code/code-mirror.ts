// The one file that knows CodeMirror: a text field for conditions, in the colours of the language's own lexer.
//
// CodeMirror's history is the one history of the condition: what the visual builder changes arrives here as a change of the
// text, so undo goes back through what either view did.
import { acceptCompletion, autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete'
import type { CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, redo, redoDepth, undo, undoDepth } from '@codemirror/commands'
import { setDiagnostics } from '@codemirror/lint'
import { EditorState, Prec, StateField } from '@codemirror/state'
import type { Extension, Text } from '@codemirror/state'
import { Decoration, EditorView, keymap, placeholder } from '@codemirror/view'
import type { DecorationSet } from '@codemirror/view'
import { paint } from '@touchstone/language'
import type { Completion, PaintKind } from '@touchstone/language'
import { styleNonce } from '../../design/style-nonce.ts'
import { text as texts } from '../../text/index.ts'
import { LOOK } from './code-look.ts'

/** Something to say about a stretch of the text. */
export interface Remark {
  readonly start: number
  readonly end: number
  readonly severity: 'error' | 'warning'
  readonly message: string
  /** What the stretch could be replaced with. */
  readonly instead?: string | undefined
}

export interface Completed {
  readonly from: number
  readonly to: number
  readonly items: readonly Completion[]
}

export interface TextState {
  readonly text: string
  readonly canUndo: boolean
  readonly canRedo: boolean
}

export interface CodeView {
  /** Another text, as one step of the history; what stays the same is not touched, nor is the cursor in it. */
  replace(text: string): void
  replaceRange(start: number, end: number, insert: string): void
  undo(): void
  redo(): void
  /** Moves the cursor there. */
  select(start: number, end: number): void
  /** Underlines, with what there is to say on hover. */
  remark(remarks: readonly Remark[]): void
  end(): void
}

const KINDS: readonly PaintKind[] = ['word', 'function', 'unit', 'name', 'text', 'number', 'symbol', 'comment']
const MARKS = new Map(KINDS.map((kind) => [kind, Decoration.mark({ class: `cm-${kind}` })]))

const painted = (doc: Text): DecorationSet => Decoration.set(paint(doc.toString()).map(({ kind, start, end }) => MARKS.get(kind)!.range(start, end)))

const colours = StateField.define<DecorationSet>({
  create: ({ doc }) => painted(doc),
  update: (marks, transaction) => (transaction.docChanged ? painted(transaction.newDoc) : marks),
  provide: (field) => EditorView.decorations.from(field),
})

const codeLook: Extension = [colours, EditorView.theme(LOOK)]

export interface Told {
  readonly onChange: (state: TextState) => void
  readonly onSave: () => void
  readonly complete: (text: string, offset: number, signal: AbortSignal) => Promise<Completed | undefined>
}

export function createCodeView(parent: HTMLElement, doc: string, label: string, { onChange, onSave, complete }: Told): CodeView {
  const save = { key: 'Mod-Enter', run: () => (onSave(), true), stopPropagation: true }
  const state = EditorState.create({
    doc,
    extensions: [
      Prec.highest(keymap.of([save])),
      // Tab only takes what is offered: else it goes on to the next field, as everywhere.
      keymap.of([{ key: 'Tab', run: acceptCompletion }, ...completionKeymap, ...closeBracketsKeymap, ...historyKeymap, ...defaultKeymap]),
      history(),
      closeBrackets(),
      autocompletion({ override: [(context) => completionsAt(context, complete)], icons: false }),
      EditorView.lineWrapping,
      EditorView.cspNonce.of(styleNonce()),
      EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', autocapitalize: 'off' }),
      placeholder(texts.segmentEditor.placeholder),
      codeLook,
      EditorView.updateListener.of(({ docChanged, state: now }) => {
        if (docChanged) onChange({ text: now.doc.toString(), canUndo: undoDepth(now) > 0, canRedo: redoDepth(now) > 0 })
      }),
    ],
  })
  const view = new EditorView({ parent, state })
  // Whoever begins anew begins with the text.
  if (doc === '') view.focus()
  return handleOf(view)
}

async function completionsAt(context: CompletionContext, complete: Told['complete']): Promise<CompletionResult | null> {
  const stop = new AbortController()
  context.addEventListener('abort', () => stop.abort())
  const found = await complete(context.state.doc.toString(), context.pos, stop.signal)
  if (found === undefined || found.items.length === 0) return null
  // Nothing is pushed at somebody who has just finished a word.
  if (!context.explicit && found.from === context.pos && !/[\s(.]$/.test(context.state.sliceDoc(Math.max(0, context.pos - 1), context.pos))) return null
  const written = context.state.sliceDoc(found.from, context.pos).replace(/^"/, '').toLowerCase()
  const fitting = context.explicit ? found.items : found.items.filter(({ label }) => startsAWord(label.toLowerCase(), written))
  if (fitting.length === 0) return null
  const options = fitting.map(({ label, insert, kind, detail }) => ({ label, apply: insert, detail: detail ?? texts.segmentEditor.completionKind[kind] }))
  return { from: found.from, to: found.to, options, filter: false }
}

/** Somebody who writes "and" does not mean "random". */
function startsAWord(label: string, written: string): boolean {
  const at = label.indexOf(written)
  return at === 0 || (at > 0 && /[^a-z0-9]/.test(label[at - 1]))
}

function diagnosticOf({ start, end, severity, message, instead }: Remark, length: number) {
  const from = Math.min(start, length)
  const actions = instead === undefined ? [] : [{ name: texts.segmentEditor.use(instead), apply: (view: EditorView, at: number, to: number) => view.dispatch({ changes: { from: at, to, insert: instead } }) }]
  return { from, to: Math.min(Math.max(end, from), length), severity, message, actions }
}

function handleOf(view: EditorView): CodeView {
  return {
    replace(text) {
      const before = view.state.doc.toString()
      const { from, to, insert } = differenceOf(before, text)
      if (before !== text) view.dispatch({ changes: { from, to, insert }, userEvent: 'input.builder' })
    },
    replaceRange: (from, to, insert) => view.dispatch({ changes: { from, to, insert }, userEvent: 'input.suggestion' }),
    undo: () => void undo(view),
    redo: () => void redo(view),
    select(anchor, head) {
      const { length } = view.state.doc
      view.dispatch({ selection: { anchor: Math.min(anchor, length), head: Math.min(head, length) }, scrollIntoView: true })
      view.focus()
    },
    remark: (remarks) => view.dispatch(setDiagnostics(view.state, remarks.map((remark) => diagnosticOf(remark, view.state.doc.length)))),
    end: () => view.destroy(),
  }
}

/** The one stretch in which two texts differ. */
function differenceOf(before: string, after: string): { readonly from: number; readonly to: number; readonly insert: string } {
  let from = 0
  while (from < before.length && from < after.length && before[from] === after[from]) from++
  let end = 0
  while (end < before.length - from && end < after.length - from && before[before.length - 1 - end] === after[after.length - 1 - end]) end++
  return { from, to: before.length - end, insert: after.slice(from, after.length - end) }
}
