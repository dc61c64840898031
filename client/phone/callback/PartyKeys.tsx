import { createSignal, Show } from 'solid-js'
import type { CallId } from '../../../shared/floor/model.ts'
import { createWords } from '../../i18n/i18n.ts'
import type { LiveFloor } from '../../live/floor.ts'
import { KeyPad } from './KeyPad.tsx'
import { callBackWords } from './words.ts'

const words = createWords(callBackWords)

/** The keypad of a running call, for a machine at the other end. */
export default function PartyKeys(props: { live: LiveFloor; call: CallId; party: 'caller' | 'interpreter' }) {
  const [refused, setRefused] = createSignal(false)

  async function press(key: string) {
    const answer = await props.live.request('party:key', { call: props.call, party: props.party, key })
    setRefused(!answer.ok)
  }

  return (
    <details class="keys">
      <summary>{words().keys}</summary>
      <KeyPad label={words().keys} hint={words().keysHint} onKey={press} />
      <Show when={refused()}>
        <p class="error-text" role="alert">
          {words().keyRefused}
        </p>
      </Show>
    </details>
  )
}
