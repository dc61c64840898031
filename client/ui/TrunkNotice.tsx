import { Show } from 'solid-js'
import type { Trunk } from '../../shared/floor/model.ts'
import { createWords } from '../i18n/i18n.ts'
import { momentText } from './momentText.ts'

const sv = {
  down: (time: string) =>
    `Telefonnätet är inte nåbart sedan ${time}. Samtal från telefon kommer inte fram; samtal från webbsidan fungerar. Servern försöker igen hela tiden.`,
}
const en: typeof sv = {
  down: (time) =>
    `The telephone network has been out of reach since ${time}. Calls by telephone do not come through; calls from the web page do. The server keeps trying.`,
}
const words = createWords({ sv, en })

/** Says that no telephone call can come, while it is so. */
export function TrunkNotice(props: { trunk: Trunk | undefined }) {
  const since = () => (props.trunk?.is === 'down' ? props.trunk.since : undefined)
  return (
    <Show when={since()}>
      {(at) => (
        <p class="notice notice--bad phone__wide" role="alert" data-testid="trunk-down" data-value={at()}>
          {words().down(momentText(at(), Date.now()))}
        </p>
      )}
    </Show>
  )
}
