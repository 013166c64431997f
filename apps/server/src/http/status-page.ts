import type { Millis } from '@touchstone/base'
import { html, page } from './html.ts'
import type { Html, Page } from './html.ts'
import { PAGE_STYLE } from './page-style.ts'
import type { StatusView } from './ports.ts'

// The page fetches itself every three seconds and swaps its <main>: one renderer (here, escaping included), and a page
// without scripts still shows the state at the time it was opened. While the server is away it says so.
const REFRESH = `
setInterval(async () => {
  if (document.hidden) return
  try {
    const answer = await fetch('/', { headers: { accept: 'text/html' } })
    const next = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main')
    if (next === null) throw new Error('not our page')
    document.querySelector('main').replaceWith(next)
  } catch {
    const said = document.getElementById('fresh')
    said.textContent = 'The server does not answer; these are the last figures it gave.'
    said.className = 'bad'
  }
}, 3000)
`

/** The page at `/`. `status` is `undefined` when the figures cannot be had. */
export function statusPage(status: StatusView | undefined, now: Millis): Page {
  return page('Touchstone', PAGE_STYLE, html`<main>${status === undefined ? unknown(now) : known(status, now)}</main>`, REFRESH)
}

function unknown(now: Millis): Html {
  return html`<h1>Touchstone</h1><p class="bad">The server runs, but its figures cannot be read at this moment; <a href="/readyz">/readyz</a> says more.</p>${freshness(now)}`
}

function known(status: StatusView, now: Millis): Html {
  const waiting = Math.max(0, status.facts.accepted - status.facts.processed)
  return html`
<h1>Touchstone</h1>
<p><code>${status.address}</code> <span class="soft">version ${status.version}, up for ${duration(now - status.startedAt)}</span></p>
<dl class="figures">
${figure('Facts processed', count(status.facts.processed))}
${figure('Facts waiting', count(waiting))}
${figure('People', count(status.people))}
${figure('Segments', count(status.segments.length))}
${figure('Warehouse behind by', `${count(status.warehouseLag.facts)} facts, ${duration(status.warehouseLag.millis)}`)}
${figure('Alarms', count(status.alarms))}
${figure('In quarantine', count(status.quarantined))}
</dl>
<h2>Stores</h2>
<table><thead><tr><th>Store</th><th>State</th></tr></thead><tbody>
${status.stores.map((store) => html`<tr><td>${store.name}</td><td class="${store.ready ? 'good' : 'bad'}">${store.ready ? 'ready' : (store.reason ?? 'not ready')}</td></tr>`)}
</tbody></table>
<h2>Segments</h2>
${status.segments.length === 0 ? html`<p class="soft">None yet.</p>` : html`<table><thead><tr><th>Segment</th><th>State</th><th class="number">People in it</th></tr></thead><tbody>
${status.segments.map((segment) => html`<tr><td>${segment.id}</td><td>${segment.state}</td><td class="number">${count(segment.size)}</td></tr>`)}
</tbody></table>`}
<p class="soft">Names and conditions of segments, and people, need the admin token: <a href="/docs">the API</a>. For machines: <a href="/status.json">/status.json</a>, <a href="/readyz">/readyz</a>, <a href="/metrics">/metrics</a>.</p>
${freshness(now)}`
}

function freshness(now: Millis): Html {
  return html`<p id="fresh" class="soft">As of <time datetime="${new Date(now).toISOString()}">${new Date(now).toISOString().slice(0, 19).replace('T', ' ')} UTC</time>.</p>`
}

function figure(name: string, value: string): Html {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`
}

function count(value: number): string {
  return value.toLocaleString('en-US')
}

function duration(millis: Millis): string {
  const seconds = Math.max(0, millis) / 1_000
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  if (seconds < 120) return `${Math.round(seconds)} s`
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min`
  return seconds < 172_800 ? `${Math.round(seconds / 3_600)} h` : `${Math.round(seconds / 86_400)} days`
}
