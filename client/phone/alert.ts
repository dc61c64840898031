import calmIcon from '../ui/icon.svg?url'
import ringIcon from '../ui/icon-ring.svg?url'

/** What calls for attention besides sound: title, icon and a desktop notification. None of it says anything about the caller. */
export interface Alert {
  readonly start: (words: { readonly title: string; readonly body: string }) => void
  readonly stop: () => void
}

const BLINK_MS = 900

/** `calmTitle` is asked for the page's own title whenever it is shown between or after the blinks. */
export function makeAlert(calmTitle: () => string): Alert {
  let blinking: ReturnType<typeof setInterval> | undefined
  let notification: Notification | undefined

  function icon(href: string) {
    document.querySelector<HTMLLinkElement>('link[rel=icon]')?.setAttribute('href', href)
  }

  function stop() {
    if (blinking === undefined) return
    clearInterval(blinking)
    blinking = undefined
    document.title = calmTitle()
    icon(calmIcon)
    notification?.close()
    notification = undefined
  }

  return {
    start({ title, body }) {
      if (blinking !== undefined) return
      let on = false
      const blink = () => {
        on = !on
        document.title = on ? title : calmTitle()
        icon(on ? ringIcon : calmIcon)
      }
      blink()
      blinking = setInterval(blink, BLINK_MS)
      notification = notify(title, body)
    },
    stop,
  }
}

/** Asks once whether notifications may be shown; never throws. */
export async function askForNotifications(): Promise<boolean> {
  if (typeof Notification === 'undefined') return false
  if (Notification.permission !== 'default') return Notification.permission === 'granted'
  return Notification.requestPermission().then(
    (answer) => answer === 'granted',
    () => false,
  )
}

function notify(title: string, body: string): Notification | undefined {
  if (typeof Notification === 'undefined' || Notification.permission !== 'granted') return undefined
  try {
    const shown = new Notification(title, { body, tag: 'lyhord-offer', requireInteraction: true, icon: ringIcon })
    shown.onclick = () => {
      window.focus()
      shown.close()
    }
    return shown
  } catch {
    // some mobile browsers have the permission but allow it to service workers only
    return undefined
  }
}
