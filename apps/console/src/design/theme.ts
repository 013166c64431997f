// One accent on quiet neutrals. Mantine's components take everything from here; what they do not know is in tokens.css.
import { createTheme } from '@mantine/core'
import type { CSSVariablesResolver, MantineColorsTuple } from '@mantine/core'
import { text } from '../text/index.ts'

const accent: MantineColorsTuple = ['#eef1ff', '#dde3fd', '#b9c4f7', '#93a3f1', '#7386eb', '#5b70e2', '#4355cc', '#3747ad', '#2d3a8c', '#232d6b']
/** From text on dark to the ground itself. */
const dark: MantineColorsTuple = ['#d7dae2', '#b4b9c6', '#959cad', '#6b7285', '#3a4050', '#2b303d', '#20242e', '#171a22', '#11141a', '#0c0e13']
const gray: MantineColorsTuple = ['#f7f8fa', '#f0f2f5', '#e4e7ec', '#d5d9e1', '#bcc2ce', '#9199a8', '#646c7c', '#4a5160', '#333945', '#1c2029']

export const theme = createTheme({
  colors: { accent, dark, gray },
  primaryColor: 'accent',
  primaryShade: 6,
  autoContrast: true,
  luminanceThreshold: 0.32,
  black: '#1c2029',
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "'JetBrains Mono Variable', ui-monospace, monospace",
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
  headings: { fontWeight: '600', sizes: { h1: { fontSize: '20px', lineHeight: '28px' }, h2: { fontSize: '16px', lineHeight: '24px' }, h3: { fontSize: '14px', lineHeight: '20px' } } },
  defaultRadius: '6px',
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    Tooltip: { defaultProps: { openDelay: 350, withArrow: false, multiline: true, maw: 360 } },
    Button: { defaultProps: { size: 'sm' } },
    TextInput: { defaultProps: { size: 'sm' } },
    Anchor: { defaultProps: { underline: 'hover' } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': text.shell.closeMessage } } },
  },
})

/** Mantine's own colours for secondary text and errors are too light for small text on our grounds (WCAG asks for 4.5:1). */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: { '--mantine-color-dimmed': '#5a6272', '--mantine-color-placeholder': '#646c7c', '--mantine-color-anchor': '#3747ad', '--mantine-color-error': '#b3261e' },
  dark: { '--mantine-color-dimmed': '#a0a7b7', '--mantine-color-placeholder': '#8f96a8', '--mantine-color-anchor': '#a3b1f5', '--mantine-color-body': '#11141a', '--mantine-color-error': '#ff9389' },
})
