import { Show } from 'solid-js'
import type { Floor, KeepingFault } from '../../shared/floor/model.ts'
import { takesMessages } from '../../shared/floor/service.ts'
import { createWords } from '../i18n/i18n.ts'
import { momentText } from './momentText.ts'

const sv = {
  unable: (time: string) =>
    `Sedan ${time} kan meddelanden inte sparas. Den som ringer ombeds därför inte tala in något, och den som väntar står kvar i kön.`,
  why: {
    keyMissing:
      'Nyckeln som meddelandena låses med saknas på servern, och det finns meddelanden som behöver den. Den som sköter servern ska lägga tillbaka nyckelfilen, inte göra en ny.',
    keyUnreadable:
      'Servern kan varken läsa eller skapa filen med nyckeln som meddelandena låses med. Den som sköter servern behöver rätta till filens plats och rättigheter.',
    keyWrong:
      'Filen med nyckeln som meddelandena låses med innehåller ingen nyckel. Den som sköter servern ska lägga tillbaka den rätta filen.',
    folderUnwritable:
      'Servern kan inte skriva i mappen där meddelandena sparas. Den som sköter servern behöver rätta till mappens plats och rättigheter.',
    diskFull: 'Serverns disk är nästan full. Den som sköter servern behöver göra plats.',
    messagesFull: 'Meddelandena tar upp all plats som de får ta. Ta hand om meddelanden, och stäng dem som inte behövs.',
  } as Record<KeepingFault, string>,
  heals: 'När det är åtgärdat märks det av sig självt; ingenting behöver startas om.',
}
const en: typeof sv = {
  unable: (time) =>
    `Since ${time} messages cannot be kept. Callers are therefore not asked to leave any, and those who wait stay in the queue.`,
  why: {
    keyMissing:
      'The key that messages are locked with is missing on the server, and there are messages that need it. Whoever looks after the server is to put the key file back, not to make a new one.',
    keyUnreadable:
      'The server can neither read nor make the file with the key that messages are locked with. Whoever looks after the server must put right where the file is and who may read it.',
    keyWrong:
      'The file with the key that messages are locked with holds no key. Whoever looks after the server is to put the right file back.',
    folderUnwritable:
      'The server cannot write in the folder where messages are kept. Whoever looks after the server must put right where the folder is and who may write in it.',
    diskFull: 'The disk of the server is nearly full. Whoever looks after the server must make room.',
    messagesFull: 'The messages take up all the room that they may. See to messages, and close those that are not needed.',
  },
  heals: 'Once it is put right this is noticed by itself; nothing needs to be started anew.',
}
const words = createWords({ sv, en })

/** Says that messages of callers cannot be kept, why, and what is to be done, while it is so and a line of `lines` (all without it) takes messages. */
export function KeepingNotice(props: { floor: Floor | undefined; lines?: readonly string[] | undefined }) {
  const concerns = () =>
    Object.values(props.floor?.lines ?? {}).some(({ id, service }) => (props.lines?.includes(id) ?? true) && takesMessages(service))
  const unable = () => {
    const keeping = props.floor?.keeping
    return keeping?.is === 'unable' && concerns() ? keeping : undefined
  }
  return (
    <Show when={unable()}>
      {(now) => (
        <div class="notice notice--bad" role="alert" data-testid="keeping-unable" data-value={now().why}>
          <p>{words().unable(momentText(now().since, Date.now()))}</p>
          <p>
            {words().why[now().why]} {words().heals}
          </p>
        </div>
      )}
    </Show>
  )
}
