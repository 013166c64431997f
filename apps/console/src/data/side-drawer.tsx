import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
import { text } from '../text/index.ts'
import classes from './data.module.css'

/** What is looked at more closely, at the side; open as long as it has a title. */
export function SideDrawer({ title, onClose, size = 540, children }: { readonly title: string | undefined; readonly onClose: () => void; readonly size?: number; readonly children: ReactNode }) {
  return (
    <Drawer
      opened={title !== undefined}
      onClose={onClose}
      position="right"
      size={size}
      title={title ?? ''}
      closeButtonProps={{ 'aria-label': text.data.close }}
      classNames={{ content: classes.drawer, header: classes.drawerHeader, title: classes.drawerTitle, body: classes.drawerBody }}
    >
      {children}
    </Drawer>
  )
}
