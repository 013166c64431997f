// The typefaces, served by ourselves: no other host learns who uses a console, and it works without the internet.
import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
