// The page of the demo shop. It uses analytics.js as any shop would: load, page, track, identify, reset. What it sends has
// the shapes of the events that the demo world invents.
import { pictureOf } from './pictures.js'

const byId = (id) => document.getElementById(id)
const CART = 'demo-shop-cart'
const MOST_SENT = 8
const MOST_OF_ONE = 20

const { writeKey, products, names, person } = await (await fetch('/demo-shop/settings.json')).json()
const money = new Intl.NumberFormat('en-GB', { style: 'currency', currency: 'GBP' })
const clock = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' })

const analytics = window.AnalyticsNext.AnalyticsBrowser.load({ writeKey, cdnURL: window.location.origin })
// The shop is invented, so whatever comes from it is.
analytics.addSourceMiddleware(({ payload, next }) => {
  payload.obj.context = { ...payload.obj.context, synthetic: true }
  next(payload)
})

/** Quantities by product id, kept over a reload. */
const cart = new Map(readCart())

function readCart() {
  try {
    return JSON.parse(localStorage.getItem(CART) ?? '[]').filter(([id, quantity]) => products.some((one) => one.product_id === id) && quantity > 0)
  } catch {
    return []
  }
}

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties)
  made.append(...children)
  return made
}

function lines() {
  return [...cart].map(([id, quantity]) => {
    const { product_id, category, price } = products.find((one) => one.product_id === id)
    return { product_id, category, price, currency: 'GBP', quantity }
  })
}

function value() {
  return lines().reduce((pence, { price, quantity }) => pence + Math.round(price * 100) * quantity, 0) / 100
}

async function track(event, properties) {
  await analytics.track(event, properties)
  noteSent(event)
}

function noteSent(what) {
  byId('sent-none').hidden = true
  byId('sent').prepend(element('li', {}, element('span', { textContent: what }), element('time', { textContent: clock.format(new Date()) })))
  while (byId('sent').children.length > MOST_SENT) byId('sent').lastChild.remove()
}

function drawShelf() {
  byId('shelf').replaceChildren(...products.map((product) => {
    const { title, price, about } = product
    const more = element('p', { className: 'soft', textContent: about, hidden: true })
    const look = element('button', { type: 'button', textContent: 'Look', ariaExpanded: 'false', ariaLabel: `Look closer: ${title}` })
    look.addEventListener('click', () => {
      more.hidden = !more.hidden
      look.ariaExpanded = String(!more.hidden)
      const { product_id, category } = product
      if (!more.hidden) void track('Product Viewed', { product_id, category, price, currency: 'GBP' })
    })
    const add = element('button', { type: 'button', className: 'primary', textContent: 'Add to cart', ariaLabel: `Add to cart: ${title}` })
    add.addEventListener('click', () => change(product.product_id, 1, `${title} is in the cart.`))
    const headline = element('div', { className: 'headline' }, element('h2', { textContent: title }), element('span', { className: 'price', textContent: money.format(price) }))
    return element('li', { className: 'thing' }, pictureOf(product.product_id), element('div', { className: 'about' }, headline, more, element('div', { className: 'row' }, look, add)))
  }))
}

function change(id, by, said) {
  const quantity = Math.min((cart.get(id) ?? 0) + by, MOST_OF_ONE)
  if (quantity > 0) cart.set(id, quantity)
  else cart.delete(id)
  keepCart()
  byId('cart-said').textContent = said
  void track('Cart Updated', { products: lines(), value: value() })
}

function keepCart() {
  localStorage.setItem(CART, JSON.stringify([...cart]))
  drawCart()
}

