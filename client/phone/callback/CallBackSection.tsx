import { createEffect, on, Show } from 'solid-js'
import { createWords } from '../../i18n/i18n.ts'
import type { LiveFloor } from '../../live/floor.ts'
import { lazyPart } from '../../ui/lazyPart.tsx'
import type { Phone } from '../createPhone.ts'
import './callback.css'
import { callBackWords } from './words.ts'

const words = createWords(callBackWords)
// brings the number plans of all countries
const DialPanel = lazyPart(() => import('./DialPanel.tsx'))

/** The way to call somebody back, where there is a telephone network and this page has the phone. During the call the call's card has the word. */
export function CallBackSection(props: { phone: Phone; live: LiveFloor }) {
  let begin: HTMLButtonElement | undefined
  const own = () => props.phone.callBack
  const underWay = () => own().state().is === 'underWay'
  const isHere = () =>
    props.live.floor().trunk.is !== 'none' && props.phone.shift.phase() === 'on' && props.phone.ownership() === 'here' && !underWay()
  const isFree = () => ['available', 'paused', 'afterCall'].includes(props.phone.state())

  // whoever closed the panel goes on from where it was opened
  createEffect(
    on(own().isOpen, (isOpen, wasOpen) => {
      if (wasOpen && !isOpen && document.activeElement === document.body) begin?.focus()
    }),
  )

  return (
    <>
      <Show when={underWay() && props.phone.talk.call() === undefined}>
        <p class="card" role="status">
          {words().preparing}
        </p>
      </Show>
      <Show when={isHere() && (own().isOpen() || isFree())}>
        <section class="card stack" data-testid="call-back">
          <Show
            when={own().isOpen()}
            fallback={
              <>
                <p class="muted">{words().beginHint}</p>
                <div>
                  <button type="button" class="button" data-testid="dial-open" ref={begin} onClick={() => own().open()}>
                    {words().begin}
                  </button>
                </div>
              </>
            }
          >
            <DialPanel phone={props.phone} live={props.live} />
          </Show>
        </section>
      </Show>
    </>
  )
}
