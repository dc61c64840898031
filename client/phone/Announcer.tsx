import { createWords } from '../i18n/i18n.ts'
import { callBackWords } from './callback/words.ts'
import type { Phone } from './createPhone.ts'
import { phoneWords } from './words.ts'

const words = createWords(phoneWords)
const backWords = createWords(callBackWords)

/** Says changes aloud to those who do not see them: the state, the call, mute and hold. */
export function Announcer(props: { phone: Phone }) {
  const said = () => {
    const { talk } = props.phone
    if (talk.phase() === 'ringing') return words().incoming
    const parts = [props.phone.callBack.isDialling() ? backWords().calling : words().states[props.phone.state()]]
    if (talk.muted()) parts.push(words().muted)
    if (talk.held()) parts.push(words().held)
    if (props.phone.shift.phase() === 'displaced') parts.push(words().elsewhere)
    return parts.join('. ')
  }
  return (
    <p class="visually-hidden" aria-live="assertive" data-testid="announcer">
      {said()}
    </p>
  )
}
