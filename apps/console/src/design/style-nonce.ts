// Libraries that make style tags put this on them; without it the browser refuses such a tag, as it should refuse one that
// somebody else slipped in. The server gives every answer a new one, which the page carries in a meta tag.
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''

export const styleNonce = (): string => nonce

// The scroll lock under Mantine's dialogs asks here.
Object.assign(globalThis, { __webpack_nonce__: nonce })
