// React's type of `style` knows no custom properties; ours are these.
import 'react'

declare module 'react' {
  interface CSSProperties {
    '--hue'?: number
    '--columns'?: string
    '--least'?: string
    '--depth'?: number
  }
}
