import { waitingCalls } from '../../shared/floor/questions.ts'
import type { PromptId } from '../../shared/prompts.ts'
import { closedOf, menuOf, onceOf, type Spoken, soundOf, voicemailOf, waitingOf } from '../media/lineProgrammes.ts'
import type { Programme } from '../media/programmes.ts'
import type { SoundLeg } from '../media/sound/sound.ts'
import { type Caller, type Exchange, stateOf } from './exchange.ts'

/**
 * Speaks to callers, in their language and with the recordings of their line. `onEnd` is called when all has been said, and not when
 * something else was played instead. What has been overtaken by the call meanwhile is not begun.
 */
export interface Announcements {
  menu(caller: Caller, onEnd: () => void): void
  /** `takesMessages` false: where one could be left, that none can be. */
  closed(caller: Caller, takesMessages: boolean, onEnd: () => void): void
  /** Without end. */
  waiting(caller: Caller, opening: 'welcome' | 'returned' | null): void
  /** `takesMessages` is asked when the tone is due; false: that no message can be left is said instead. */
  leaveMessage(caller: Caller, canReturn: boolean, takesMessages: () => boolean, onEnd: () => void): void
  say(caller: Caller, prompt: PromptId, onEnd: () => void): void
  /** A sound on one leg of the call for as long as `isWanted`, when it begins. */
  sound(caller: Caller, leg: SoundLeg, sound: 'hold' | 'ringback', isWanted: () => boolean): void
}

export function createAnnouncements(x: Exchange): Announcements {
  async function play(
    caller: Caller,
    leg: SoundLeg,
    make: (spoken: Spoken) => Promise<Programme>,
    isWanted: () => boolean,
    onEnd?: () => void,
  ): Promise<void> {
    const line = x.now().lines[caller.line]
    if (!line) return
    try {
      const programme = await make({ line, language: caller.language })
      if (isWanted()) leg.play(programme, onEnd)
    } catch (fault) {
      x.log.error('a prompt cannot be played', { line: caller.line, error: fault as Error })
      if (isWanted()) onEnd?.()
    }
  }

  /** To the caller, as long as the call is still where it was when this was begun. */
  function speak(caller: Caller, make: (spoken: Spoken) => Promise<Programme>, onEnd?: () => void): void {
    const was = stateOf(x, caller)?.is
    const isWanted = (): boolean => {
      const is = stateOf(x, caller)?.is
      return is === was || (was === 'waiting' && is === 'offered') || (was === 'offered' && is === 'waiting')
    }
    void play(caller, caller.leg, make, isWanted, onEnd)
  }

  /** 1 is next; null while a phone rings for this caller. */
  function placeOf(caller: Caller): number | null {
    const waiting = waitingCalls(x.now(), caller.line)
    const index = waiting.findIndex(({ id }) => id === caller.id)
    return index < 0 || waiting[index]?.state.is === 'offered' ? null : index + 1
  }

  return {
    menu: (caller, onEnd) => speak(caller, ({ line }) => menuOf(x.prompts, line), onEnd),
    closed: (caller, takesMessages, onEnd) => speak(caller, (spoken) => closedOf(x.prompts, spoken, takesMessages), onEnd),
    waiting(caller, opening) {
      const takesMessages = (): boolean => x.now().keeping.is === 'able' && x.voicemail.takes(caller.line)
      speak(caller, (spoken) => waitingOf(x.prompts, spoken, opening, () => placeOf(caller), Date.now, takesMessages))
    },
    leaveMessage: (caller, canReturn, takesMessages, onEnd) =>
      speak(caller, (spoken) => voicemailOf(x.prompts, spoken, canReturn, takesMessages), onEnd),
    say: (caller, prompt, onEnd) => speak(caller, (spoken) => onceOf(x.prompts, spoken, prompt), onEnd),
    sound: (caller, leg, sound, isWanted) => void play(caller, leg, (spoken) => soundOf(x.prompts, spoken, sound), isWanted),
  }
}
