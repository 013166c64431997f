// What the invented shop sells: the living world, the past and the demo shop page show the same things.

export interface Product {
  readonly product_id: string
  readonly title: string
  readonly category: string
  /** In the shop's currency, pounds. */
  readonly price: number
  readonly about: string
}

export const CATALOGUE: readonly Product[] = [
  { product_id: 'demo-lantern', title: 'Paper lantern', category: 'Light', price: 12.5, about: 'Folds flat, glows warm.' },
  { product_id: 'demo-teapot', title: 'Round teapot', category: 'Kitchen', price: 28, about: 'Holds four cups and pours without a drip.' },
  { product_id: 'demo-notebook', title: 'Dotted notebook', category: 'Desk', price: 9.9, about: '160 pages that lie open by themselves.' },
  { product_id: 'demo-blanket', title: 'Wool blanket', category: 'Home', price: 64, about: 'Heavy enough for January.' },
  { product_id: 'demo-planter', title: 'Hanging planter', category: 'Garden', price: 17.25, about: 'For the window that is never watered.' },
  { product_id: 'demo-clock', title: 'Kitchen clock', category: 'Home', price: 34, about: 'Silent hands, large figures.' },
  { product_id: 'demo-apron', title: 'Linen apron', category: 'Kitchen', price: 22, about: 'Two pockets, one loop, no frills.' },
  { product_id: 'demo-puzzle', title: 'Night sky puzzle', category: 'Play', price: 19.5, about: '500 pieces, most of them dark.' },
]

/** A product as events carry it. */
export function productOf({ product_id, category, price }: Product) {
  return { product_id, category, price, currency: 'GBP' }
}
