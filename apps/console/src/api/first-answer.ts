// The page asks who is signed in before the console's code is there (index.html). That answer is the first one, and is
// used once: whoever asks later wants to know what is true then.
declare global {
  interface Window {
    touchstoneSession?: Promise<Response> | undefined
  }
}

const SESSION = `${location.origin}/api/governance/session`

export const fetchOrTake: typeof fetch = (input, init) => {
  const asked = window.touchstoneSession
  if (asked === undefined || input !== SESSION || init?.method !== 'GET') return fetch(input, init)
  window.touchstoneSession = undefined
  return asked
}
