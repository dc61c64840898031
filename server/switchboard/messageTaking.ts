import type { Announcements } from './announcements.ts'
import { type Caller, type Exchange, say, stateOf } from './exchange.ts'

/** A caller who leaves a message: hears how, then the tone, is recorded, and hears that it has been kept. */
export interface MessageTaking {
  /** Effect of the floor's decision. */
  begin(caller: Caller): void
  /** The caller has said all: by key, by silence, or at the longest length. */
  finish(caller: Caller): void
  /** Back to the queue; what was said is not kept. */
  giveUp(caller: Caller): void
  /** Keeps what has been said so far; resolves when it is on disk, or at once when nothing is being recorded. To be called before the call ends. */
  keep(caller: Caller): Promise<boolean>
}

export function createMessageTaking(x: Exchange, announcements: Announcements): MessageTaking {
  const isLeaving = (caller: Caller): boolean => stateOf(x, caller)?.is === 'voicemail'

  function record(caller: Caller): void {
    if (!isLeaving(caller) || caller.recording) return
    const recording = x.voicemail.begin(caller.line, x.now().calls[caller.id]?.language ?? null, () => finish(caller))
    caller.recording = recording
    say(caller, 'recording')
    caller.leg.pass(recording.add)
  }

  function stop(caller: Caller) {
    const { recording } = caller
    caller.recording = null
    caller.leg.pass(null)
    return recording
  }

  const canKeep = (caller: Caller): boolean => x.now().keeping.is === 'able' && x.voicemail.takes(caller.line)

  /** Instead of the tone: nobody is to speak in vain. */
  function turnBack(caller: Caller): void {
    if (!isLeaving(caller)) return
    const metClosed = x.now().calls[caller.id]?.metClosed ?? false
    x.tell(metClosed ? { type: 'end', call: caller.id, by: 'system' } : { type: 'giveUpVoicemail', call: caller.id })
  }

  async function keep(caller: Caller): Promise<boolean> {
    const recording = stop(caller)
    if (!recording) return false
    try {
      const kept = await recording.keep()
      if (kept !== null) await x.submit({ type: 'keepMessage', call: caller.id })
      return kept !== null
    } catch (fault) {
      x.log.error('a message could not be kept', { line: caller.line, error: fault as Error })
      return false
    }
  }

  async function finish(caller: Caller): Promise<void> {
    if (!caller.recording) return
    const kept = await keep(caller)
    if (!isLeaving(caller)) return
    const call = x.now().calls[caller.id]
    // Who waited and said nothing goes on waiting; who met a closed line has heard all there is.
    if (!kept && call && !call.metClosed) return x.tell({ type: 'giveUpVoicemail', call: caller.id })
    announcements.say(caller, kept ? 'message_saved' : 'message_failed', () => x.tell({ type: 'end', call: caller.id, by: 'system' }))
  }

  return {
    begin(caller) {
      say(caller, 'voicemail')
      const canReturn = x.now().calls[caller.id]?.metClosed === false
      let can = true
      const ask = (): boolean => {
        can = canKeep(caller)
        return can
      }
      announcements.leaveMessage(caller, canReturn, ask, () => (can ? record(caller) : turnBack(caller)))
    },
    finish(caller) {
      if (caller.recording) void finish(caller)
      else if (isLeaving(caller)) {
        // Whoever knows how it goes need not hear it all.
        caller.leg.stop()
        if (canKeep(caller)) announcements.say(caller, 'beep', () => record(caller))
        else announcements.say(caller, 'no_message', () => turnBack(caller))
      }
    },
    giveUp(caller) {
      stop(caller)?.discard()
      caller.leg.stop()
      x.tell({ type: 'giveUpVoicemail', call: caller.id })
    },
    keep,
  }
}
