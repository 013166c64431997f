// One drawing for each thing. Classes give the colours, so that they follow the theme.
const DRAWINGS = {
  'demo-lantern': '<ellipse class="one" cx="60" cy="52" rx="26" ry="27"/><path class="stroke" d="M60 12v12M50 84h20"/><path class="two" d="M52 80h16v6H52z"/>',
  'demo-teapot': '<path class="stroke" d="M88 52c16-4 16 22-2 22"/><path class="one" d="M32 48h56c4 22-8 36-28 36S28 70 32 48z"/><path class="stroke" d="M34 58L18 44"/><circle class="two" cx="60" cy="40" r="6"/>',
  'demo-notebook': '<rect class="one" x="36" y="18" width="50" height="66" rx="4"/><path class="two" d="M44 18h6v66h-6z"/>',
  'demo-blanket': '<rect class="one" x="26" y="30" width="68" height="46" rx="5"/><path class="two" d="M26 44h68v7H26zM26 58h68v7H26z"/><path class="stroke" d="M32 76v8M48 76v8M64 76v8M80 76v8"/>',
  'demo-planter': '<path class="stroke" d="M60 10L40 50M60 10l20 40"/><path class="one" d="M38 50h44l-7 32H45z"/><path class="two" d="M60 50c-4-16-20-16-22-10 8 0 14 4 22 10zM60 50c4-16 20-16 22-10-8 0-14 4-22 10z"/>',
  'demo-clock': '<circle class="one" cx="60" cy="50" r="34"/><circle class="two" cx="60" cy="50" r="4"/><path d="M60 50V28M60 50l14 10" fill="none" stroke="currentColor" stroke-width="4" stroke-linecap="round"/>',
  'demo-apron': '<path class="stroke" d="M48 22c0-12 24-12 24 0"/><path class="one" d="M48 22h24l4 18h12v44H32V40h12z"/><path class="two" d="M46 58h28v14H46z"/>',
  'demo-puzzle': '<path class="one" d="M30 28h24a7 7 0 1 1 12 0h24v24a7 7 0 1 1 0 12v22H30z"/><circle class="two" cx="46" cy="46" r="3"/><circle class="two" cx="72" cy="66" r="3"/><circle class="two" cx="52" cy="72" r="2"/>',
}

/** A new drawing of the thing; an empty one when there is none. It says nothing to a screen reader: the title does. */
export function pictureOf(productId) {
  const holder = document.createElement('template')
  holder.innerHTML = `<svg viewBox="0 0 120 100" aria-hidden="true" focusable="false">${DRAWINGS[productId] ?? ''}</svg>`
  return holder.content.firstChild
}
