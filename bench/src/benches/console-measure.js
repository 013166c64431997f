// Runs in the page, before the page's own scripts, and notes what a person would notice: when the first screen stands, when
// its largest part is painted, how long each interaction waits for its paint, and how long frames take.
(() => {
  const scripts = () => performance.getEntriesByType('resource').filter(({ name }) => new URL(name).pathname.endsWith('.js'))
  let largest = 0
  let screenAt
  let interactions = new Map()
  let counted = 0
  let frames

  new PerformanceObserver((list) => {
    for (const { startTime } of list.getEntries()) largest = Math.max(largest, startTime)
  }).observe({ type: 'largest-contentful-paint', buffered: true })

  // Events of one interaction (down, up, click) share an id; the longest of them is how long it waited.
  new PerformanceObserver((list) => {
    for (const { interactionId, duration } of list.getEntries()) if (interactionId > 0) interactions.set(interactionId, Math.max(interactions.get(interactionId) ?? 0, duration))
  }).observe({ type: 'event', buffered: true, durationThreshold: 16 })

  // The first screen stands with the frame after its heading came.
  const heading = new MutationObserver(() => {
    if (document.querySelector('h1') === null) return
    heading.disconnect()
    requestAnimationFrame(() => (screenAt = performance.now()))
  })
  heading.observe(document, { childList: true, subtree: true })

  window.measured = {
    largest: () => largest,
    /** Whether nothing larger was painted for so long. */
    isQuiet: (millis) => screenAt !== undefined && performance.now() - Math.max(largest, screenAt) > millis,
    /** Addresses of the scripts that had come when the first screen stood. */
    firstScripts: () => scripts().filter(({ responseEnd }) => responseEnd <= screenAt).map(({ name }) => name),
    /** Interactions since the last call: their number, and the durations of those of 16 ms or more. */
    interactions: () => {
      const durations = [...interactions.values()]
      const count = performance.interactionCount - counted
      counted = performance.interactionCount
      interactions = new Map()
      return { count, durations }
    },
    startFrames: () => {
      const gaps = []
      let last = performance.now()
      const mine = { gaps, on: true }
      frames = mine
      requestAnimationFrame(function tick(now) {
        gaps.push(now - last)
        last = now
        if (mine.on) requestAnimationFrame(tick)
      })
    },
    /** Milliseconds from frame to frame since `startFrames`. */
    endFrames: () => {
      frames.on = false
      return frames.gaps
    },
  }
})()