function drawCart() {
  const isEmpty = cart.size === 0
  byId('cart-lines').replaceChildren(...[...cart].map(([id, quantity]) => {
    const { title, price } = products.find((one) => one.product_id === id)
    const step = (text, by, label) => {
      const button = element('button', { type: 'button', textContent: text, ariaLabel: `${label}: ${title}` })
      button.addEventListener('click', () => {
        change(id, by, `${title}: ${quantity + by}`)
        // The row was drawn anew; a keyboard stays where it was.
        const again = [...byId('cart-lines').querySelectorAll('button')].find((one) => one.ariaLabel === `${label}: ${title}`)
        ;(again ?? byId('things')).focus()
      })
      return button
    }
    const amount = element('span', { className: 'price', textContent: money.format(price * quantity) })
    return element('li', {}, element('span', { textContent: `${quantity} × ${title}` }), amount, step('−', -1, 'One less'), step('+', 1, 'One more'))
  }))
  byId('cart-empty').hidden = !isEmpty
  byId('cart-total').hidden = isEmpty
  byId('cart-total').textContent = `Together ${money.format(value())}`
  byId('check-out').hidden = isEmpty || !byId('order').hidden
  if (isEmpty) byId('order').hidden = true
}

function emailOf(name) {
  const plain = name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/[^a-z0-9]+/g, '.').replaceAll(/^\.+|\.+$/g, '')
  return `${plain || 'somebody'}.${shopperId().slice(-4)}@example.org`
}

let anonymousId = ''

function shopperId() {
  return `shopper-${anonymousId.replaceAll('-', '').slice(0, 12)}`
}

function showOrder(isShown) {
  byId('order').hidden = !isShown
  byId('check-out').hidden = isShown || cart.size === 0
  byId('cart-said').textContent = ''
  if (isShown) {
    byId('email').value = emailOf(byId('name').value)
    byId('name').focus()
  } else if (cart.size > 0) byId('check-out').focus()
}

async function showWho() {
  const user = await analytics.user()
  anonymousId = user.anonymousId()
  byId('anonymous-id').textContent = anonymousId
  byId('user-id').textContent = user.id() ?? 'none: you have not said who you are'
  byId('person').href = person.replace('{value}', encodeURIComponent(anonymousId))
}

byId('check-out').addEventListener('click', () => {
  void track('Checkout Started', { products: lines(), value: value() })
  showOrder(true)
})
byId('not-yet').addEventListener('click', () => showOrder(false))
byId('name').addEventListener('input', () => (byId('email').value = emailOf(byId('name').value)))
byId('order').addEventListener('submit', async (event) => {
  event.preventDefault()
  const name = byId('name').value.trim()
  await analytics.identify(shopperId(), { name, email: emailOf(name), account: 'private' })
  noteSent('identify')
  await track('Order Completed', { order_id: `SHOP-${random(0x1_0000_0000).toString(16)}`, revenue: value(), currency: 'GBP', products: lines() })
  cart.clear()
  byId('order').hidden = true
  keepCart()
  byId('cart-said').textContent = `Thank you, ${name}. The order is placed, and nothing will come.`
  byId('things').focus()
  await showWho()
})
byId('somebody-else').addEventListener('click', async () => {
  await analytics.reset()
  cart.clear()
  keepCart()
  newName()
  await showWho()
  void analytics.page('Demo shop')
  noteSent('page')
})
byId('copy').addEventListener('click', async () => {
  await navigator.clipboard.writeText(byId('condition').textContent.replaceAll('\n', ' '))
  byId('copied').textContent = 'Copied.'
})

/** A whole number below `end`. */
function random(end) {
  return crypto.getRandomValues(new Uint32Array(1))[0] % end
}

function newName() {
  byId('name').value = `${names.first[random(names.first.length)]} ${names.last[random(names.last.length)]}`
}

// Browsers give the clipboard to pages with TLS and to this machine's own only.
byId('copy').hidden = navigator.clipboard === undefined
newName()
drawShelf()
drawCart()
try {
  await analytics.ready()
  await showWho()
  await analytics.page('Demo shop')
  noteSent('page')
} catch (error) {
  byId('trouble').hidden = false
  byId('trouble').textContent = `analytics.js could not start (${error?.message ?? error}); nothing is sent.`
}
