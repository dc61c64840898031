import './phone.css'
import { createEffect, createSignal, Match, onCleanup, onMount, Show, Switch } from 'solid-js'
import type { Me } from '../../shared/http.ts'
import { createWords } from '../i18n/i18n.ts'
import { createLiveFloor } from '../live/floor.ts'
import { createClock } from '../ui/clock.ts'
import { ErrorText } from '../ui/ErrorText.tsx'
import { Header } from '../ui/Header.tsx'
import { KeepingNotice } from '../ui/KeepingNotice.tsx'
import { lazyPart } from '../ui/lazyPart.tsx'
import { TrunkNotice } from '../ui/TrunkNotice.tsx'
import { Announcer } from './Announcer.tsx'
import { CallCard } from './CallCard.tsx'
import { Colleagues } from './Colleagues.tsx'
import { CallBackSection } from './callback/CallBackSection.tsx'
import { createPhone } from './createPhone.ts'
import { DeviceMenus } from './DeviceMenus.tsx'
import { EmailReplies } from './EmailReplies.tsx'
import { OfferCard } from './OfferCard.tsx'
import { PresencePanel } from './PresencePanel.tsx'
import { QueueBar } from './QueueBar.tsx'
import { ShortcutList } from './ShortcutList.tsx'
import { makeShortcuts } from './shortcuts.ts'
import { CallTools } from './tools/CallTools.tsx'
import { phoneWords } from './words.ts'

const words = createWords(phoneWords)
// the phone comes first
const MessagesPanel = lazyPart(() => import('./messages/MessagesPanel.tsx'))

/** The advisor's telephone. Everything it shows about the shift is what the server believes; about the call, what the call itself says. */
export default function PhonePage(props: { me: Me }) {
  const live = createLiveFloor()
  const phone = createPhone(props.me, live, (state) => ({
    incoming: words().incoming,
    notification: words().notification,
    calmTitle: `${words().states[state]} · ${words().title} · Lyhörd`,
  }))
  const tick = createClock(250)
  /** The server's clock, moving. */
  const now = () => {
    tick()
    return live.serverNow()
  }
  const [stay, setStay] = createSignal(false)

  const stopShortcuts = makeShortcuts({
    answer: () => phone.talk.phase() === 'ringing' && done(phone.offers.answer()),
    end: () => phone.talk.call() !== undefined && done(phone.end()),
    mute: () => phone.talk.phase() === 'up' && done(phone.offers.toggleMute()),
    hold: () => phone.talk.phase() === 'up' && done(phone.offers.toggleHold()),
  })
  onCleanup(stopShortcuts)
  onMount(() => phone.shift.resumeOnLoad())

  createEffect(() => {
    if (phone.talk.phase() !== 'ringing') document.title = `${words().states[phone.state()]} · ${words().title} · Lyhörd`
  })

  async function beforeSignOut() {
    if (phone.talk.call()) {
      setStay(true)
      return false
    }
    if (phone.shift.phase() === 'on') await phone.shift.end()
    return true
  }

  return (
    <>
      <Header me={props.me} here="phone" beforeSignOut={beforeSignOut} />
      <main class="phone" id="main">
        <h1 class="visually-hidden">{words().title}</h1>
        <Announcer phone={phone} />
        <Show when={live.known() && !live.connected() && !live.refused()}>
          <p class="notice" role="status">
            {phone.talk.call() ? words().linkLostInCall : words().linkLost}
          </p>
        </Show>
        <Show when={stay() && phone.talk.call()}>
          <p class="notice" role="alert">
            {words().leaveInCall}
          </p>
        </Show>
        <Switch fallback={<p class="muted">{words().loading}</p>}>
          <Match when={live.known() && !phone.advisor()}>
            <p class="notice">{words().noAccount}</p>
          </Match>
          <Match when={live.known()}>
            <TrunkNotice trunk={live.floor().trunk} />
            <KeepingNotice floor={live.floor()} lines={props.me.role === 'supervisor' ? undefined : phone.advisor()?.lines} />
            <QueueBar live={live} me={props.me.id} now={now} />
            <div class="phone__room">
              <div class="phone__desk">
                <Show when={phone.talk.phase() === 'ringing'}>
                  <OfferCard phone={phone} live={live} now={now} />
                </Show>
                <Show when={phone.talk.phase() === 'connecting' || phone.talk.phase() === 'up'}>
                  <CallCard phone={phone} live={live} now={now} />
                </Show>
                <PresencePanel phone={phone} now={now} />
                <ErrorText refusal={phone.shift.refusal()} />
                <CallBackSection phone={phone} live={live} />
                <MessagesPanel phone={phone} live={live} me={props.me} now={now} />
              </div>
              <CallTools me={props.me} live={live} phone={phone} now={now} />
              <aside class="phone__side">
                <DeviceMenus phone={phone} />
                <EmailReplies live={live} me={props.me.id} />
                <Colleagues live={live} me={props.me.id} />
                <ShortcutList />
              </aside>
            </div>
          </Match>
        </Switch>
      </main>
    </>
  )
}

/** A shortcut has done its work, whatever it returns. */
function done(_: unknown): true {
  return true
}
