// Whatever is changed in the builder, the text says the same as the tree, and no comment is lost.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { format, parse } from '@touchstone/language'
import type { Syntax, SyntaxNode } from '@touchstone/language'
import { anySyntax, withoutSpans } from '@touchstone/language/testing'
import { addTo, childrenOf, frameAt, isFramed, isJoined, joinBy, nodeAt, printEdited, removeAt, replaceAt, unframeAt } from './tree.ts'
import type { Path } from './tree.ts'

const NUMBER = 400

type Edit = (root: SyntaxNode, path: Path, other: SyntaxNode) => SyntaxNode | undefined

const EDITS: Record<string, Edit> = {
  replace: replaceAt,
  remove: removeAt,
  'add by and': (root, path, other) => addTo(root, path, other, 'and'),
  'add by or': (root, path, other) => addTo(root, path, other, 'or'),
  all: (root, path) => joinBy(root, path, 'and'),
  any: (root, path) => joinBy(root, path, 'or'),
  not: (root, path) => frameAt(root, path, 'not'),
  held: (root, path) => frameAt(root, path, 'held'),
  moved: (root, path) => frameAt(root, path, 'moved'),
  unframe: unframeAt,
}

/** Text with a comment above each line, as somebody wrote it. */
function commented(node: SyntaxNode, notes: readonly string[]): Syntax {
  const lines = format({ root: node, comments: [] }).split('\n')
  const text = lines.map((line, at) => `# ${notes[at % notes.length]}\n${line}`).join('\n')
  const syntax = parse(text)
  assert.ok(syntax.ok, syntax.ok ? '' : syntax.failure.message)
  return syntax.value
}

/** Every place of the tree. */
function pathsOf(node: SyntaxNode, path: Path = []): Path[] {
  return [path, ...childrenOf(node).flatMap((child, index) => pathsOf(child, [...path, index]))]
}

describe('the tree of the builder', () => {
  for (const [name, edit] of Object.entries(EDITS)) {
    it(`${name}: text and tree say the same, at any place of any condition`, () => {
      fc.assert(
        fc.property(anySyntax(fc), anySyntax(fc), fc.array(fc.stringMatching(/^[a-z ]{0,8}$/), { minLength: 1, maxLength: 3 }), fc.nat(), (node, other, notes, place) => {
          const syntax = commented(node, notes)
          const paths = pathsOf(syntax.root)
          const next = edit(syntax.root, paths[place % paths.length], other)
          const edited = printEdited(next, syntax.comments)
          assert.ok(edited.ok, edited.ok ? '' : edited.failure.message)
          if (next === undefined) return
          const again = parse(edited.text)
          assert.ok(again.ok)
          assert.deepEqual(withoutSpans(again.value.root), withoutSpans(next))
          assert.deepEqual(again.value.comments.map(({ text }) => text), syntax.comments.map(({ text }) => text))
          assert.equal(format(again.value), edited.text, 'what the builder wrote is in the usual layout')
        }),
        { numRuns: NUMBER },
      )
    })
  }

  it('a long run of edits of one condition keeps both in step', () => {
    const step = fc.record({ name: fc.constantFrom(...Object.keys(EDITS)), place: fc.nat(), other: anySyntax(fc) })
    fc.assert(
      fc.property(anySyntax(fc), fc.array(step, { maxLength: 12 }), (node, steps) => {
        let syntax = commented(node, ['why', 'who asked'])
        const notes = syntax.comments.map(({ text }) => text)
        for (const { name, place, other } of steps) {
          const paths = pathsOf(syntax.root)
          const next = EDITS[name](syntax.root, paths[place % paths.length], other)
          if (next === undefined) continue
          const edited = printEdited(next, syntax.comments)
          assert.ok(edited.ok)
          const again = parse(edited.text)
          assert.ok(again.ok)
          assert.deepEqual(withoutSpans(again.value.root), withoutSpans(next))
          syntax = again.value
        }
        assert.deepEqual(syntax.comments.map(({ text }) => text), notes)
      }),
      { numRuns: NUMBER },
    )
  })

  it('changes what is meant and nothing else', () => {
    const { root, comments } = commented(parsed('plan = "a" and (did "B" or not did "C")'), ['x'])
    const text = (next: SyntaxNode | undefined): string => (next === undefined ? '' : format({ root: next, comments: [] }))
    assert.equal(text(removeAt(root, [1, 0])), 'plan = "a" and not did "C"')
    assert.equal(text(removeAt(root, [1, 1, 0])), 'plan = "a" and did "B"')
    assert.equal(text(addTo(root, [1], parsed('x = 1'))), 'plan = "a" and (did "B" or not did "C" or x = 1)')
    assert.equal(text(addTo(root, [0], parsed('x = 1'), 'or')), '(plan = "a" or x = 1) and (did "B" or not did "C")')
    assert.equal(text(unframeAt(root, [1, 1])), 'plan = "a" and (did "B" or did "C")')
    assert.equal(text(frameAt(root, [1], 'held')), 'plan = "a" and (did "B" or not did "C") for 7 days')
    assert.equal(removeAt(parsed('plan = "a"'), []), undefined)
    assert.deepEqual(printEdited(undefined, comments), { ok: true, text: '# x' })
    assert.ok(isJoined(nodeAt(root, [1])!) && isFramed(nodeAt(root, [1, 1])!) && nodeAt(root, [3, 1]) === undefined)
  })
})

function parsed(text: string): SyntaxNode {
  const syntax = parse(text)
  assert.ok(syntax.ok)
  return syntax.value.root
}
