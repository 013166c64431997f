// What records about amendments do in the engine; see amendments.ts, take-images.ts.
import { assert } from '@touchstone/base'
import type { LogRecord, Transaction } from '@touchstone/stream'
import type { AmendmentControl } from '@touchstone/vocabulary'
import { Amendments } from './amendments.ts'
import { decodeImages } from './image-record.ts'
import { ImageTaker, type TakeParts } from './take-images.ts'

/** What an amendment says of the facts to come. */
export type StandingWord = (amendment: AmendmentControl & { readonly control: 'identity.amend' }, tx: Transaction) => void

export class Amending {
  readonly amendments = new Amendments()
  readonly #taker: ImageTaker
  readonly #stand: StandingWord

  constructor(parts: Omit<TakeParts, 'amendments'>, stand: StandingWord) {
    this.#taker = new ImageTaker({ ...parts, amendments: this.amendments })
    this.#stand = stand
  }

  control(control: AmendmentControl, tx: Transaction): void {
    if (control.control === 'identity.amending') this.amendments.begin(control, tx)
    else if (control.control === 'identity.amended') this.amendments.ended(control, tx)
    else if (this.amendments.amend(control, tx)) this.#stand(control, tx)
  }

  images({ bytes, start, end }: LogRecord, tx: Transaction): void {
    const images = decodeImages(bytes, start, end)
    // Of another layout, or too late: who builds them sees that the round is still there, and builds them again.
    if (images === undefined) return
    assert(images.amend < images.through && images.through < tx.position, 'images follow their round, which follows its amendment')
    const isTaken = this.#taker.take(images, tx)
    if (!isTaken && this.amendments.isWatching && this.amendments.round?.through === images.through) this.amendments.break(tx)
  }
}
