import { Show } from 'solid-js'
import type { Trunk, TrunkFault } from '../../shared/floor/model.ts'
import { createWords } from '../i18n/i18n.ts'
import { momentText } from './momentText.ts'

const sv = {
  down: (time: string) =>
    `Telefonnätet är inte nåbart sedan ${time}. Samtal från telefon kommer inte fram; samtal från webbsidan fungerar. Servern försöker igen hela tiden.`,
  why: {
    credentials: 'Växeln mot telefonnätet godtar inte serverns namn och lösenord där (TRUNK_USER, TRUNK_PASSWORD).',
    refused: 'Växeln mot telefonnätet svarar, men tar inte emot servern just nu.',
    distrusted: 'Växeln mot telefonnätet har ett certifikat som servern inte litar på.',
    nameNotFound: 'Växelns namn, som det står i TRUNK_URL, finns inte.',
    noConnection: 'Ingen växel svarar på den adress som står i TRUNK_URL.',
    lost: 'Servern har ingen förbindelse med växeln mot telefonnätet.',
  } as Record<TrunkFault, string>,
}
const en: typeof sv = {
  down: (time) =>
    `The telephone network has been out of reach since ${time}. Calls by telephone do not come through; calls from the web page do. The server keeps trying.`,
  why: {
    credentials:
      'The exchange towards the telephone network does not accept the name and password of the server there (TRUNK_USER, TRUNK_PASSWORD).',
    refused: 'The exchange towards the telephone network answers, but does not admit the server just now.',
    distrusted: 'The exchange towards the telephone network has a certificate that the server does not trust.',
    nameNotFound: 'The name of the exchange, as TRUNK_URL has it, does not exist.',
    noConnection: 'No exchange answers at the address that TRUNK_URL has.',
    lost: 'The server has no link to the exchange towards the telephone network.',
  },
}
const words = createWords({ sv, en })

/** Says that no telephone call can come, and why, while it is so. */
export function TrunkNotice(props: { trunk: Trunk | undefined }) {
  const down = () => (props.trunk?.is === 'down' ? props.trunk : undefined)
  return (
    <Show when={down()}>
      {(now) => (
        <p class="notice notice--bad" role="alert" data-testid="trunk-down" data-value={now().since}>
          {words().down(momentText(now().since, Date.now()))} {words().why[now().why]}
        </p>
      )}
    </Show>
  )
}
