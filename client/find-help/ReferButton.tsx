import { Show } from 'solid-js'
import { createWords } from '../i18n/i18n.ts'
import type { Referrals } from './createReferrals.ts'
import type { Referral } from './refer.ts'
import { findHelpWords } from './words.ts'

const words = createWords(findHelpWords)

/** Notes in the call's form that the caller has been told of this service, and takes it back. */
export function ReferButton(props: { referral: Referral; referrals: Referrals }) {
  const done = () => props.referrals.has(props.referral)
  const waits = () => props.referrals.isWaiting(props.referral)
  return (
    <Show when={props.referrals.possible()} fallback={<p class="muted small">{words().noCall}</p>}>
      <div class="row help-refer">
        <Show when={done() && !waits()}>
          <p class="help-done">{words().referred}</p>
        </Show>
        <Show when={waits()}>
          <p class="help-waits" role="status">
            {done() ? words().referring : words().takingBack}
          </p>
        </Show>
        <button
          type="button"
          class="button"
          classList={{ 'button--primary': !done() }}
          data-testid="help-refer"
          aria-keyshortcuts="H"
          onClick={() => props.referrals.toggle(props.referral)}
        >
          {done() ? words().undo : words().refer}{' '}
          <span class="key" aria-hidden="true">
            H
          </span>
        </button>
      </div>
    </Show>
  )
}
