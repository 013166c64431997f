import { Suspense } from 'react'
import type { ComponentProps } from 'react'
import { Page, PageHeader } from '../../design/page-header.tsx'
import { Loading } from '../../design/states.tsx'
import { later } from '../../shell/later.ts'
import { text } from '../../text/index.ts'
import type { EditorScreen } from './editor-screen.tsx'

/** The editor is the largest part of the console, so that its screen stands before it. */
const Editor = later(() => import('./editor-screen.tsx'), 'EditorScreen')

export function EditorFrame({ title, ...editor }: { readonly title: string } & ComponentProps<typeof EditorScreen>) {
  return (
    <Page>
      <PageHeader title={title} />
      <Suspense fallback={<Loading what={text.segmentEditor.what} />}>
        <Editor {...editor} />
      </Suspense>
    </Page>
  )
}
